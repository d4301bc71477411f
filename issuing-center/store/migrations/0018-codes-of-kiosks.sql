-- One-time codes with which kiosks get their first certificate of the line: one for each kiosk, the latest.

CREATE TABLE kiosk_codes (
  kiosk text PRIMARY KEY,
  -- SHA-256 of the kiosk's name and the code's secret (80 random bits), hexadecimal.
  secret_sha256 text NOT NULL,
  valid_until bigint NOT NULL,
  -- SHA-256 of the key (SubjectPublicKeyInfo) that it was used for, and the certificate (PEM) that was given; null: not used yet.
  used_key_sha256 text,
  certificate text,
  CHECK ((used_key_sha256 IS NULL) = (certificate IS NULL))
);
