-- Whether a locked 4-digit PIN is reset at a kiosk is for the municipality to say where its card's holder lives, and the session
-- for it knows none: the reservation keeps which one it was. Null for older ones, which open no reset of a PIN any more.

ALTER TABLE reservations ADD COLUMN municipality text;
