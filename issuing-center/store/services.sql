-- Reservations by smartphone. Instants are milliseconds since 1970 from the center's own clock.

CREATE TABLE IF NOT EXISTS reservations (
  nonce text PRIMARY KEY,
  certificate_sha256 text NOT NULL,
  valid_until bigint NOT NULL,
  used boolean NOT NULL DEFAULT false
);
CREATE INDEX IF NOT EXISTS reservations_of_certificate ON reservations (certificate_sha256);
