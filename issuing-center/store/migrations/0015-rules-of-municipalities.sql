-- Rules of municipalities as they were published or first used, each signed with the binding key. Nothing here is ever changed or
-- deleted: what was in force at any instant can be asked afterwards.
CREATE TABLE municipality_rules (
  -- In the order of entry; nodes read what is new from here.
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  municipality text NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  -- Of the rules whose instant (ms since 1970) has come, those with the highest number are in force.
  holds_from bigint NOT NULL,
  -- file: as the center's own file had them when they were first used.
  whence text NOT NULL CHECK (whence IN ('file', 'published', 'takenBack')),
  entered_at bigint NOT NULL,
  text text NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (municipality, number)
);

-- The number of the rules with which a session began, and an order was built; null: older than these columns, or of no municipality.
ALTER TABLE sessions ADD COLUMN rules integer;
ALTER TABLE orders ADD COLUMN rules integer;
