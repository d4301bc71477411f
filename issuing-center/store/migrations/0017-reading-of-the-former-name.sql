-- 旧氏の振り仮名 (since 2025-05-26) of residents who have a 旧氏, null until it is notified or entered ex officio.

ALTER TABLE residents ADD COLUMN former_name_reading text;
