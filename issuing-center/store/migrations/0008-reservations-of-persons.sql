-- A reservation is for a new signature password or a new PIN. Whoever wants a new PIN logs in with the signature certificate, so the
-- reservation is found by a hash of the person, too. Those that were there hold for a day at most and serve a new password only.
ALTER TABLE reservations ADD COLUMN subject_sha256 text;
CREATE INDEX reservations_of_subject ON reservations (subject_sha256);
