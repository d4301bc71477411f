-- What kiosks tell of themselves, what the center orders, alarms that stand until a person clears them, and who may do what in the console.
-- Nothing here is about a resident.

-- The last report of each kiosk, and when its state began by the center's clock.
CREATE TABLE kiosk_reports (
  kiosk text PRIMARY KEY,
  run text NOT NULL,
  number integer NOT NULL,
  came_at bigint NOT NULL,
  since bigint NOT NULL,
  -- The kiosk's clock less the center's, ms.
  clock_ahead bigint NOT NULL,
  report jsonb NOT NULL
);

-- The latest starts of each kiosk's program. One that goes on after a later one has begun is another machine of the same name.
CREATE TABLE kiosk_runs (
  kiosk text NOT NULL,
  run text NOT NULL,
  began_at bigint NOT NULL,
  number integer NOT NULL,
  -- How many reports came after a later start had begun.
  returned integer NOT NULL DEFAULT 0,
  PRIMARY KEY (kiosk, run)
);

CREATE INDEX orders_owing ON orders (kiosk) WHERE owed > 0;

-- Every order, whole: the one with the highest number stands.
CREATE TABLE kiosk_orders (
  kiosk text NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  service text NOT NULL CHECK (service IN ('in', 'draining', 'out')),
  reason text,
  update_to text,
  given_at bigint NOT NULL,
  given_by text NOT NULL,
  -- When a report showed that the kiosk has it; null: not yet.
  heard_at bigint,
  PRIMARY KEY (kiosk, number),
  CHECK ((service = 'out') = (reason IS NOT NULL))
);

CREATE TABLE kiosk_alarms (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kiosk text NOT NULL,
  kind text NOT NULL,
  -- A word that says more: which cause, low or empty.
  detail text NOT NULL,
  raised_at bigint NOT NULL,
  -- Whether it is still so, as far as is known.
  holds boolean NOT NULL,
  cleared_at bigint,
  cleared_by text,
  note text,
  CHECK ((cleared_at IS NULL) = (cleared_by IS NULL) AND (cleared_at IS NULL) = (note IS NULL))
);
-- Whatever the code above it does, the same alarm stands once.
CREATE UNIQUE INDEX standing_alarms ON kiosk_alarms (kiosk, kind) WHERE cleared_at IS NULL;
CREATE INDEX alarms_of_kiosk ON kiosk_alarms (kiosk, kind, raised_at);

-- Who may use the console: by the SHA-256 of the certificate, so that each can be withdrawn.
CREATE TABLE console_operators (
  certificate text PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'operator', 'administrator')),
  issued_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  withdrawn_at bigint
);

-- What was done in the console: written in the transaction that does it, chained by hash, never changed.
CREATE TABLE console_record (
  seq integer PRIMARY KEY,
  -- Drawn with the form that asked for it: sent twice, it is done once.
  form text NOT NULL UNIQUE,
  at bigint NOT NULL,
  operator text NOT NULL,
  role text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  was text NOT NULL,
  became text NOT NULL,
  note text NOT NULL,
  hash text NOT NULL
);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record of the console is never changed';
END
$$;
CREATE TRIGGER console_record_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON console_record
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
