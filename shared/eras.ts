/**
 * Eras as registers write them, newest first. Back to the oldest births that the registers of persons of today still name as
 * parents, with room to spare.
 */
export const eras: readonly {
  readonly name: string;
  /** The Gregorian year in which most of its first year lies. */
  readonly yearOne: number;
  /**
   * The first day that is written in this era and the Gregorian calendar, which Japan adopted in Meiji 6; null for the eras before.
   */
  readonly firstDay: string | null;
}[] = [
  { name: '令和', yearOne: 2019, firstDay: '2019-05-01' },
  { name: '平成', yearOne: 1989, firstDay: '1989-01-08' },
  { name: '昭和', yearOne: 1926, firstDay: '1926-12-25' },
  { name: '大正', yearOne: 1912, firstDay: '1912-07-30' },
  { name: '明治', yearOne: 1868, firstDay: '1873-01-01' },
  { name: '慶応', yearOne: 1865, firstDay: null },
  { name: '元治', yearOne: 1864, firstDay: null },
  { name: '文久', yearOne: 1861, firstDay: null },
  { name: '万延', yearOne: 1860, firstDay: null },
  { name: '安政', yearOne: 1854, firstDay: null },
  { name: '嘉永', yearOne: 1848, firstDay: null },
  { name: '弘化', yearOne: 1844, firstDay: null },
  { name: '天保', yearOne: 1830, firstDay: null },
  { name: '文政', yearOne: 1818, firstDay: null },
  { name: '文化', yearOne: 1804, firstDay: null },
  { name: '享和', yearOne: 1801, firstDay: null },
  { name: '寛政', yearOne: 1789, firstDay: null },
  { name: '天明', yearOne: 1781, firstDay: null },
  { name: '安永', yearOne: 1772, firstDay: null },
  { name: '明和', yearOne: 1764, firstDay: null },
];

/** Other ways of writing an era: 慶應. */
const writtenOtherwise: Readonly<Record<string, string>> = { 慶應: '慶応', 萬延: '万延' };

export const eraNames: readonly string[] = [
  ...eras.map(({ name }) => name),
  ...Object.keys(writtenOtherwise),
];

/** 昭和, 20 → 1945. Null for an era that is none, and for a year that it did not have (昭和65). */
export function yearOfEra(era: string, year: number): number | null {
  const name = writtenOtherwise[era] ?? era;
  const index = eras.findIndex((each) => each.name === name);
  const yearOne = eras[index]?.yearOne;
  if (yearOne === undefined || year < 1) return null;
  // The last year of an era is the first of the next one; of 明治 that is 45, of 大正 15.
  const next = eras[index - 1]?.yearOne ?? Number.POSITIVE_INFINITY;
  const found = yearOne + year - 1;
  return found <= next ? found : null;
}
