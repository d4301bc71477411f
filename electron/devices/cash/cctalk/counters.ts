import { ok, type Result } from '../../../../shared/result.ts';
import { denominations, type CashCount } from '../../../../shared/yen.ts';
import type { CashCounters, CashFault } from '../../../../state-machines/ports.ts';
import type { Acceptor } from './acceptor.ts';
import type { Hopper } from './hopper.ts';
import { lifeCounterWrapsAt } from './life-counter.ts';

/**
 * Reads every device's lifetime count; an error when one of them does not answer, because half a reading could be taken for
 * a whole one. A hopper that does not count is left out.
 */
export async function readCounters(
  acceptors: readonly Acceptor[],
  hoppers: readonly Hopper[],
): Promise<Result<CashCounters, CashFault>> {
  const accepted: Record<Acceptor['device'], number | null> = { coinAcceptor: null, noteAcceptor: null };
  for (const acceptor of acceptors) {
    const count = await acceptor.lifeCount();
    if (!count.ok) return count;
    accepted[acceptor.device] = count.value;
  }
  const dispensed: CashCount[] = [];
  for (const value of denominations) {
    const total = await countOfAll(hoppers.filter((hopper) => hopper.value === value));
    if (!total.ok) return total;
    if (total.value !== null) dispensed.push({ value, count: total.value });
  }
  return ok({ coinsAccepted: accepted.coinAcceptor, notesAccepted: accepted.noteAcceptor, dispensed });
}

/** Hoppers of one denomination are added up, and wrap around like one. Null: there is none, or one of them does not count. */
async function countOfAll(hoppers: readonly Hopper[]): Promise<Result<number | null, CashFault>> {
  let total: number | null = hoppers.length === 0 ? null : 0;
  for (const hopper of hoppers) {
    const count = await hopper.lifeCount();
    if (!count.ok) return count;
    total = total === null || count.value === null ? null : (total + count.value) % lifeCounterWrapsAt;
  }
  return ok(total);
}
