-- Residents, sessions and orders of the issuing center.
-- Instants are milliseconds since 1970 from the center's own clock, so that one clock decides about every deadline.

CREATE TABLE households (
  id text PRIMARY KEY,
  municipality text NOT NULL,
  address text NOT NULL,
  head text NOT NULL
);

CREATE TABLE residents (
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
  restricted boolean NOT NULL DEFAULT false,
  UNIQUE (household, position)
);

CREATE TABLE user_certificates (
  issuer_key_id text NOT NULL,
  serial text NOT NULL,
  resident text NOT NULL REFERENCES residents (id),
  revoked boolean NOT NULL DEFAULT false,
  PRIMARY KEY (issuer_key_id, serial)
);

CREATE TABLE sessions (
  id text PRIMARY KEY,
  kiosk text NOT NULL,
  municipality text NOT NULL,
  kiosk_nonce text NOT NULL,
  state text NOT NULL CHECK (state IN ('begun', 'loggingIn', 'loggedIn')),
  challenge bytea NOT NULL,
  challenge_expires_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  -- Set by the login, gone with the session.
  certificate_sha256 text,
  issuer_key_id text,
  serial text,
  persons jsonb
);

CREATE TABLE orders (
  transaction_id text PRIMARY KEY,
  request_id text NOT NULL UNIQUE,
  -- No reference: the session is deleted, the order stays.
  session text NOT NULL,
  kiosk text NOT NULL,
  municipality text NOT NULL,
  price integer NOT NULL,
  built_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'void', 'settled'))
);
CREATE INDEX orders_of_session ON orders (session);

CREATE TABLE documents (
  number text PRIMARY KEY,
  transaction_id text NOT NULL REFERENCES orders (transaction_id),
  kind text NOT NULL,
  price integer NOT NULL,
  sheets integer NOT NULL,
  state text NOT NULL CHECK (state IN ('issued', 'printed', 'void'))
);
CREATE INDEX documents_of_order ON documents (transaction_id);
