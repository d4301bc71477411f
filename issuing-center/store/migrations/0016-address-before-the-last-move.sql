-- 転居前の住所: where somebody lived in the municipality before the last move within it. `previous_address` is where they came from.

ALTER TABLE residents ADD COLUMN previous_address_within text;
