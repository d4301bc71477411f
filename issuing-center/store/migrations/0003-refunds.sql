-- Refunds, and copies without a fee after a bad print. Nothing here says who a resident is.

-- SHA-256 of the card's certificate that logged in: who may take a badly printed certificate anew without a fee. It is no
-- personal data: that certificate names nobody, and without it in hand nothing can be read from its hash.
ALTER TABLE orders ADD COLUMN certificate_sha256 text;
-- How the payment ended, in the kiosk's words; null until it has told.
ALTER TABLE orders ADD COLUMN method text;
ALTER TABLE orders ADD COLUMN paid integer;
ALTER TABLE orders ADD COLUMN given_back integer;
ALTER TABLE orders ADD COLUMN owed integer;
-- A receipt code says the first 40 bits of a transaction's id, and names one order: the next order draws again.
CREATE UNIQUE INDEX orders_by_code ON orders (left(transaction_id, 10));

-- In the order's own sequence, from 0.
ALTER TABLE documents ADD COLUMN position integer NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN variant text;
ALTER TABLE documents ADD COLUMN fiscal_year integer;

CREATE TABLE refunds (
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
CREATE INDEX refunds_of_order ON refunds (transaction_id);

-- The key makes a second refund of a document impossible, whatever the code above it does.
CREATE TABLE refunded_documents (
  number text PRIMARY KEY REFERENCES documents (number),
  refund text NOT NULL REFERENCES refunds (id)
);
CREATE INDEX refunded_documents_of_refund ON refunded_documents (refund);

-- One copy for each document that became void for it, of the same kind, form and year, for the card that logged in for it.
CREATE TABLE free_copies (
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
CREATE INDEX free_copies_of_certificate ON free_copies (certificate_sha256, municipality);
