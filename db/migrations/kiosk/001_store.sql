-- The kiosk's memory: see db/README.md.

-- The one row of facts about this kiosk. Head and number repeat what the journal ends with, so that a journal whose
-- last events were cut off is noticed.
CREATE TABLE kiosk (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    incarnation TEXT NOT NULL,
    boot INTEGER NOT NULL DEFAULT 0,
    last_sequence INTEGER NOT NULL DEFAULT 0,
    head BLOB NOT NULL DEFAULT (zeroblob(32)) CHECK (length(head) = 32),
    acknowledged INTEGER NOT NULL DEFAULT 0 CHECK (acknowledged <= last_sequence)
) STRICT;

CREATE TRIGGER kiosk_acknowledged_never_goes_back BEFORE UPDATE OF acknowledged ON kiosk
WHEN NEW.acknowledged < OLD.acknowledged
BEGIN SELECT RAISE(ABORT, 'what the server has is never taken back'); END;

-- This kiosk's own events: appended, never altered, never removed.
CREATE TABLE journal (
    incarnation TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    bytes TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (incarnation, sequence)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Refuses gaps, and INSERT OR REPLACE, which would pass by the trigger above.
CREATE TRIGGER journal_gapless BEFORE INSERT ON journal
WHEN NEW.sequence <> 1 + (SELECT coalesce(max(sequence), 0) FROM journal WHERE incarnation = NEW.incarnation)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only and without gaps'); END;

-- The manifest that the kiosk works by.
CREATE TABLE manifest (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    session TEXT NOT NULL REFERENCES session (session),
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    signature TEXT NOT NULL,
    server_key TEXT NOT NULL
) STRICT;

-- What is known of each session that the kiosk ever worked for.
CREATE TABLE session (
    session TEXT PRIMARY KEY,
    foreign_cursor INTEGER NOT NULL DEFAULT 0,
    reconciled INTEGER NOT NULL DEFAULT 0 CHECK (reconciled IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Events of other kiosks.
CREATE TABLE foreign_event (
    device TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    session TEXT NOT NULL,
    bytes TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (device, incarnation, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX foreign_event_of_session ON foreign_event (session);

-- Documents for the printer, in the order in which they were asked for; kept after they were printed.
CREATE TABLE spool (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'printed', 'failed')),
    duplicate INTEGER NOT NULL CHECK (duplicate IN (0, 1))
) STRICT;

CREATE INDEX spool_waiting ON spool (number) WHERE state IN ('queued', 'sending');

CREATE TRIGGER spool_no_delete BEFORE DELETE ON spool
BEGIN SELECT RAISE(ABORT, 'documents are never deleted'); END;
