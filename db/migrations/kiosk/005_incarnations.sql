-- The journals that this kiosk began before the one it goes on with: another event was at the server under one of their
-- numbers, because this file is an older copy of itself or a second machine has one. They stay in the table `journal`,
-- and end here for ever.
CREATE TABLE former_incarnation (
    number INTEGER PRIMARY KEY, -- in the order in which they were begun
    incarnation TEXT NOT NULL UNIQUE,
    last_sequence INTEGER NOT NULL,
    head BLOB NOT NULL CHECK (length(head) = 32),
    acknowledged INTEGER NOT NULL,
    counts INTEGER NOT NULL CHECK (counts BETWEEN 0 AND last_sequence) -- what comes behind was sealed anew
) STRICT;

CREATE TRIGGER former_incarnation_no_update BEFORE UPDATE ON former_incarnation
BEGIN SELECT RAISE(ABORT, 'a former journal does not change'); END;

CREATE TRIGGER former_incarnation_no_delete BEFORE DELETE ON former_incarnation
BEGIN SELECT RAISE(ABORT, 'a former journal does not change'); END;

CREATE TRIGGER journal_former_has_ended BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM former_incarnation WHERE incarnation = NEW.incarnation)
BEGIN SELECT RAISE(ABORT, 'a former journal does not change'); END;

DROP TRIGGER kiosk_acknowledged_never_goes_back;
CREATE TRIGGER kiosk_acknowledged_never_goes_back BEFORE UPDATE ON kiosk
WHEN NEW.acknowledged < OLD.acknowledged AND NEW.incarnation = OLD.incarnation
BEGIN SELECT RAISE(ABORT, 'what the server has is never taken back'); END;
