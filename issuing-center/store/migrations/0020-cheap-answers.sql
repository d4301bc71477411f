-- An answer is encrypted: to try to compress it costs the server more than all else of an order.
ALTER TABLE order_answers ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Orders of sessions that are over are looked for again and again, and nearly all orders are settled.
CREATE INDEX open_orders ON orders (session) WHERE state = 'open';
