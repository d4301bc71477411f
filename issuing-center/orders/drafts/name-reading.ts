/** A reading whose other half is not notified says which half is missing, as the municipalities print it. */
const missing = { surname: '【氏空欄】', givenName: '【名空欄】' } as const;

/** 氏名の振り仮名: ミホン　タロウ; ミホン　【名空欄】 while only the surname's is notified; null while neither is. */
export function nameReading(surname: string | null, givenName: string | null): string | null {
  if (surname === null && givenName === null) return null;
  return `${surname ?? missing.surname}　${givenName ?? missing.givenName}`;
}
