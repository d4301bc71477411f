-- The registers that the center reads: residents, seals, taxes, family registers, enrolments, restrictions, vaccinations.
-- Runs again and again without harm. Each lookup of a login or an order finds its rows by a key or an index, also with
-- a million residents; EXPLAIN in registers.test.ts watches over that.

CREATE TABLE IF NOT EXISTS households (
  id text PRIMARY KEY,
  municipality text NOT NULL,
  address text NOT NULL,
  head text NOT NULL
);

CREATE TABLE IF NOT EXISTS residents (
  id text PRIMARY KEY,
  household text NOT NULL REFERENCES households (id),
  -- Order on the household's page, head first.
  position integer NOT NULL,
  name text NOT NULL,
  kana text,
  former_name text,
  alias text,
  birth_date date NOT NULL,
  sex text CHECK (sex IN ('male', 'female')),
  resident_since date,
  address_since date,
  notified_on date,
  previous_address text,
  relationship text,
  domicile jsonb,
  nationality text,
  residence_status jsonb,
  my_number text CHECK (my_number ~ '^[0-9]{12}$'),
  foreign_resident boolean NOT NULL,
  moved_out boolean NOT NULL DEFAULT false,
  move_out_filed boolean NOT NULL DEFAULT false,
  -- Days on which the register was last changed, not days from which the change holds.
  address_changed_on date,
  name_changed_on date,
  UNIQUE (household, position)
);

CREATE TABLE IF NOT EXISTS user_certificates (
  issuer_key_id text NOT NULL,
  serial text NOT NULL,
  resident text NOT NULL REFERENCES residents (id),
  -- The municipality's own stop (a lost card); whether the issuer revoked it is asked of the issuer.
  revoked boolean NOT NULL DEFAULT false,
  handed_over_on date,
  PRIMARY KEY (issuer_key_id, serial)
);
CREATE INDEX IF NOT EXISTS user_certificates_of_resident ON user_certificates (resident);

CREATE TABLE IF NOT EXISTS seals (
  id text PRIMARY KEY,
  municipality text NOT NULL,
  resident text NOT NULL REFERENCES residents (id),
  image jsonb NOT NULL,
  other_name text,
  registered_on date NOT NULL,
  cancelled_on date CHECK (cancelled_on >= registered_on)
);
CREATE INDEX IF NOT EXISTS seals_of_resident ON seals (resident, municipality);
CREATE UNIQUE INDEX IF NOT EXISTS one_seal_at_a_time ON seals (resident, municipality) WHERE cancelled_on IS NULL;

CREATE TABLE IF NOT EXISTS taxes (
  resident text NOT NULL REFERENCES residents (id),
  municipality text NOT NULL,
  fiscal_year integer NOT NULL,
  -- Null: did not live in the municipality on 1 January.
  address_on_first_of_january text,
  return_filed_on date,
  -- Null: not assessed (yet).
  figures jsonb,
  PRIMARY KEY (resident, municipality, fiscal_year)
);

CREATE TABLE IF NOT EXISTS family_registers (
  id text PRIMARY KEY,
  -- Of the registered domicile.
  municipality text NOT NULL,
  place text NOT NULL,
  surname text NOT NULL,
  head text NOT NULL,
  entries jsonb NOT NULL,
  changed_on date
);

CREATE TABLE IF NOT EXISTS family_register_persons (
  id text PRIMARY KEY,
  register text NOT NULL REFERENCES family_registers (id),
  position integer NOT NULL,
  -- Null: nobody of this center's residents, or dead.
  resident text REFERENCES residents (id),
  given_name text NOT NULL,
  removed boolean NOT NULL DEFAULT false,
  birth_date date NOT NULL,
  sex text CHECK (sex IN ('male', 'female')),
  father text,
  mother text,
  relationship text NOT NULL,
  entries jsonb NOT NULL,
  -- 戸籍の附票: null where the municipality has none.
  addresses jsonb,
  UNIQUE (register, position)
);
-- A person stands in many registers in the course of life, and in one at a time.
CREATE UNIQUE INDEX IF NOT EXISTS one_register_at_a_time ON family_register_persons (resident) WHERE NOT removed;

CREATE TABLE IF NOT EXISTS enrolments (
  -- On the slip: E-7K2Q-M4XD.
  id text PRIMARY KEY,
  resident text NOT NULL REFERENCES residents (id),
  municipality text NOT NULL,
  issuer_key_id text NOT NULL,
  serial text NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'examined', 'registered', 'refused')),
  made_at bigint NOT NULL,
  request_id text UNIQUE,
  form jsonb
);
CREATE INDEX IF NOT EXISTS enrolments_of_resident ON enrolments (resident, municipality);

CREATE TABLE IF NOT EXISTS restrictions (
  id text PRIMARY KEY,
  municipality text NOT NULL,
  -- One of the two: somebody who is resident here, or who only stands in a family register here.
  resident text REFERENCES residents (id),
  register_person text REFERENCES family_register_persons (id),
  from_day date NOT NULL,
  -- The last day; null is an open end.
  until_day date,
  CHECK (num_nonnulls(resident, register_person) = 1)
);
CREATE INDEX IF NOT EXISTS restrictions_of_resident ON restrictions (resident, municipality);
CREATE INDEX IF NOT EXISTS restrictions_of_register_person ON restrictions (register_person, municipality);

-- National: no municipality.
CREATE TABLE IF NOT EXISTS vaccinations (
  resident text PRIMARY KEY REFERENCES residents (id),
  doses jsonb NOT NULL,
  passport jsonb,
  earlier_certificate_on date
);

-- Version 1 had neither the days of changes nor of the handover, and a restriction without municipality and days.
ALTER TABLE residents ADD COLUMN IF NOT EXISTS address_changed_on date;
ALTER TABLE residents ADD COLUMN IF NOT EXISTS name_changed_on date;
ALTER TABLE user_certificates ADD COLUMN IF NOT EXISTS handed_over_on date;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = 'residents' AND column_name = 'restricted') THEN
    INSERT INTO restrictions (id, municipality, resident, from_day)
      SELECT 'version-1-' || r.id, h.municipality, r.id, DATE '1900-01-01'
      FROM residents r JOIN households h ON h.id = r.household WHERE r.restricted;
    ALTER TABLE residents DROP COLUMN restricted;
  END IF;
END $$;
