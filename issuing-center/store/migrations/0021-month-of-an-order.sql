-- Orders and their documents are to stand in tables by month (0023). What comes before that, each step short or without keeping anybody
-- from reading: this one only writes down what the columns are.

-- The month in which its session began, by the center's clock in Japan, as its first day. Sessions, orders and documents from before the
-- months are of none: -infinity.
ALTER TABLE sessions ADD COLUMN month date NOT NULL DEFAULT '-infinity';
ALTER TABLE orders ADD COLUMN month date NOT NULL DEFAULT '-infinity',
  ADD CONSTRAINT orders_before_months CHECK (month = '-infinity') NOT VALID;
ALTER TABLE documents ADD COLUMN month date NOT NULL DEFAULT '-infinity',
  ADD CONSTRAINT documents_before_months CHECK (month = '-infinity') NOT VALID;

-- Every order's receipt code, over all months and for good, also when a month has been put away: a code names one order, and is never
-- given again. Since a code is the beginning of the transaction's id, no id is either.
CREATE TABLE receipt_codes (
  -- The first ten digits of the id.
  code text PRIMARY KEY,
  transaction_id text NOT NULL,
  month date NOT NULL
);
