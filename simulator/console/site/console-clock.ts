import { instantInJapan, japanDate, japanSecondOfDay, type Clock } from '../../../shared/dates.ts';

/** The console's clock: the real one, moved when that would find every municipality closed. */
export interface ConsoleClock extends Clock {
  /** How far it is moved, ms; 0 for the real time. */
  readonly moved: number;
}

const dayMs = 86_400_000;
const opens = 6.5 * 3600;
const closes = 22 * 3600;

/**
 * At night and over New Year the service is closed, and a demonstration would end at its first screen. The console then moves
 * its clock forward to ten in the morning of the next day on which the service is open, and says so.
 */
export function openHoursClock(real: Clock): ConsoleClock {
  const now = real.now();
  const second = japanSecondOfDay(now);
  const closedDay = (date: string): boolean => date.slice(5) >= '12-29' || date.slice(5) <= '01-03';
  if (second >= opens && second < closes && !closedDay(japanDate(now)))
    return { moved: 0, now: () => real.now() };
  let day = second < opens ? japanDate(now) : japanDate(now + dayMs);
  while (closedDay(day)) day = japanDate(instantInJapan(day) + dayMs);
  const moved = instantInJapan(day, '10:00:00') - now;
  return { moved, now: () => real.now() + moved };
}
