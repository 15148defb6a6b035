-- The kiosks that the server knows by their keys, and the codes with which they become known.

-- A key that was pinned for a kiosk. Rows stay after a revocation: who comes with such a key is told so.
CREATE TABLE device_key (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device TEXT COLLATE "C" NOT NULL,     -- as journals say it
    station TEXT COLLATE "C" NOT NULL,
    public_key BYTEA NOT NULL UNIQUE,     -- Ed25519, 32 bytes
    enrolled_at BIGINT NOT NULL,          -- milliseconds since 1970 (UTC)
    revoked_at BIGINT,                    -- the same; NULL: the key is good
    reason TEXT COLLATE "C" NOT NULL DEFAULT '' -- of the revocation, as the office gave it
);
CREATE INDEX device_key_by_device ON device_key (device);
CREATE UNIQUE INDEX device_key_good ON device_key (device) WHERE revoked_at IS NULL;

-- The newest enrolment code of each kiosk.
CREATE TABLE enrolment_code (
    device TEXT COLLATE "C" PRIMARY KEY,
    station TEXT COLLATE "C" NOT NULL,
    digest BYTEA NOT NULL,                -- of the code, which is kept nowhere
    expires_at BIGINT NOT NULL,           -- milliseconds since 1970 (UTC)
    wrong BIGINT NOT NULL DEFAULT 0,      -- other codes that were tried for this kiosk
    used_by BYTEA                         -- the public key that took it; NULL: nobody yet
);
