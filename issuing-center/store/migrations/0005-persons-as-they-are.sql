-- Days of which the registers have words in place of a day of the calendar (昭和20年月日不詳, 文化7年3月3日), and readings of names.

-- By the name of the item: {"birthDate": {"wording": "昭和20年月日不詳", "known": "1945"}}. Of what is known there is no more than a
-- year or a month; null is nothing. A birth has a day or words, and never both.
ALTER TABLE residents ADD COLUMN worded_dates jsonb NOT NULL DEFAULT '{}';
ALTER TABLE residents ALTER COLUMN birth_date DROP NOT NULL;
ALTER TABLE residents ADD CONSTRAINT residents_birth CHECK ((birth_date IS NULL) = (worded_dates ? 'birthDate'));
ALTER TABLE family_register_persons ADD COLUMN worded_dates jsonb NOT NULL DEFAULT '{}';
ALTER TABLE family_register_persons ALTER COLUMN birth_date DROP NOT NULL;
ALTER TABLE family_register_persons ADD CONSTRAINT family_register_persons_birth
  CHECK ((birth_date IS NULL) = (worded_dates ? 'birthDate'));
-- A birth_date before 1873 that is there already stays: what the register writes for it nobody but the municipality can say, and until
-- it has, the person's entry counts as unsuitable.

-- 氏の振り仮名, 名の振り仮名 of the family registers (since 2025-05-26), null until they are notified or entered ex officio. `residents.kana`
-- is the municipality's own aid for finding persons, and is printed for foreign residents alone.
ALTER TABLE family_registers ADD COLUMN surname_reading text;
ALTER TABLE family_register_persons ADD COLUMN given_name_reading text;
ALTER TABLE residents ADD COLUMN surname_reading text;
ALTER TABLE residents ADD COLUMN given_name_reading text;
