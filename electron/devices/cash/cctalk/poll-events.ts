import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Bus } from './bus.ts';
import type { Command } from './commands.ts';
import { eventCounterOf, newEvents, type BufferedEvent } from './event-counter.ts';

/** What an acceptor answered to a poll. */
export interface PolledEvents {
  /** Where its counter stands now: the next poll begins here. */
  readonly counter: number;
  /** The new events, oldest first; `lost` when the device certainly forgot some. */
  readonly events: Result<BufferedEvent[], 'lost'>;
}

/**
 * Asks for the events since a counter. An answer carries no number, so a late one to an earlier poll can pass for this poll's: its
 * counter stands behind, and whoever goes on from there counts the same coins twice. A counter that does not follow from the
 * known one is therefore believed only when the device says exactly the same again.
 *
 * @param known where the counter stood at the last poll, 0 to 255
 * @returns an error when the device does not answer, or contradicts itself: nothing is taken note of, and the next poll tells it
 */
export async function pollEvents(
  bus: Bus,
  address: number,
  command: Command,
  known: number,
): Promise<Result<PolledEvents, 'silent'>> {
  const reply = await bus.askAgain(address, command);
  if (!reply.ok) return err('silent');
  const events = newEvents(known, reply.value);
  if (!events.ok) {
    const again = await bus.askAgain(address, command);
    if (!again.ok || !again.value.every((byte, index) => byte === reply.value[index])) return err('silent');
  }
  return ok({ counter: eventCounterOf(reply.value), events });
}
