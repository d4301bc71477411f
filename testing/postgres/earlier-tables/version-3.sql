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

-- The registers that the center reads: residents, seals, taxes, family registers, enrolments, restrictions, vaccinations.
-- Runs again and again without harm. Each lookup of a login or an order finds its rows by a key or an index, also with
-- a million residents; EXPLAIN in registers.test.ts watches over that.

CREATE TABLE IF NOT EXISTS households (
  id text PRIMARY KEY,
  municipality text NOT NULL,
  address text NOT NULL,
  head text NOT NULL
);

CREATE TABLE IF NOT EXISTS residents (
  id text PRIMARY KEY,
  household text NOT NULL REFERENCES households (id),
  -- Order on the household's page, head first.
  position integer NOT NULL,
  name text NOT NULL,
  kana text,
  former_name text,
  alias text,
  birth_date date NOT NULL,
  sex text CHECK (sex IN ('male', 'female')),
  resident_since date,
  address_since date,
  notified_on date,
  previous_address text,
  relationship text,
  domicile jsonb,
  nationality text,
  residence_status jsonb,
  my_number text CHECK (my_number ~ '^[0-9]{12}$'),
  foreign_resident boolean NOT NULL,
  moved_out boolean NOT NULL DEFAULT false,
  move_out_filed boolean NOT NULL DEFAULT false,
  -- Days on which the register was last changed, not days from which the change holds.
  address_changed_on date,
  name_changed_on date,
  UNIQUE (household, position)
);

CREATE TABLE IF NOT EXISTS user_certificates (
  issuer_key_id text NOT NULL,
  serial text NOT NULL,
  resident text NOT NULL REFERENCES residents (id),
  -- The municipality's own stop (a lost card); whether the issuer revoked it is asked of the issuer.
  revoked boolean NOT NULL DEFAULT false,
  handed_over_on date,
  PRIMARY KEY (issuer_key_id, serial)
);
CREATE INDEX IF NOT EXISTS user_certificates_of_resident ON user_certificates (resident);

CREATE TABLE IF NOT EXISTS seals (
  id text PRIMARY KEY,
  municipality text NOT NULL,
  resident text NOT NULL REFERENCES residents (id),
  image jsonb NOT NULL,
  other_name text,
  registered_on date NOT NULL,
  cancelled_on date CHECK (cancelled_on >= registered_on)
);
CREATE INDEX IF NOT EXISTS seals_of_resident ON seals (resident, municipality);
CREATE UNIQUE INDEX IF NOT EXISTS one_seal_at_a_time ON seals (resident, municipality) WHERE cancelled_on IS NULL;

CREATE TABLE IF NOT EXISTS taxes (
  resident text NOT NULL REFERENCES residents (id),
  municipality text NOT NULL,
  fiscal_year integer NOT NULL,
  -- Null: did not live in the municipality on 1 January.
  address_on_first_of_january text,
  return_filed_on date,
  -- Null: not assessed (yet).
  figures jsonb,
  PRIMARY KEY (resident, municipality, fiscal_year)
);

CREATE TABLE IF NOT EXISTS family_registers (
  id text PRIMARY KEY,
  -- Of the registered domicile.
  municipality text NOT NULL,
  place text NOT NULL,
  surname text NOT NULL,
  head text NOT NULL,
  entries jsonb NOT NULL,
  changed_on date
);

CREATE TABLE IF NOT EXISTS family_register_persons (
  id text PRIMARY KEY,
  register text NOT NULL REFERENCES family_registers (id),
  position integer NOT NULL,
  -- Null: nobody of this center's residents, or dead.
  resident text REFERENCES residents (id),
  given_name text NOT NULL,
  removed boolean NOT NULL DEFAULT false,
  birth_date date NOT NULL,
  sex text CHECK (sex IN ('male', 'female')),
  father text,
  mother text,
  relationship text NOT NULL,
  entries jsonb NOT NULL,
  -- 戸籍の附票: null where the municipality has none.
  addresses jsonb,
  UNIQUE (register, position)
);
-- A person stands in many registers in the course of life, and in one at a time.
CREATE UNIQUE INDEX IF NOT EXISTS one_register_at_a_time ON family_register_persons (resident) WHERE NOT removed;

CREATE TABLE IF NOT EXISTS enrolments (
  -- On the slip: E-7K2Q-M4XD.
  id text PRIMARY KEY,
  resident text NOT NULL REFERENCES residents (id),
  municipality text NOT NULL,
  issuer_key_id text NOT NULL,
  serial text NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'examined', 'registered', 'refused')),
  made_at bigint NOT NULL,
  request_id text UNIQUE,
  form jsonb
);
CREATE INDEX IF NOT EXISTS enrolments_of_resident ON enrolments (resident, municipality);

