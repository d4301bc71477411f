import { planPayout } from '../../../../shared/payout.ts';
import type { Timers } from '../../../../shared/timers.ts';
import {
  countOf,
  denominations,
  subtractYen,
  worthOf,
  type CashCount,
  type Denomination,
  type Yen,
} from '../../../../shared/yen.ts';
import type { CashFault, Dispensed } from '../../../../state-machines/ports.ts';
import type { Hopper } from './hopper.ts';

/**
 * Pays a sum from several hoppers, largest pieces first. When one of them runs empty or stops, the rest is planned again
 * from what the others hold; when that cannot be exact, or nobody can say what has fallen, it stops and returns what was
 * paid.
 *
 * @param longestMs after this long the whole payout is cut off, ms
 */
export async function payOut(
  amount: Yen,
  hoppers: readonly Hopper[],
  longestMs: number,
  timers: Timers,
  signal: AbortSignal,
): Promise<Dispensed> {
  const until = timers.elapsed() + longestMs;
  const paid: Denomination[] = [];
  let trouble: CashFault = { fault: 'hardwareError' };
  for (const hopper of hoppers) await hopper.look();
  for (;;) {
    const dispensed = countOf(paid);
    const rest = subtractYen(amount, worthOf(dispensed));
    if (rest === 0) return { dispensed, shortBy: null };
    const first = planPayout(rest, heldBy(hoppers))?.[0];
    const hopper = hoppers.find((each) => each.value === first?.value && each.available() > 0);
    if (!first || !hopper || timers.elapsed() >= until || signal.aborted)
      return { dispensed, shortBy: trouble };
    const result = await hopper.pay(Math.min(first.count, hopper.available()), until, signal);
    for (let piece = 0; piece < result.paid; piece++) paid.push(hopper.value);
    if (result.stopped !== null && result.stopped !== 'empty') trouble = { fault: result.stopped };
    if (!result.certain || worthOf(countOf(paid)) > amount)
      return { dispensed: countOf(paid), shortBy: trouble };
  }
}

/** Pays one piece of a denomination, whatever the books say is left; nothing from a hopper that is not ok. */
export async function payPiece(
  value: Denomination,
  hoppers: readonly Hopper[],
  longestMs: number,
  timers: Timers,
  signal: AbortSignal,
): Promise<Dispensed> {
  const able = hoppers.filter((hopper) => hopper.value === value);
  for (const hopper of able) await hopper.look();
  const hopper = able.find((each) => each.lastSeen() === 'ok') ?? able[0];
  const state = hopper?.lastSeen() ?? 'hardwareError';
  if (!hopper || state !== 'ok' || signal.aborted)
    return { dispensed: [], shortBy: { fault: state === 'ok' ? 'hardwareError' : state } };
  const { paid, stopped } = await hopper.pay(1, timers.elapsed() + longestMs, signal);
  const fault = stopped === null || stopped === 'empty' ? 'hardwareError' : stopped;
  return {
    dispensed: countOf(Array.from({ length: paid }, () => value)),
    shortBy: stopped === null ? null : { fault },
  };
}

/** What the hoppers can pay now, by denomination. */
export function heldBy(hoppers: readonly Hopper[]): CashCount[] {
  return denominations
    .map((value) => ({
      value,
      count: hoppers
        .filter((hopper) => hopper.value === value)
        .reduce((sum, hopper) => sum + hopper.available(), 0),
    }))
    .filter(({ count }) => count > 0);
}
