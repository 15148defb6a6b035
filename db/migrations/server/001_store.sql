-- The server's store: what was ordered, who may collect it, and what the kiosks say became of it.

-- The key that signs manifests, made on first use.
CREATE TABLE signing_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    public_key BLOB NOT NULL,
    secret_key BLOB NOT NULL
) STRICT;

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    station TEXT NOT NULL,
    date TEXT NOT NULL,               -- YYYY-MM-DD
    station_name TEXT NOT NULL,
    revision INTEGER NOT NULL,        -- of its manifest; rises with every change
    content BLOB NOT NULL,            -- digest of the imported values, to know the same file again
    UNIQUE (station, date)
) STRICT;

-- A customer of one session. Rows stay when a later order file leaves them out, so that codes and baskets stay.
CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session (id),
    ref TEXT NOT NULL,
    name TEXT NOT NULL,               -- as ordered; stays at the server
    language TEXT NOT NULL,
    basket INTEGER,                   -- 42 is basket B0042; only for those who collect, as the next two
    code BLOB,                        -- 16 bytes
    short_code TEXT,
    UNIQUE (session, ref),
    UNIQUE (session, basket),
    UNIQUE (session, short_code)
) STRICT;

CREATE TABLE customer_order (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL REFERENCES session (id),
    number TEXT NOT NULL,
    customer INTEGER NOT NULL REFERENCES customer (id),
    fulfilment TEXT NOT NULL,         -- pickup or delivery
    present INTEGER NOT NULL,         -- 0: an earlier order file had it, the newest has not
    UNIQUE (session, number)
) STRICT;
CREATE INDEX customer_order_by_customer ON customer_order (customer);

-- A line keeps its number for ever, since journals name it by that.
CREATE TABLE order_line (
    customer_order INTEGER NOT NULL REFERENCES customer_order (id),
    number INTEGER NOT NULL,
    producer TEXT NOT NULL,
    product TEXT NOT NULL,
    occurrence INTEGER NOT NULL,      -- 1, or more when a product is in an order several times
    amount INTEGER NOT NULL,          -- pieces or grams
    unit TEXT NOT NULL,               -- piece, kg, g
    unit_price INTEGER NOT NULL,      -- cents
    vat INTEGER NOT NULL,             -- per mille
    storage TEXT NOT NULL,            -- ambient, chilled, frozen
    location TEXT NOT NULL,
    present INTEGER NOT NULL,
    PRIMARY KEY (customer_order, number),
    UNIQUE (customer_order, producer, product, occurrence)
) STRICT, WITHOUT ROWID;

-- The journals of all kiosks, as their canonical bytes. Rows are never changed and never deleted.
CREATE TABLE event (
    position INTEGER PRIMARY KEY AUTOINCREMENT, -- the order of arrival, the cursor of the kiosks
    session TEXT NOT NULL,                      -- station/date, as the event says
    device TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    digest BLOB NOT NULL,
    bytes TEXT NOT NULL,
    UNIQUE (device, incarnation, sequence)
) STRICT;
CREATE INDEX event_by_session ON event (session, position);

-- How each kiosk stands in each session; kept with the events so that a pull need not count them.
CREATE TABLE kiosk_standing (
    session TEXT NOT NULL,
    device TEXT NOT NULL,
    events INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    PRIMARY KEY (session, device)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'events are never changed');
END;
CREATE TRIGGER event_never_goes BEFORE DELETE ON event
BEGIN
    SELECT raise(ABORT, 'events are never deleted');
END;
