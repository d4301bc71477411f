/** What a masked page prints for every sum, whatever it is: even the length of a sum tells too much. */
export const maskedYen = '●●●,●●●';

/**
 * 1234567 → 1,234,567; a loss −1234 → △1,234, as on every Japanese tax form.
 * @param yen a whole number
 * @throws RangeError for any other number
 */
export function yenText(yen: number, masked: boolean): string {
  if (!Number.isSafeInteger(yen)) throw new RangeError('not a whole number of yen');
  if (masked) return maskedYen;
  const digits = String(Math.abs(yen)).replace(/\B(?=(\d{3})+$)/g, ',');
  return yen < 0 ? `△${digits}` : digits;
}
