-- The public half of the organiser's key, which is not on the server; without it, manifests go out with the server's own
-- signature alone.
CREATE TABLE organiser_key (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    public_key BYTEA NOT NULL
);

-- What a key of the organiser's released for kiosks: the last revision of each session that it signed.
CREATE TABLE released_manifest (
    session BIGINT NOT NULL REFERENCES session (id),
    public_key BYTEA NOT NULL,
    revision BIGINT NOT NULL,
    signature TEXT NOT NULL,            -- hexadecimal
    body BYTEA NOT NULL,                 -- compressed (Zstandard)
    PRIMARY KEY (session, public_key)
);
