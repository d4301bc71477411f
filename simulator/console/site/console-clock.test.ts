import { expect, it } from 'vitest';
import { instantInJapan, isoDate, japanDateTime } from '../../../shared/dates.ts';
import { openHoursClock } from './console-clock.ts';

it.each([
  ['2026-11-20', '14:00:00', '2026-11-20 14:00:00'],
  ['2026-11-20', '06:29:59', '2026-11-20 10:00:00'],
  ['2026-11-20', '06:30:00', '2026-11-20 06:30:00'],
  // Too close to closing time a demonstration would not finish.
  ['2026-11-20', '22:30:00', '2026-11-21 10:00:00'],
  ['2026-12-28', '23:10:00', '2027-01-04 10:00:00'],
  ['2026-12-31', '12:00:00', '2027-01-04 10:00:00'],
])("at %s %s the console's clock says %s", (date, time, expected) => {
  const now = instantInJapan(isoDate(date), time);
  expect(japanDateTime(openHoursClock({ now: () => now }).now())).toBe(expected);
});
