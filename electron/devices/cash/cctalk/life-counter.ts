import { err, ok, type Result } from '../../../../shared/result.ts';
import type { CashFault } from '../../../../state-machines/ports.ts';
import type { Bus } from './bus.ts';
import { commands } from './commands.ts';

/** Three bytes: after 16,777,215 the count starts again at 0. */
export const lifeCounterWrapsAt = 0x100_0000;

/**
 * Reads a device's lifetime count (ccTalk part 2, headers 168 and 225), 0 to 16,777,215; null when it does not count. A
 * device that does not know a command is as silent as one that is gone: whether it still answers a poll tells them apart.
 */
export async function readLifeCounter(
  bus: Bus,
  address: number,
  counter: typeof commands.requestAcceptCounter | typeof commands.requestDispenseCount,
): Promise<Result<number | null, CashFault>> {
  const reply = await bus.askAgain(address, counter);
  if (reply.ok) {
    const [low = 0, middle = 0, high = 0] = reply.value;
    return ok(low + middle * 0x100 + high * 0x1_0000);
  }
  if (reply.error === 'refused') return ok(null);
  const there = await bus.askAgain(address, commands.simplePoll);
  return there.ok || there.error === 'refused' ? ok(null) : err({ fault: 'offline' });
}
