-- Tries that failed, counted for the whole site and not at each node: receipts that a kiosk could not name or prove, and proofs
-- of one receipt that were typed wrong.

CREATE TABLE failed_tries (
  -- kiosk:K-0001, or order: and the digits of its code.
  subject text PRIMARY KEY,
  -- Since the last hour (or day) without one.
  failed integer NOT NULL,
  last_at bigint NOT NULL,
  locked_until bigint
);

-- When the kiosk reported how the order ended: about when it printed the slip, of which staff type the time. Null for older ones.
ALTER TABLE orders ADD COLUMN reported_at bigint;
