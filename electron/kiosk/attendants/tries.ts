import type { Instant } from '../../../shared/dates.ts';
import type { JournalRecord } from '../../journal/record.ts';

/** Wrong codes in a row that lock a number, and for how long, ms. */
export const triesOfNumber = 5;
export const lockMs = 15 * 60_000;

/**
 * Wrong codes within that time, of whatever numbers, that lock every number: somebody is trying one after the other. Cards
 * go on working, so that nobody can shut the staff out by typing.
 */
export const triesOfAll = 20;

/** Numbers that do not exist are counted like others, in memory alone: there is nothing to guess but that they do not. */
const numbersRemembered = 200;

interface Count {
  /** When each wrong code in a row was typed. */
  readonly wrong: readonly Instant[];
}

export interface Tries {
  /** Until when this number takes no code; null: it takes one. */
  lockedUntil(number: string, now: Instant): Instant | null;
  /** How many wrong codes this number may still take. */
  left(number: string, now: Instant): number;
  /** Counts a wrong code, and tells how many tries are left. */
  wrong(number: string, now: Instant): number;
  /** The right code: the row is over. */
  right(number: string): void;
}

/**
 * Counts tries, from what the journal says of those before this start.
 *
 * Example: four wrong codes for S-01, the kiosk is switched off and on: one try is left. A fifth locks it for 15 minutes;
 * after them there are five again.
 */
export function createTries(records: readonly JournalRecord[]): Tries {
  const counts = new Map<string, Count>();
  let all: Instant[] = [];

  function wrongOf(number: string, now: Instant): readonly Instant[] {
    const { wrong } = counts.get(number) ?? { wrong: [] };
    return wrong.length >= triesOfNumber && now >= (wrong.at(-1) ?? 0) + lockMs ? [] : wrong;
  }
  function count(number: string, at: Instant): void {
    const wrong = [...wrongOf(number, at), at];
    counts.delete(number);
    counts.set(number, { wrong });
    const [oldest] = counts.keys();
    if (counts.size > numbersRemembered && oldest !== undefined) counts.delete(oldest);
  }
  function countOfAll(at: Instant): void {
    all = [...all.filter((earlier) => earlier > at - lockMs), at].slice(-triesOfAll);
  }

  const left = (number: string, now: Instant): number => triesOfNumber - wrongOf(number, now).length;

  for (const { at, event } of records) {
    if (event.type === 'attendant-refused') {
      if (event.number !== null) count(event.number, at);
      countOfAll(at);
    }
    if (event.type === 'attendant-entered' && event.how === 'code') counts.delete(event.by);
  }

  return {
    lockedUntil(number, now) {
      const wrong = wrongOf(number, now);
      const own = wrong.length >= triesOfNumber ? (wrong.at(-1) ?? 0) + lockMs : 0;
      const everybody = all.length >= triesOfAll ? (all.at(0) ?? 0) + lockMs : 0;
      const until = Math.max(own, everybody);
      return until > now ? until : null;
    },
    left,
    wrong(number, now) {
      count(number, now);
      countOfAll(now);
      return left(number, now);
    },
    right(number) {
      counts.delete(number);
    },
  };
}
