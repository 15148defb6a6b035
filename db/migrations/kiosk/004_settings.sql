-- What the kiosk remembers beside its work, by name: "tour_seen".
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
