import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Bus } from './bus.ts';
import type { Command } from './commands.ts';
import { eventCounterOf, newEvents, type BufferedEvent } from './event-counter.ts';

/** What an acceptor answered to a poll. */
export interface PolledEvents {
  /** Its counter now: the next poll starts from here. */
  readonly counter: number;
  /** The new events, oldest first; `lost` when the device has certainly forgotten some. */
  readonly events: Result<BufferedEvent[], 'lost'>;
}

/**
 * Asks for the events since a counter value. Answers carry no number, so a late one to an earlier poll can pass for this
 * poll's: its counter lags behind, and going on from there would count the same coins twice. So a counter that does not
 * follow from the known one is believed only when the device says exactly the same again.
 *
 * @param known the counter at the last poll, 0 to 255
 * @returns an error when the device does not answer or contradicts itself: nothing is recorded, and the next poll reports it
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
