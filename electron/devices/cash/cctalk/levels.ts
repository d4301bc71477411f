import type { CashCount } from '../../../../shared/yen.ts';
import type { Hopper } from './hopper.ts';

/**
 * Sets how many pieces are in the hoppers. A denomination that is not listed stays as it is; one that was emptied is listed
 * with 0. Two hoppers of one denomination are assumed to hold half each, the first the odd piece: nobody counts them
 * separately.
 */
export function putLevels(hoppers: readonly Hopper[], levels: readonly CashCount[]): void {
  for (const { value, count } of levels) {
    const same = hoppers.filter((hopper) => hopper.value === value);
    const [share, odd] = [Math.floor(count / same.length), count % same.length];
    for (const [index, hopper] of same.entries()) hopper.set(share + (index < odd ? 1 : 0));
  }
}
