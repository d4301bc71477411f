-- How far each kiosk's journal has come, by its own word: a journal that was put back to an earlier state is noticed by it.
CREATE TABLE journal_heads (
  kiosk text PRIMARY KEY,
  journal text NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL
);
