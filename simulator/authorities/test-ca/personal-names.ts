import { birthOnCard, possibleDays, type RegisterDate } from '../../../shared/register-date.ts';
import type { CardHolder } from './card-material.ts';

const root = '1.2.392.200149.8.5.5';

/** 1 male, 2 female, 3 unknown. */
const sexes = { male: '1', female: '2', other: '3' } as const;

/**
 * What the signature certificate says of the person. 2 and 6 have a digit for each character of the name and the address:
 * whether it replaces one that the certificate's character set lacks. Here none does.
 */
export function personalNames({
  name,
  sex,
  birthDate,
  address,
}: CardHolder): { oid: string; value: string }[] {
  return [
    { oid: `${root}.1`, value: name },
    { oid: `${root}.2`, value: noneReplaced(name) },
    { oid: `${root}.3`, value: sexes[sex] },
    { oid: `${root}.4`, value: `${eraCode(birthDate)}${birthOnCard(birthDate)}` },
    { oid: `${root}.5`, value: address },
    { oid: `${root}.6`, value: noneReplaced(address) },
  ];
}

function noneReplaced(text: string): string {
  return '0'.repeat(Array.from(text).length);
}

/** 1 Meiji to 5 Reiwa; 0 where nothing is known. */
function eraCode(birth: RegisterDate): string {
  const date = possibleDays(birth)?.last;
  if (date === undefined) return '0';
  const begins = ['1868-01-25', '1912-07-30', '1926-12-25', '1989-01-08', '2019-05-01'];
  return String(begins.filter((begin) => date >= begin).length);
}
