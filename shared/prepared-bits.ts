import { z } from 'zod';

/** Letters of 5 bits each (Crockford): a scanner's keyboard and QR's alphanumeric mode have them all, and no two look alike. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsOfLetter = 5;

/** What a code says, in the order in which it stands there, with the bits that each number has. The next version may have others. */
const widths = {
  /** Days since 2026-01-01, on which it was made. */
  day: 14,
  municipality: 16,
  whose: 1,
  kind: 5,
  /** Of what the municipality asks for the certificate (offerMark). */
  mark: 24,
  variant: 3,
  persons: 1,
  usualItems: 1,
  shown: 10,
  copies: 4,
  language: 5,
  theme: 2,
  size: 2,
  low: 1,
  voice: 1,
} as const;

type Field = keyof typeof widths;
export type PreparedNumbers = Readonly<Record<Field, number>>;

const fields = Object.entries(widths) as readonly (readonly [Field, number])[];
const bitsOfAll = fields.reduce((sum, [, width]) => sum + width, 0);
const lettersOfAll = Math.ceil(bitsOfAll / bitsOfLetter);
/** 32 bits. */
const lettersOfSum = 7;

const numbersSchema: z.ZodType<PreparedNumbers> = z.strictObject(
  Object.fromEntries(
    fields.map(([field, width]) => [
      field,
      z
        .int()
        .min(0)
        .max(2 ** width - 1),
    ]),
  ) as Record<Field, z.ZodInt>,
);

/**
 * Packs the numbers behind a head, with a checksum over both.
 * @throws ZodError for a number that has no room: a broken assumption, whoever packs has checked what is packed
 */
export function packPrepared(head: string, numbers: PreparedNumbers): string {
  const sound = numbersSchema.parse(numbers);
  let bits = 0n;
  for (const [field, width] of fields) bits = (bits << BigInt(width)) | BigInt(sound[field]);
  // What is left of the last letter is 0.
  const text = head + inLetters(bits << BigInt(lettersOfAll * bitsOfLetter - bitsOfAll), lettersOfAll);
  return text + inLetters(BigInt(crc32(text)), lettersOfSum);
}

/** The numbers behind a head; null where a letter is missing, surplus or another one than was written. */
export function unpackPrepared(head: string, text: string): PreparedNumbers | null {
  if (!text.startsWith(head) || text.length !== head.length + lettersOfAll + lettersOfSum) return null;
  const told = text.slice(0, -lettersOfSum);
  if (text.slice(-lettersOfSum) !== inLetters(BigInt(crc32(told)), lettersOfSum)) return null;
  let bits = outOfLetters(told.slice(head.length));
  if (bits === null) return null;
  const spare = BigInt(lettersOfAll * bitsOfLetter - bitsOfAll);
  if (bits !== (bits >> spare) << spare) return null;
  bits >>= spare;
  const found: [Field, number][] = [];
  for (const [field, width] of fields.toReversed()) {
    found.push([field, Number(bits & ((1n << BigInt(width)) - 1n))]);
    bits >>= BigInt(width);
  }
  const numbers = numbersSchema.safeParse(Object.fromEntries(found));
  return numbers.success ? numbers.data : null;
}

function inLetters(bits: bigint, count: number): string {
  let text = '';
  for (let index = count - 1; index >= 0; index--)
    text += letters[Number((bits >> BigInt(index * bitsOfLetter)) & 31n)] ?? '';
  return text;
}

function outOfLetters(text: string): bigint | null {
  let bits = 0n;
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) return null;
    bits = (bits << BigInt(bitsOfLetter)) | BigInt(value);
  }
  return bits;
}

/** CRC-32 (ISO/IEC 13239) of a text in UTF-8: it finds every run of up to 32 wrong bits. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
