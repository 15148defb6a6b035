-- The server's store: what was ordered, who may collect it, and what the kiosks say became of it.
-- The same as db/migrations/server/001_store.sql, for PostgreSQL. Texts are compared byte by byte, as SQLite does.

-- The key that signs manifests, made on first use.
CREATE TABLE signing_key (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    public_key BYTEA NOT NULL,
    secret_key BYTEA NOT NULL
);

CREATE TABLE session (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station TEXT COLLATE "C" NOT NULL,
    date TEXT COLLATE "C" NOT NULL,       -- YYYY-MM-DD
    station_name TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,             -- of its manifest; rises with every change
    content BYTEA NOT NULL,               -- digest of the imported values, to know the same file again
    UNIQUE (station, date)
);

-- A customer of one session. Rows stay when a later order file leaves them out, so that codes and baskets stay.
CREATE TABLE customer (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session BIGINT NOT NULL REFERENCES session (id),
    ref TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,       -- as ordered; stays at the server
    language TEXT COLLATE "C" NOT NULL,
    basket BIGINT,                        -- 42 is basket B0042; only for those who collect, as the next two
    code BYTEA,                           -- 16 bytes
    short_code TEXT COLLATE "C",
    UNIQUE (session, ref),
    UNIQUE (session, basket),
    UNIQUE (session, short_code)
);

CREATE TABLE customer_order (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session BIGINT NOT NULL REFERENCES session (id),
    number TEXT COLLATE "C" NOT NULL,
    customer BIGINT NOT NULL REFERENCES customer (id),
    fulfilment TEXT COLLATE "C" NOT NULL, -- pickup or delivery
    present BIGINT NOT NULL,              -- 0: an earlier order file had it, the newest has not
    UNIQUE (session, number)
);
CREATE INDEX customer_order_by_customer ON customer_order (customer);

-- A line keeps its number for ever, since journals name it by that.
CREATE TABLE order_line (
    customer_order BIGINT NOT NULL REFERENCES customer_order (id),
    number BIGINT NOT NULL,
    producer TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    occurrence BIGINT NOT NULL,           -- 1, or more when a product is in an order several times
    amount BIGINT NOT NULL,               -- pieces or grams
    unit TEXT COLLATE "C" NOT NULL,       -- piece, kg, g
    unit_price BIGINT NOT NULL,           -- cents
    vat BIGINT NOT NULL,                  -- per mille
    storage TEXT COLLATE "C" NOT NULL,    -- ambient, chilled, frozen
    location TEXT COLLATE "C" NOT NULL,
    present BIGINT NOT NULL,
    PRIMARY KEY (customer_order, number),
    UNIQUE (customer_order, producer, product, occurrence)
);

-- The journals of all kiosks, as their canonical bytes. Rows are never changed and never deleted.
-- Positions are given while the session is locked (server/store_dialect), so that they become visible in their order.
CREATE TABLE event (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- the order of arrival, the cursor of the kiosks
    session TEXT COLLATE "C" NOT NULL,                        -- station/date, as the event says
    device TEXT COLLATE "C" NOT NULL,
    incarnation TEXT COLLATE "C" NOT NULL,
    sequence BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    bytes TEXT COLLATE "C" NOT NULL,
    UNIQUE (device, incarnation, sequence)
);
CREATE INDEX event_by_session ON event (session, position);

-- How each kiosk stands in each session; kept with the events so that a pull need not count them.
CREATE TABLE kiosk_standing (
    session TEXT COLLATE "C" NOT NULL,
    device TEXT COLLATE "C" NOT NULL,
    events BIGINT NOT NULL,
    closed BIGINT NOT NULL,
    PRIMARY KEY (session, device)
);

CREATE FUNCTION event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are never changed and never deleted';
END
$$;
CREATE TRIGGER event_never_changes BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_stays();
CREATE TRIGGER event_never_goes BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION event_stays();
