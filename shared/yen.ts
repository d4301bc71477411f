import { z } from 'zod';

/** A sum of Japanese yen: a whole number, never negative, never above ten million (no kiosk holds more). */
export const yenSchema = z.int().min(0).max(10_000_000).brand<'Yen'>();
export type Yen = z.infer<typeof yenSchema>;

/** @throws RangeError when the number is not a sum of yen: a broken assumption, not an expected failure */
export function yen(amount: number): Yen {
  const parsed = yenSchema.safeParse(amount);
  if (!parsed.success) throw new RangeError(`not a sum of yen: ${String(amount)}`);
  return parsed.data;
}

export const noYen = yen(0);

/** addYen(200, 150) = 350 */
export function addYen(...amounts: readonly Yen[]): Yen {
  return yen(amounts.reduce((sum, amount) => sum + amount, 0));
}

/** subtractYen(1000, 350) = 650. @throws RangeError when more is subtracted than is there */
export function subtractYen(from: Yen, amount: Yen): Yen {
  return yen(from - amount);
}

/** timesYen(150, 3) = 450 */
export function timesYen(amount: Yen, times: number): Yen {
  return yen(amount * times);
}

/** Coins and notes in circulation that a kiosk may handle, yen. */
export const denominations = [10, 50, 100, 500, 1000, 2000, 5000, 10000] as const;
export const denominationSchema = z.literal(denominations);
export type Denomination = z.infer<typeof denominationSchema>;

/** A number of pieces of one denomination. */
export const cashCountSchema = z.object({ value: denominationSchema, count: z.int().min(0) });
export type CashCount = z.infer<typeof cashCountSchema>;

/** Value of counted coins and notes: [{500 × 1}, {100 × 3}] = 800 */
export function worthOf(counts: readonly CashCount[]): Yen {
  return yen(counts.reduce((sum, { value, count }) => sum + value * count, 0));
}

/** Pieces, counted by denomination: [100, 500, 100] → [{100 × 2}, {500 × 1}] */
export function countOf(pieces: readonly Denomination[]): CashCount[] {
  return denominations
    .map((value) => ({ value, count: pieces.filter((piece) => piece === value).length }))
    .filter(({ count }) => count > 0);
}
