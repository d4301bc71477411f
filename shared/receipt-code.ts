/** No 0 and O, no 1 and I: a code is read aloud and typed by hand. */
export const codeLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const bitsOfLetter = 5n;
const lettersInCode = 8;

/** The first 10 of the 32 hexadecimal digits of a transaction id (40 of its 128 random bits) are what a code says. */
export const digitsInCode = 10;

/** `K7Q2-M4XD` from the first 40 of the 128 random bits of a transaction: it tells nothing about sequence or time. */
export function receiptCode(transaction: string): string {
  const bits = BigInt(`0x${transaction.slice(0, digitsInCode)}`);
  let code = '';
  for (let index = lettersInCode - 1; index >= 0; index--)
    code += codeLetters[Number((bits >> (BigInt(index) * bitsOfLetter)) & 31n)] ?? '';
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/**
 * The other way: the first 10 hexadecimal digits of the transaction id that has this code.
 * @throws RangeError when the text is no code (receiptCodeSchema in refund-api.ts says what is).
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
