-- Sessions and orders of the issuing center. Runs again and again without harm; `schema_version` says what is there.
-- Instants are milliseconds since 1970 from the center's own clock, so that one clock decides about every deadline.

-- Two centers that start together must not both create: the lock lasts to the end of this script.
SELECT pg_advisory_xact_lock(4096001);

CREATE TABLE IF NOT EXISTS schema_version (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version integer NOT NULL
);
INSERT INTO schema_version (version) VALUES (3) ON CONFLICT DO NOTHING;

-- Version 1 kept the ids of requests as they are, and its sessions did not know which request they are at.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM schema_version WHERE version = 1) THEN
    ALTER TABLE orders RENAME COLUMN request_id TO request;
    UPDATE orders SET request = encode(sha256(convert_to(request, 'UTF8')), 'hex');
    DELETE FROM sessions;
    ALTER TABLE sessions ADD COLUMN request text;
    UPDATE schema_version SET version = 2;
  END IF;
END $$;

CREATE TABLE IF NOT EXISTS sessions (
  id text PRIMARY KEY,
  kiosk text NOT NULL,
  municipality text NOT NULL,
  kiosk_nonce text NOT NULL,
  state text NOT NULL CHECK (state IN ('begun', 'loggingIn', 'loggedIn')),
  challenge bytea NOT NULL,
  challenge_expires_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  -- SHA-256 of the id of the request that came last: what an earlier one has built is thrown away.
  request text,
  -- Set by the login, gone with the session.
  certificate_sha256 text,
  issuer_key_id text,
  serial text,
  persons jsonb
);

CREATE TABLE IF NOT EXISTS orders (
  transaction_id text PRIMARY KEY,
  -- SHA-256 of the request's id. The id itself opens the answer (see order_answers) and stands nowhere.
  request text NOT NULL UNIQUE,
  -- No reference: the session is deleted, the order stays.
  session text NOT NULL,
  kiosk text NOT NULL,
  municipality text NOT NULL,
  price integer NOT NULL,
  built_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'void', 'settled')),
  -- SHA-256 of the card's certificate that logged in: who may take a badly printed certificate anew without a fee. It is no
  -- personal data: that certificate names nobody, and without it in hand nothing can be read from its hash.
  certificate_sha256 text,
  -- How the payment ended, in the kiosk's words; null until it has told.
  method text,
  paid integer,
  given_back integer,
  owed integer
);
CREATE INDEX IF NOT EXISTS orders_of_session ON orders (session);

CREATE TABLE IF NOT EXISTS documents (
  number text PRIMARY KEY,
  transaction_id text NOT NULL REFERENCES orders (transaction_id),
  kind text NOT NULL,
  price integer NOT NULL,
  sheets integer NOT NULL,
  state text NOT NULL CHECK (state IN ('issued', 'printed', 'void')),
  -- In the order's own sequence, from 0.
  position integer NOT NULL DEFAULT 0,
  variant text,
  fiscal_year integer
);
CREATE INDEX IF NOT EXISTS documents_of_order ON documents (transaction_id);

-- The answer to an order, pages and all, so that a request that is sent again gets the same at any node. Encrypted with a key
-- that comes from the request's id: without the kiosk's request nobody can read it. It goes with its session.
CREATE TABLE IF NOT EXISTS order_answers (
  request text PRIMARY KEY,
  session text NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  sealed bytea NOT NULL
);
CREATE INDEX IF NOT EXISTS order_answers_of_session ON order_answers (session);

-- Kiosks whose certificates that begin up to an instant are no longer let in.
CREATE TABLE IF NOT EXISTS revoked_kiosks (
  kiosk text PRIMARY KEY,
  issued_up_to bigint NOT NULL
);

-- Version 2 knew neither whose card an order was made with, nor its money, nor form and year of its documents.
ALTER TABLE orders ADD COLUMN IF NOT EXISTS certificate_sha256 text;
ALTER TABLE orders ADD COLUMN IF NOT EXISTS method text;
ALTER TABLE orders ADD COLUMN IF NOT EXISTS paid integer;
ALTER TABLE orders ADD COLUMN IF NOT EXISTS given_back integer;
ALTER TABLE orders ADD COLUMN IF NOT EXISTS owed integer;
ALTER TABLE documents ADD COLUMN IF NOT EXISTS position integer NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN IF NOT EXISTS variant text;
ALTER TABLE documents ADD COLUMN IF NOT EXISTS fiscal_year integer;
UPDATE schema_version SET version = 3 WHERE version = 2;

-- A receipt code says the first 40 bits of a transaction's id, and names one order: the next order draws again.
CREATE UNIQUE INDEX IF NOT EXISTS orders_by_code ON orders (left(transaction_id, 10));