CREATE TABLE IF NOT EXISTS restrictions (
  id text PRIMARY KEY,
  municipality text NOT NULL,
  -- One of the two: somebody who is resident here, or who only stands in a family register here.
  resident text REFERENCES residents (id),
  register_person text REFERENCES family_register_persons (id),
  from_day date NOT NULL,
  -- The last day; null is an open end.
  until_day date,
  CHECK (num_nonnulls(resident, register_person) = 1)
);
CREATE INDEX IF NOT EXISTS restrictions_of_resident ON restrictions (resident, municipality);
CREATE INDEX IF NOT EXISTS restrictions_of_register_person ON restrictions (register_person, municipality);

-- National: no municipality.
CREATE TABLE IF NOT EXISTS vaccinations (
  resident text PRIMARY KEY REFERENCES residents (id),
  doses jsonb NOT NULL,
  passport jsonb,
  earlier_certificate_on date
);

-- Version 1 had neither the days of changes nor of the handover, and a restriction without municipality and days.
ALTER TABLE residents ADD COLUMN IF NOT EXISTS address_changed_on date;
ALTER TABLE residents ADD COLUMN IF NOT EXISTS name_changed_on date;
ALTER TABLE user_certificates ADD COLUMN IF NOT EXISTS handed_over_on date;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = 'residents' AND column_name = 'restricted') THEN
    INSERT INTO restrictions (id, municipality, resident, from_day)
      SELECT 'version-1-' || r.id, h.municipality, r.id, DATE '1900-01-01'
      FROM residents r JOIN households h ON h.id = r.household WHERE r.restricted;
    ALTER TABLE residents DROP COLUMN restricted;
  END IF;
END $$;

-- The services beside the certificates: sessions of the enrolment and of the resets, and reservations by smartphone.
-- Instants are milliseconds since 1970 from the center's own clock.

CREATE TABLE IF NOT EXISTS service_sessions (
  id text PRIMARY KEY,
  kiosk text NOT NULL,
  service text NOT NULL CHECK (service IN ('enrolment', 'signaturePassword', 'pin')),
  -- Of the registered domicile; null for the resets.
  municipality text,
  kiosk_nonce text NOT NULL,
  state text NOT NULL CHECK (state IN ('begun', 'loggingIn', 'loggedIn')),
  challenge bytea NOT NULL,
  challenge_expires_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  -- Set by the login: the user authentication certificate, or a hash of the person of the signature certificate.
  issuer_key_id text,
  serial text,
  certificate_sha256 text,
  subject_sha256 text,
  permits integer NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS reservations (
  nonce text PRIMARY KEY,
  certificate_sha256 text NOT NULL,
  valid_until bigint NOT NULL,
  used boolean NOT NULL DEFAULT false
);
CREATE INDEX IF NOT EXISTS reservations_of_certificate ON reservations (certificate_sha256);

-- Refunds, and copies without a fee after a bad print. Runs again and again without harm; instants are milliseconds since 1970
-- from the center's own clock. Nothing here says who a resident is.

CREATE TABLE IF NOT EXISTS refunds (
  -- The claim's own id: the same claim again is the same refund.
  id text PRIMARY KEY,
  transaction_id text NOT NULL REFERENCES orders (transaction_id),
  reason text NOT NULL CHECK (reason IN ('owed', 'badPrint', 'wrongChoice', 'leftBehind')),
  instead text NOT NULL CHECK (instead IN ('money', 'retake')),
  amount integer NOT NULL CHECK (amount >= 0),
  retake_until bigint,
  -- The kiosk that claimed it, and who stood there: ids, never names.
  kiosk text NOT NULL,
  attendant text NOT NULL,
  second_attendant text,
  granted_at bigint NOT NULL,
  -- What was paid and from where, yen each; null until the kiosk has told.
  hoppers integer,
  register integer,
  cashless integer,
  CHECK (hoppers + register + cashless <= amount)
);
CREATE INDEX IF NOT EXISTS refunds_of_order ON refunds (transaction_id);

-- The key makes a second refund of a document impossible, whatever the code above it does.
CREATE TABLE IF NOT EXISTS refunded_documents (
  number text PRIMARY KEY REFERENCES documents (number),
  refund text NOT NULL REFERENCES refunds (id)
);
CREATE INDEX IF NOT EXISTS refunded_documents_of_refund ON refunded_documents (refund);

-- One copy for each document that became void for it, of the same kind, form and year, for the card that logged in for it.
CREATE TABLE IF NOT EXISTS free_copies (
  document text PRIMARY KEY REFERENCES refunded_documents (number),
  certificate_sha256 text NOT NULL,
  municipality text NOT NULL,
  kind text NOT NULL,
  variant text,
  fiscal_year integer,
  valid_until bigint NOT NULL,
  -- The copy that was issued for it; null again when that one was not printed.
  used_by text UNIQUE REFERENCES documents (number)
);
CREATE INDEX IF NOT EXISTS free_copies_of_certificate ON free_copies (certificate_sha256, municipality);
