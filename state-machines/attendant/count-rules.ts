import type { CashLine, PlacedCash } from '../../shared/attendants.ts';
import type { CashCount } from '../../shared/yen.ts';
import type { CountField, CountLine } from './context.ts';

/** A count begins with what the books expect; nothing counts as counted until it has been typed. */
export function beginCount(expected: readonly PlacedCash[]): CountLine[] {
  return expected.map(({ place, value, count }) => ({
    place,
    value,
    expected: count,
    counted: 0,
    collected: 0,
    filled: 0,
    touched: false,
  }));
}

/**
 * Sets a figure in pieces, 0 to 9,999 (up to four digits). A line counts as counted while its field is not blank: an empty
 * box is counted by typing 0, not by erasing.
 *
 * Example: counted `12` → 12 and touched; erased to nothing → 0 and not touched.
 */
export function setField(
  lines: readonly CountLine[],
  index: number,
  field: CountField,
  entered: string,
): CountLine[] {
  const pieces = Number(entered === '' ? '0' : entered);
  return lines.map((line, at) =>
    at === index
      ? { ...line, [field]: pieces, touched: field === 'counted' ? entered !== '' : line.touched }
      : line,
  );
}

/**
 * Pieces left after the operator has gone: counted − collected + filled. Never below zero: nobody takes out more than was
 * there.
 *
 * Example: 18 counted, 10 collected, 50 filled: 58.
 */
export function leftOf({ counted, collected, filled }: CashLine): number {
  return Math.max(0, counted - collected + filled);
}

/** Whether every line was counted and no more was collected than counted. */
export function isCountComplete(lines: readonly CountLine[]): boolean {
  return (
    lines.length > 0 && lines.every(({ touched, counted, collected }) => touched && collected <= counted)
  );
}

/**
 * Counted minus expected, yen; negative: money is missing. Collecting and filling do not affect it.
 *
 * Example: 100 × 20 expected, 100 × 18 counted, 10 × 5 expected, 10 × 6 counted: −200 + 10 = −190.
 */
export function differenceOf(lines: readonly CashLine[]): number {
  // Not of type Yen: somebody who mistypes 9,999 notes of 10,000 is beyond any sum that type allows.
  return lines.reduce((sum, { value, counted, expected }) => sum + value * (counted - expected), 0);
}

/**
 * What the hoppers can pay from now on; boxes only take money and never pay.
 *
 * Example: hopper 100: 18 counted, 10 collected; box 100: 7 counted: [{ 100 × 8 }].
 */
export function levelsAfter(lines: readonly CashLine[]): CashCount[] {
  return lines
    .filter(({ place }) => place === 'hopper')
    .map((line) => ({ value: line.value, count: leftOf(line) }));
}

/** A line as the journal and the screen know it, without `touched`. */
export function asCashLine({ place, value, expected, counted, collected, filled }: CountLine): CashLine {
  return { place, value, expected, counted, collected, filled };
}
