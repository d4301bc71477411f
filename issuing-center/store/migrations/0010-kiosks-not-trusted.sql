-- Kiosks whose reports did not add up: they are served no more until a person has looked.

CREATE TABLE distrusted_kiosks (
  kiosk text PRIMARY KEY,
  since bigint NOT NULL
);

-- The evidence: every odd report as it came, once. Documents' numbers and sums, nothing about a person.
CREATE TABLE odd_reports (
  -- SHA-256 of kiosk, subject and report: the same report again is no second one.
  digest text PRIMARY KEY,
  kiosk text NOT NULL,
  -- The order's transaction, or the refund.
  about text NOT NULL,
  oddity text NOT NULL,
  report jsonb NOT NULL,
  came_at bigint NOT NULL,
  -- When a person released the kiosk after it; null: nobody has yet.
  looked_at bigint
);
CREATE INDEX odd_reports_of_kiosk ON odd_reports (kiosk);
