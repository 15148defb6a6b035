-- The kiosks that the server knows by their keys, and the codes with which they become known.

-- A key that was pinned for a kiosk. Rows stay after a revocation: who comes with such a key is told so.
CREATE TABLE device_key (
    id INTEGER PRIMARY KEY,
    device TEXT NOT NULL,             -- as journals say it
    station TEXT NOT NULL,
    public_key BLOB NOT NULL UNIQUE,  -- Ed25519, 32 bytes
    enrolled_at INTEGER NOT NULL,     -- milliseconds since 1970 (UTC)
    revoked_at INTEGER,               -- the same; NULL: the key is good
    reason TEXT NOT NULL DEFAULT ''   -- of the revocation, as the office gave it
) STRICT;
CREATE INDEX device_key_by_device ON device_key (device);
CREATE UNIQUE INDEX device_key_good ON device_key (device) WHERE revoked_at IS NULL;

-- The newest enrolment code of each kiosk.
CREATE TABLE enrolment_code (
    device TEXT PRIMARY KEY,
    station TEXT NOT NULL,
    digest BLOB NOT NULL,             -- of the code, which is kept nowhere
    expires_at INTEGER NOT NULL,      -- milliseconds since 1970 (UTC)
    wrong INTEGER NOT NULL DEFAULT 0, -- other codes that were tried for this kiosk
    used_by BLOB                      -- the public key that took it; NULL: nobody yet
) STRICT, WITHOUT ROWID;
