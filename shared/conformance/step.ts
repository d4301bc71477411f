import { pause, type Timers } from '../timers.ts';

/** One promise of a port, and how to find out whether the device behind it keeps it. */
export interface Step<Port, Hands> {
  readonly name: string;
  /** What is expected, in words. */
  readonly expected: string;
  /** Whether somebody has to do something at the device, or look at what it did. */
  readonly needsHands: boolean;
  /** What it does with real money, in words; null: it moves none. */
  readonly money: string | null;
  /**
   * Runs the step, and leaves the device as it was whatever happens.
   * @throws Unexpected for a device that does not conform, HandNotThere when the step is impossible
   */
  run(port: Port, hands: Hands, timers: Timers): Promise<void>;
}

/** Something other than expected was seen. The message is what was seen. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
}

/** The step is impossible here, for example because this device has no such slot. The message says why. */
export class HandNotThere extends Error {
  override readonly name = 'HandNotThere';
}

/** @throws Unexpected with what was seen, unless the condition holds */
export function check(condition: boolean, seen: string): asserts condition {
  if (!condition) throw new Unexpected(seen);
}

/** A port's answer as shown to a person. */
export function shown(answer: unknown): string {
  return answer === undefined ? 'nothing' : JSON.stringify(answer);
}

const lookAgainMs = 50;

/** Asks until the answer fits or `ms` have passed. @returns the last answer */
export async function askUntil<T>(
  timers: Timers,
  ms: number,
  ask: () => T | Promise<T>,
  fits: (answer: T) => boolean,
): Promise<T> {
  const end = timers.elapsed() + ms;
  for (;;) {
    const answer = await ask();
    if (fits(answer) || timers.elapsed() >= end) return answer;
    await pause(timers, lookAgainMs);
  }
}
