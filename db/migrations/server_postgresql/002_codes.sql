-- Codes beside the customers' own: with which somebody else may collect, and those that are no longer good.

-- A proxy: somebody else's code for the basket of a customer. Rows stay after a revocation, since journals name them.
CREATE TABLE proxy (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session BIGINT NOT NULL REFERENCES session (id),
    number BIGINT NOT NULL,               -- 3 is proxy P0003
    customer BIGINT NOT NULL REFERENCES customer (id),
    collector TEXT COLLATE "C" NOT NULL,  -- name as given; stays at the server; empty: whoever brings the code
    code BYTEA NOT NULL,                  -- 16 bytes
    short_code TEXT COLLATE "C" NOT NULL,
    revoked BIGINT NOT NULL DEFAULT 0,
    UNIQUE (session, number),
    UNIQUE (session, short_code)
);
CREATE INDEX proxy_by_customer ON proxy (customer);

-- A customer's own code of before: a new one was made in its place.
CREATE TABLE revoked_code (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session BIGINT NOT NULL REFERENCES session (id),
    customer BIGINT NOT NULL REFERENCES customer (id),
    code BYTEA NOT NULL,                  -- 16 bytes
    short_code TEXT COLLATE "C" NOT NULL,
    UNIQUE (session, short_code)
);

-- A short code is of one basket and one person in its session, for ever. Who would give it a second time changes no row,
-- and tries another.
CREATE FUNCTION customer_short_code_is_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.short_code IS DISTINCT FROM OLD.short_code
       AND (EXISTS (SELECT 1 FROM proxy p WHERE p.session = NEW.session AND p.short_code = NEW.short_code)
            OR EXISTS (SELECT 1 FROM revoked_code r WHERE r.session = NEW.session AND r.short_code = NEW.short_code))
    THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER customer_short_code_is_new BEFORE UPDATE OF short_code ON customer
FOR EACH ROW EXECUTE FUNCTION customer_short_code_is_new();

CREATE FUNCTION proxy_short_code_is_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM customer c WHERE c.session = NEW.session AND c.short_code = NEW.short_code)
       OR EXISTS (SELECT 1 FROM revoked_code r WHERE r.session = NEW.session AND r.short_code = NEW.short_code)
    THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER proxy_short_code_is_new BEFORE INSERT ON proxy
FOR EACH ROW EXECUTE FUNCTION proxy_short_code_is_new();
