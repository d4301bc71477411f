import { transactionIdSchema, type TransactionId } from './ids.ts';

/** No 0 and O, no 1 and I: a code is read aloud and typed by hand. */
export const codeLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const bitsOfLetter = 5n;
const lettersInCode = 8;

/** A code stands for the first 10 of a transaction id's 32 hexadecimal digits (40 of its 128 random bits). */
export const digitsInCode = 10;

/** `K7Q2-M4XD`, from the first 40 of a transaction's 128 random bits: it reveals nothing about sequence or time. */
export function receiptCode(transaction: string): string {
  const bits = BigInt(`0x${transaction.slice(0, digitsInCode)}`);
  let code = '';
  for (let index = lettersInCode - 1; index >= 0; index--)
    code += codeLetters[Number((bits >> (BigInt(index) * bitsOfLetter)) & 31n)] ?? '';
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/**
 * The inverse: the first 10 hexadecimal digits of the transaction id that has this code.
 * @throws RangeError when the text is not a code (see receiptCodeSchema in refund-api.ts)
 */
export function digitsOfCode(code: string): string {
  const letters = code.replace('-', '');
  if (letters.length !== lettersInCode) throw new RangeError('a receipt code has eight letters');
  let bits = 0n;
  for (const letter of letters) {
    const value = codeLetters.indexOf(letter);
    if (value < 0) throw new RangeError('a letter that no receipt code has');
    bits = (bits << bitsOfLetter) | BigInt(value);
  }
  return bits.toString(16).padStart(digitsInCode, '0');
}

/**
 * What the receipt's two-dimensional code says: the code and the rest of the transaction's id, `K7Q2-M4XD-` and 22 digits. Whoever
 * scans it holds the receipt; the code alone can be overheard or guessed.
 */
export function receiptScan(transaction: TransactionId): string {
  return `${receiptCode(transaction)}-${transaction.slice(digitsInCode).toUpperCase()}`;
}

/** The transaction of a scanned receipt; null when the text is something else, as on receipts that bear only their code. */
export function transactionOfScan(text: string): TransactionId | null {
  const [, one, two, rest] =
    /^([2-9A-HJ-NP-Z]{4})-?([2-9A-HJ-NP-Z]{4})-?([0-9A-F]{22})$/i.exec(text.trim()) ?? [];
  if (one === undefined || two === undefined || rest === undefined) return null;
  const digits = digitsOfCode((one + two).toUpperCase());
  const transaction = transactionIdSchema.safeParse(digits + rest.toLowerCase());
  return transaction.success ? transaction.data : null;
}
