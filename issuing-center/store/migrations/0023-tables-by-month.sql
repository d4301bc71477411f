-- Orders and documents by month: what was in one table becomes the part before the months, as it is and without a row being moved; each
-- month gets a table of its own (store/months.ts), which can be put away whole.

-- A reference into a table by month would have to name the month, and would keep it from being put away. A refund holds its order while
-- it is entered, and a copy for a badly printed document is entered with the order that it is issued in.
ALTER TABLE refunds DROP CONSTRAINT refunds_transaction_id_fkey;
ALTER TABLE refunded_documents DROP CONSTRAINT refunded_documents_number_fkey;
ALTER TABLE free_copies DROP CONSTRAINT free_copies_used_by_fkey;

ALTER TABLE orders RENAME TO orders_before;
ALTER TABLE documents RENAME TO documents_before;

CREATE TABLE orders (LIKE orders_before, CONSTRAINT orders_state_check CHECK (state IN ('open', 'void', 'settled')))
  PARTITION BY RANGE (month);
CREATE TABLE documents (LIKE documents_before, CONSTRAINT documents_state_check CHECK (state IN ('issued', 'printed', 'void')))
  PARTITION BY RANGE (month);
ALTER TABLE orders ATTACH PARTITION orders_before FOR VALUES FROM (MINVALUE) TO ('2000-01-01');
ALTER TABLE documents ATTACH PARTITION documents_before FOR VALUES FROM (MINVALUE) TO ('2000-01-01');

-- Whatever is entered from now on says its month.
ALTER TABLE orders_before ALTER COLUMN month DROP DEFAULT;
ALTER TABLE documents_before ALTER COLUMN month DROP DEFAULT;
ALTER TABLE sessions ALTER COLUMN month DROP DEFAULT;
