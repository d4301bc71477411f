-- 外国人住民となった年月日 (住民基本台帳法, article 30-45), null where the register does not say and of Japanese residents. The statutory
-- category (区分) stands in residence_status as `category`.
ALTER TABLE residents ADD COLUMN foreign_resident_since date;

-- 配偶者区分 of the family register: 'husband' or 'wife' as long as the marriage lasts, and of who died married; null otherwise, or
-- where the register does not say.
ALTER TABLE family_register_persons ADD COLUMN spouse_kind text;
