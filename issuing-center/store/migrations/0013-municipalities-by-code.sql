-- A municipality used to be known by the name of its data file. It is its national code (JIS X 0402) now, in every table that
-- names one.

DO $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT c.table_name FROM information_schema.columns c
    JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
    WHERE c.table_schema = current_schema() AND c.column_name = 'municipality' AND t.table_type = 'BASE TABLE'
  LOOP
    EXECUTE format(
      'UPDATE %I SET municipality = former.code FROM (VALUES (''tomakomai'', ''01213''), (''tsukuba'', ''08220''),
         (''minato'', ''13103''), (''meguro'', ''13110''), (''arakawa'', ''13118'')) AS former (name, code)
       WHERE municipality = former.name', found.table_name);
  END LOOP;
END
$$;
