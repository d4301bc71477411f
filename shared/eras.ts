/**
 * Eras as registers write them, newest first, with the Gregorian year in which most of their first year lies. Back to the oldest
 * births that the registers of persons of today still name as parents, with room to spare.
 */
const eras: readonly (readonly [name: string, yearOne: number])[] = [
  ['令和', 2019],
  ['平成', 1989],
  ['昭和', 1926],
  ['大正', 1912],
  ['明治', 1868],
  ['慶応', 1865],
  ['元治', 1864],
  ['文久', 1861],
  ['万延', 1860],
  ['安政', 1854],
  ['嘉永', 1848],
  ['弘化', 1844],
  ['天保', 1830],
  ['文政', 1818],
  ['文化', 1804],
  ['享和', 1801],
  ['寛政', 1789],
  ['天明', 1781],
  ['安永', 1772],
  ['明和', 1764],
];

/** Other ways of writing an era: 慶應. */
const writtenOtherwise: Readonly<Record<string, string>> = { 慶應: '慶応', 萬延: '万延' };

export const eraNames: readonly string[] = [...eras.map(([name]) => name), ...Object.keys(writtenOtherwise)];

/** 昭和, 20 → 1945. Null for an era that is none, and for a year that it did not have (昭和65). */
export function yearOfEra(era: string, year: number): number | null {
  const name = writtenOtherwise[era] ?? era;
  const index = eras.findIndex(([each]) => each === name);
  const yearOne = eras[index]?.[1];
  if (yearOne === undefined || year < 1) return null;
  // The last year of an era is the first of the next one; of 明治 that is 45, of 大正 15.
  const next = eras[index - 1]?.[1] ?? Number.POSITIVE_INFINITY;
  const found = yearOne + year - 1;
  return found <= next ? found : null;
}
