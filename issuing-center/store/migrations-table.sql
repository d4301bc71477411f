-- Which migrations this database has had. Can be run any number of times without harm; the form of this table must outlive
-- every other's.

-- Two centers starting together must not both create: the lock lasts until the end of this script.
SELECT pg_advisory_xact_lock(4096001);

CREATE TABLE IF NOT EXISTS schema_migrations (
  number integer PRIMARY KEY,
  name text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Before the migrations had numbers, one row said which version of the tables was there: version 3 had what migrations 1 to 3
-- bring.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_class WHERE oid = to_regclass('schema_version') AND relkind = 'r') THEN
    INSERT INTO schema_migrations (number, name)
      SELECT number, name FROM (VALUES
        (1, '0001-residents-and-orders.sql'), (2, '0002-every-certificate.sql'), (3, '0003-refunds.sql')) AS known (number, name)
      WHERE number <= (SELECT version FROM schema_version);
    DROP TABLE schema_version;
  END IF;
END $$;

-- A build from that time looks here, and refuses what is newer than itself.
CREATE OR REPLACE VIEW schema_version AS SELECT coalesce(max(number), 0) AS version FROM schema_migrations;
