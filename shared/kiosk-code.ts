/**
 * The one-time code with which a kiosk gets its first certificate, as a person carries it: nine groups of five letters,
 * `7K3MX-…`. It has a secret that only center and kiosk know, and the fingerprint by which the kiosk recognises the center's
 * authority before it believes anything else. The last letter of each group is a check letter, so that a slip of the finger
 * is found before anything is sent, and in which group.
 */
export interface KioskCode {
  /** 16 letters, 80 random bits: nobody finds it out, not even from its hash. */
  readonly secret: string;
  /** 20 letters: the first 100 bits of the SHA-256 of the authority's certificate (DER). */
  readonly fingerprint: string;
}

/** Crockford's 32 digits: no I, L, O, U to misread. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lettersInGroup = 4;
const groupsOfSecret = 4;
const groupsInCode = 9;
const lettersOfSecret = groupsOfSecret * lettersInGroup;

/** How many random bytes a secret is made of: one for each of its letters. */
export const bytesOfSecret = lettersOfSecret;

/** @param random 16 random bytes, of each of which 5 bits are used */
export function secretOf(random: Uint8Array): string {
  return Array.from(random, (byte) => letters.charAt(byte & 31)).join('');
}

/** @param sha256 of an authority's certificate (DER), 32 bytes */
export function fingerprintLetters(sha256: Uint8Array): string {
  const bits = Array.from(sha256, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const fives = bits.match(/.{5}/g) ?? [];
  return fives
    .slice(0, groupsInCode * lettersInGroup - lettersOfSecret)
    .map((five) => letters.charAt(Number.parseInt(five, 2)))
    .join('');
}

/** `7K3MX-Q0ZX4-…`, as a person reads it. */
export function writeKioskCode({ secret, fingerprint }: KioskCode): string {
  const groups = (secret + fingerprint).match(/.{4}/g) ?? [];
  return groups.map((group, index) => group + checkLetter(group, index)).join('-');
}

/** What is wrong with a typed code: it is too short or too long, or a group (from 1) is not one that stands in that place. */
export type KioskCodeFault = 'length' | { readonly group: number };

/**
 * Reads a code as it was typed: in small letters too, with or without hyphens and spaces, O for 0 and I or L for 1.
 */
export function readKioskCode(typed: string): KioskCode | KioskCodeFault {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const groups = plain.match(/.{1,5}/g) ?? [];
  const wrong = groups.findIndex(
    (group, index) =>
      group.length === lettersInGroup + 1 &&
      checkLetter(group.slice(0, lettersInGroup), index) !== group.slice(lettersInGroup),
  );
  if (wrong >= 0 && wrong < groupsInCode) return { group: wrong + 1 };
  if (plain.length !== groupsInCode * (lettersInGroup + 1)) return 'length';
  const told = groups.map((group) => group.slice(0, lettersInGroup)).join('');
  return { secret: told.slice(0, lettersOfSecret), fingerprint: told.slice(lettersOfSecret) };
}

/**
 * A sum in the field of 32 elements over the group and its place: one wrong letter, and two that have changed places, are
 * always found; anything else 31 times of 32. Empty for what has a letter that no code has.
 */
function checkLetter(group: string, index: number): string {
  let sum = index + 1;
  for (const letter of group) {
    const value = letters.indexOf(letter);
    if (value < 0) return '';
    sum = timesX(sum) ^ value;
  }
  return letters.charAt(timesX(sum));
}

/** Times x, modulo x⁵ + x² + 1. */
function timesX(element: number): number {
  const shifted = element << 1;
  return shifted & 0b10_0000 ? shifted ^ 0b10_0101 : shifted;
}
