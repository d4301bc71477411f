import { err, ok, type Result } from '../../../../shared/result.ts';

/** One event of an acceptor: two bytes whose meaning is the device's. */
export interface BufferedEvent {
  readonly a: number;
  readonly b: number;
}

/** How many events a device remembers. */
const depth = 5;

/** The counter at the head of an answer with buffered events: 0 after switching on, then 1 to 255 and again from 1. */
export function eventCounterOf(reply: Uint8Array): number {
  const counter = reply[0];
  if (counter === undefined || reply.length !== 1 + 2 * depth) throw new Error('no answer with five events');
  return counter;
}

/** All events that the device remembers, oldest first; unused places are 0, 0. */
export function eventsRemembered(reply: Uint8Array): BufferedEvent[] {
  return Array.from({ length: depth }, (_, index) => {
    const at = 1 + 2 * (depth - 1 - index);
    return { a: reply[at] ?? 0, b: reply[at + 1] ?? 0 };
  });
}

/**
 * The events since a counter value, oldest first. The counter counts 1 to 255 and begins again at 1; 0 means that the device
 * was switched on and has seen nothing. With more new events than the device remembers, or a counter back at 0, money may
 * have been lost: `lost`, and nothing is guessed.
 *
 * Example: known 254, now 2, events e1 (newest) … e5: numbers 255, 1 and 2 are new, that is e3, e2, e1.
 */
export function newEvents(known: number, reply: Uint8Array): Result<BufferedEvent[], 'lost'> {
  const counter = eventCounterOf(reply);
  if (counter === known) return ok([]);
  if (counter === 0) return err('lost');
  const count = known === 0 ? counter : (counter - known + 255) % 255;
  if (count > depth) return err('lost');
  return ok(eventsRemembered(reply).slice(depth - count));
}
