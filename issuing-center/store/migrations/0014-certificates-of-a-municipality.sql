-- A municipality may have several certificates of one kind: what it calls each of them tells them apart. Null: it has one, under the
-- usual title.

ALTER TABLE documents ADD COLUMN certificate text;
ALTER TABLE free_copies ADD COLUMN certificate text;

-- Whether somebody else's return names the taxpayer as a dependant: certificates of who filed no return may be made all the same.
ALTER TABLE taxes ADD COLUMN dependant boolean NOT NULL DEFAULT false;

-- A session at a kiosk of the municipality's own keeps to the rules of that place.
ALTER TABLE sessions ADD COLUMN place text;
