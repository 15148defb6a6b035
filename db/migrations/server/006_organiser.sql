-- The public half of the organiser's key, which is not on the server; without it, manifests go out with the server's own
-- signature alone.
CREATE TABLE organiser_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    public_key BLOB NOT NULL
) STRICT;

-- What a key of the organiser's released for kiosks: the last revision of each session that it signed.
CREATE TABLE released_manifest (
    session INTEGER NOT NULL REFERENCES session (id),
    public_key BLOB NOT NULL,
    revision INTEGER NOT NULL,
    signature TEXT NOT NULL,            -- hexadecimal
    body BLOB NOT NULL,                  -- compressed (Zstandard)
    PRIMARY KEY (session, public_key)
) STRICT;
