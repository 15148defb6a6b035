-- A document may wait for a person who says whether it came out ('unsure'), and it is on record which printer it went to
-- and whether that one tells when a paper is out. A CHECK cannot be changed in place: the table is built anew.
CREATE TABLE spool_new (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'printed', 'failed', 'unsure')),
    duplicate INTEGER NOT NULL CHECK (duplicate IN (0, 1)),
    printer INTEGER CHECK (printer >= 0), -- its place in the configuration; NULL: by the document's kind
    confirmable INTEGER NOT NULL DEFAULT 1 CHECK (confirmable IN (0, 1))
) STRICT;

INSERT INTO spool_new (number, id, document, state, duplicate)
SELECT number, id, document, state, duplicate FROM spool;

-- Its index and its trigger go with it; dropping a table is no DELETE.
DROP TABLE spool;
ALTER TABLE spool_new RENAME TO spool;

CREATE INDEX spool_waiting ON spool (number) WHERE state IN ('queued', 'sending', 'unsure');

CREATE TRIGGER spool_no_delete BEFORE DELETE ON spool
BEGIN SELECT RAISE(ABORT, 'documents are never deleted'); END;
