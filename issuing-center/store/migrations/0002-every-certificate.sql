-- Registers of every certificate, the services beside the certificates, and several nodes: answers that any node gives again,
-- and kiosks that are let in no more. Each lookup of a login or an order finds its rows by a key or an index, also with a
-- million residents; EXPLAIN in registers.test.ts watches over that.

-- Days on which the register was last changed, not days from which the change holds.
ALTER TABLE residents ADD COLUMN address_changed_on date;
ALTER TABLE residents ADD COLUMN name_changed_on date;

-- `revoked` is the municipality's own stop (a lost card); whether the issuer revoked it is asked of the issuer.
ALTER TABLE user_certificates ADD COLUMN handed_over_on date;
CREATE INDEX user_certificates_of_resident ON user_certificates (resident);

CREATE TABLE seals (
  id text PRIMARY KEY,
  municipality text NOT NULL,
  resident text NOT NULL REFERENCES residents (id),
  image jsonb NOT NULL,
  other_name text,
  registered_on date NOT NULL,
  cancelled_on date CHECK (cancelled_on >= registered_on)
);
CREATE INDEX seals_of_resident ON seals (resident, municipality);
CREATE UNIQUE INDEX one_seal_at_a_time ON seals (resident, municipality) WHERE cancelled_on IS NULL;

CREATE TABLE taxes (
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

CREATE TABLE family_registers (
  id text PRIMARY KEY,
  -- Of the registered domicile.
  municipality text NOT NULL,
  place text NOT NULL,
  surname text NOT NULL,
  head text NOT NULL,
  entries jsonb NOT NULL,
  changed_on date
);

CREATE TABLE family_register_persons (
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
CREATE UNIQUE INDEX one_register_at_a_time ON family_register_persons (resident) WHERE NOT removed;

CREATE TABLE enrolments (
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
CREATE INDEX enrolments_of_resident ON enrolments (resident, municipality);

CREATE TABLE restrictions (
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
CREATE INDEX restrictions_of_resident ON restrictions (resident, municipality);
CREATE INDEX restrictions_of_register_person ON restrictions (register_person, municipality);

-- National: no municipality.
CREATE TABLE vaccinations (
  resident text PRIMARY KEY REFERENCES residents (id),
  doses jsonb NOT NULL,
  passport jsonb,
  earlier_certificate_on date
);

-- A restriction used to be a flag of the resident, without municipality and days.
INSERT INTO restrictions (id, municipality, resident, from_day)
  SELECT 'version-1-' || r.id, h.municipality, r.id, DATE '1900-01-01'
  FROM residents r JOIN households h ON h.id = r.household WHERE r.restricted;
ALTER TABLE residents DROP COLUMN restricted;

-- SHA-256 of the request's id. The id itself opens the answer (see order_answers) and stands nowhere.
ALTER TABLE orders RENAME COLUMN request_id TO request;
ALTER TABLE orders RENAME CONSTRAINT orders_request_id_key TO orders_request_key;
UPDATE orders SET request = encode(sha256(convert_to(request, 'UTF8')), 'hex');

-- SHA-256 of the id of the request that came last: what an earlier one has built is thrown away. Sessions that do not know it
-- cannot be gone on with.
DELETE FROM sessions;
ALTER TABLE sessions ADD COLUMN request text;

-- The answer to an order, pages and all, so that a request that is sent again gets the same at any node. Encrypted with a key
-- that comes from the request's id: without the kiosk's request nobody can read it. It goes with its session.
CREATE TABLE order_answers (
  request text PRIMARY KEY,
  session text NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  sealed bytea NOT NULL
);
CREATE INDEX order_answers_of_session ON order_answers (session);

-- Kiosks whose certificates that begin up to an instant are no longer let in.
CREATE TABLE revoked_kiosks (
  kiosk text PRIMARY KEY,
  issued_up_to bigint NOT NULL
);

-- Sessions of the enrolment and of the resets, and reservations by smartphone.
CREATE TABLE service_sessions (
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

CREATE TABLE reservations (
  nonce text PRIMARY KEY,
  certificate_sha256 text NOT NULL,
  valid_until bigint NOT NULL,
  used boolean NOT NULL DEFAULT false
);
CREATE INDEX reservations_of_certificate ON reservations (certificate_sha256);
