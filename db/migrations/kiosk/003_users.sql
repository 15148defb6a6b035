-- Who works with this kiosk. Kept apart from the journal, which names them by id only: a name may have to go one day,
-- and a PIN has no place in an append-only log.
CREATE TABLE user (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    role TEXT NOT NULL CHECK (role IN ('volunteer', 'coordinator')),
    pin_hash TEXT NOT NULL, -- libsodium's crypto_pwhash_str: Argon2id with its salt and its cost
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

-- The journal may name them for ever.
CREATE TRIGGER user_no_delete BEFORE DELETE ON user
BEGIN SELECT RAISE(ABORT, 'users are never deleted'); END;

-- Wrong PINs since the last right one, so that switching the kiosk off takes no pause away.
CREATE TABLE pin_guard (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    wrong INTEGER NOT NULL DEFAULT 0 CHECK (wrong >= 0),
    not_before INTEGER NOT NULL DEFAULT 0 -- milliseconds since 1970 (UTC)
) STRICT;

INSERT INTO pin_guard (only) VALUES (1);
