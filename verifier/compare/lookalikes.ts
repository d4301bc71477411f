/**
 * Characters that a forger puts in each other's place. A cell with one of them is also compared with the others of its group:
 * when one of those explains the scan better, the cell was changed.
 */
const groups = [
  '0123456789',
  '０１２３４５６７８９',
  'ABCDEFGHIJKLMNPQRSTUVWXYZ',
  '〇一二三四五六七八九十元',
  '昭平令大明',
  '男女',
  '日目月',
  '大太犬',
  '土士',
  '末未',
  '木本',
  '千干',
  '市区町村',
  '長二三四五次',
  '父母夫妻子',
  '有無',
] as const;

/** The other characters that a character might be turned into; none for most. */
export function lookalikesOf(character: string): readonly string[] {
  const all = groups.filter((group) => group.includes(character)).flatMap((group) => Array.from(group));
  return [...new Set(all)].filter((other) => other !== character);
}
