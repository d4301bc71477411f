import {
  instantInJapan,
  isTurnOfYear,
  japanDate,
  japanSecondOfDay,
  type Clock,
} from '../../../shared/dates.ts';

/** The console's clock: the real one, moved when every municipality is closed or soon will be. */
export interface ConsoleClock extends Clock {
  /** How far ahead of real time it is, ms; 0 when it is not moved. */
  readonly moved: number;
}

const dayMs = 86_400_000;
const opens = 6.5 * 3600;
const closes = 22 * 3600;

/**
 * At night and over New Year the service is closed, and a demonstration would end at its first screen. The clock is then moved
 * forward to ten in the morning of the next open day; from 22:00 already, so that a demonstration can finish.
 */
export function openHoursClock(real: Clock): ConsoleClock {
  const now = real.now();
  const second = japanSecondOfDay(now);
  if (second >= opens && second < closes && !isTurnOfYear(japanDate(now)))
    return { moved: 0, now: () => real.now() };
  let day = second < opens ? japanDate(now) : japanDate(now + dayMs);
  while (isTurnOfYear(day)) day = japanDate(instantInJapan(day) + dayMs);
  const moved = instantInJapan(day, '10:00:00') - now;
  return { moved, now: () => real.now() + moved };
}
