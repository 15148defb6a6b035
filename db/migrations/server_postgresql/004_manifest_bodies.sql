-- The last bodies of each session's manifest, as they went out: a kiosk that has one of them is sent a newer one as the
-- difference (RFC 9842). They can be thrown away at any time; whoever lacks one sends the whole.
CREATE TABLE manifest_body (
    session BIGINT NOT NULL REFERENCES session (id),
    revision BIGINT NOT NULL,
    name BYTEA NOT NULL,                  -- SHA-256 of the body
    body BYTEA NOT NULL,                  -- compressed (Zstandard)
    PRIMARY KEY (session, revision)
);
CREATE UNIQUE INDEX manifest_body_by_name ON manifest_body (session, name);
