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
