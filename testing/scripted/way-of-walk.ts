import type { Screen } from '../../shared/screen.ts';
import type { Wish } from '../../state-machines/deliver.ts';

/** Screens from which many ways lead. */
const crossroads: ReadonlySet<Screen['body']['kind']> = new Set([
  'staffMenu',
  'maintenance',
  'tests',
  'journalReview',
  'serviceSwitch',
  'municipality',
]);

/** Ways that one walk has gone, by screen and wish. */
export type WaysGone = Map<string, number>;

/**
 * One of the wishes, by a number at random. Where many ways lead on, a walk goes each of them before it goes one again: chance
 * alone leaves some of them ungone for hundreds of walks.
 */
export function wayOf(
  gone: WaysGone,
  kind: Screen['body']['kind'],
  wishes: readonly Wish[],
  which: number,
): Wish | null {
  const times = (wish: Wish): number => gone.get(`${kind} ${wish.type}`) ?? 0;
  const least = Math.min(...wishes.map(times));
  const open = crossroads.has(kind) ? wishes.filter((wish) => times(wish) === least) : wishes;
  const wish = open[which % Math.max(1, open.length)] ?? null;
  if (wish) gone.set(`${kind} ${wish.type}`, times(wish) + 1);
  return wish;
}
