-- One kind of session for certificates and for the services beside them, which had a table of their own. No session lives longer
-- than a few minutes: those that were there end, and the kiosks begin others.

DROP TABLE service_sessions;
DELETE FROM sessions;
ALTER TABLE sessions ADD COLUMN service text NOT NULL
  CHECK (service IN ('certificates', 'enrolment', 'signaturePassword', 'pin'));
-- The resets are national; the enrolment is at the municipality of the registered domicile.
ALTER TABLE sessions ALTER COLUMN municipality DROP NOT NULL;
ALTER TABLE sessions ADD CHECK ((municipality IS NULL) = (service IN ('signaturePassword', 'pin')));
-- A hash of the person whose signature certificate logged in; gone with the session.
ALTER TABLE sessions ADD COLUMN subject_sha256 text;
-- Permits for a new secret that the session was given.
ALTER TABLE sessions ADD COLUMN permits integer NOT NULL DEFAULT 0;
