-- The organiser's nonce: random, made when the session is prepared, repeated by each kiosk that opens it. Sessions of
-- before have none, and their kiosks repeat none.
ALTER TABLE session ADD COLUMN nonce TEXT NOT NULL DEFAULT '';
