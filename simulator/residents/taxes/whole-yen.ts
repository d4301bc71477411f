/*
 * Sums are whole yen, and so are all steps between them: 0.7 × 5,600,000 is 3,919,999.9999999995 in floating point, and one yen
 * less on a certificate.
 */

/** A part of a sum; less than one yen is cut off. @param yen from 0 */
export function partOf(yen: number, numerator: number, denominator: number): number {
  return roundedDown(yen * numerator, denominator) / denominator;
}

/** @param yen from 0 */
export function roundedDown(yen: number, to: number): number {
  return yen - (yen % to);
}

/** 95 % of a sum is `hundredths(yen, 95)`; less than one yen is cut off. @param yen from 0 */
export function hundredths(yen: number, percent: number): number {
  return partOf(yen, percent, 100);
}
