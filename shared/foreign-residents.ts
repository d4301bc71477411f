import { z } from 'zod';

/** 区分 of a foreign resident (住民基本台帳法 article 30-45), in the words of the record. */
export const foreignResidentCategories = [
  '中長期在留者',
  '特別永住者',
  '一時庇護許可者',
  '仮滞在許可者',
  '出生による経過滞在者',
  '国籍喪失による経過滞在者',
] as const;
export const foreignResidentCategorySchema = z.enum(foreignResidentCategories);
export type ForeignResidentCategory = z.infer<typeof foreignResidentCategorySchema>;
