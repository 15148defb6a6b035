-- Codes beside the customers' own: with which somebody else may collect, and those that are no longer good.

-- A proxy: somebody else's code for the basket of a customer. Rows stay after a revocation, since journals name them.
CREATE TABLE proxy (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session (id),
    number INTEGER NOT NULL,          -- 3 is proxy P0003
    customer INTEGER NOT NULL REFERENCES customer (id),
    collector TEXT NOT NULL,          -- name as given; stays at the server; empty: whoever brings the code
    code BLOB NOT NULL,               -- 16 bytes
    short_code TEXT NOT NULL,
    revoked INTEGER NOT NULL DEFAULT 0,
    UNIQUE (session, number),
    UNIQUE (session, short_code)
) STRICT;
CREATE INDEX proxy_by_customer ON proxy (customer);

-- A customer's own code of before: a new one was made in its place.
CREATE TABLE revoked_code (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session (id),
    customer INTEGER NOT NULL REFERENCES customer (id),
    code BLOB NOT NULL,               -- 16 bytes
    short_code TEXT NOT NULL,
    UNIQUE (session, short_code)
) STRICT;

-- A short code is of one basket and one person in its session, for ever. Who would give it a second time changes no row,
-- and tries another.
CREATE TRIGGER customer_short_code_is_new BEFORE UPDATE OF short_code ON customer
WHEN EXISTS (SELECT 1 FROM proxy WHERE session = NEW.session AND short_code = NEW.short_code)
  OR EXISTS (SELECT 1 FROM revoked_code WHERE session = NEW.session AND short_code = NEW.short_code)
BEGIN
    SELECT raise(IGNORE);
END;
CREATE TRIGGER proxy_short_code_is_new BEFORE INSERT ON proxy
WHEN EXISTS (SELECT 1 FROM customer WHERE session = NEW.session AND short_code = NEW.short_code)
  OR EXISTS (SELECT 1 FROM revoked_code WHERE session = NEW.session AND short_code = NEW.short_code)
BEGIN
    SELECT raise(IGNORE);
END;
