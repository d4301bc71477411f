import type { Instant } from '../../../shared/dates.ts';
import type { JournalRecord } from '../../journal/record.ts';

/** How many wrong codes in a row lock a number, and for how long (ms). */
export const triesOfNumber = 5;
export const lockMs = 15 * 60_000;

/**
 * How many wrong codes within that time, for whatever numbers, lock every number: somebody is trying one after another.
 * Whoever shows a card has tries of their own, so that nobody can lock out the staff by typing.
 */
export const triesOfAll = 20;

/** Numbers that do not exist are counted like others, but only in memory: all there is to guess is that they do not exist. */
const numbersRemembered = 200;

interface Count {
  /** When each wrong code in a row was typed. */
  readonly wrong: readonly Instant[];
}

export interface Tries {
  /** Until when this number accepts no code; null: it accepts one. */
  lockedUntil(number: string, now: Instant): Instant | null;
  /** How many tries this number has left. */
  left(number: string, now: Instant): number;
  /** Counts a wrong code. @returns how many tries are left */
  wrong(number: string, now: Instant): number;
  /** The right code: the row is over. */
  right(number: string): void;
  /** The next record of before this start. */
  read(record: JournalRecord): void;
}

/**
 * Counts tries, starting from those that the journal has from before this start: those of numbers that were typed, or those
 * of people who had shown their card.
 *
 * Example: four wrong codes for S-01, then the kiosk is switched off and on: one try is left. A fifth locks the number for
 * 15 minutes, after which there are five tries again.
 *
 * @param startedAt when this start was: a try that the journal has later than that, because the clock was set back since, counts as
 *   of then
 */
export function createTries(
  records: readonly JournalRecord[],
  shown: 'code' | 'card' = 'code',
  startedAt = Number.POSITIVE_INFINITY,
): Tries {
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

  function read({ at: written, event }: JournalRecord): void {
    const at = Math.min(written, startedAt);
    if (event.type === 'attendant-refused' && (event.withCard ?? false) === (shown === 'card')) {
      if (event.number !== null) count(event.number, at);
      countOfAll(at);
    }
    if (event.type === 'attendant-entered' && event.how !== 'card') counts.delete(event.by);
  }
  for (const record of records) read(record);

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
    read,
  };
}

/** Those of numbers that were typed, and those of people who had shown their card. */
export interface AllTries {
  readonly code: Tries;
  readonly card: Tries;
}

/** @param startedAt as above */
export function createAllTries(records: readonly JournalRecord[], startedAt: Instant): AllTries {
  return { code: createTries(records, 'code', startedAt), card: createTries(records, 'card', startedAt) };
}
