-- Who works on this database. Read before anything else is touched, so its form must outlive every other table's. It is no
-- migration: a node that is refused here has changed nothing.

-- Two centers starting together must not both create: the lock lasts until the end of this script.
SELECT pg_advisory_xact_lock(4096001);

-- What every node of this site must be: build and configuration, part by part, as hashes.
CREATE TABLE IF NOT EXISTS center_site (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  fingerprint jsonb NOT NULL
);

-- The database's clock decides about leases: the nodes' own clocks differ.
CREATE TABLE IF NOT EXISTS center_nodes (
  node text PRIMARY KEY,
  fingerprint jsonb NOT NULL,
  lease_until timestamptz NOT NULL
);
