import type { CashCount } from '../../../../shared/yen.ts';
import type { Hopper } from './hopper.ts';

/**
 * So many pieces are in the hoppers. A denomination that is not named stays as it is; one that is emptied is named with 0.
 * Two hoppers of one denomination are believed to hold half each, the first the odd piece: nobody counts them apart.
 */
export function putLevels(hoppers: readonly Hopper[], levels: readonly CashCount[]): void {
  for (const { value, count } of levels) {
    const same = hoppers.filter((hopper) => hopper.value === value);
    const [share, odd] = [Math.floor(count / same.length), count % same.length];
    for (const [index, hopper] of same.entries()) hopper.set(share + (index < odd ? 1 : 0));
  }
}
