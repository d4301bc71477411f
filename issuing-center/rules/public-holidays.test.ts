import { describe, expect, it } from 'vitest';
import {
  addDays,
  instantInJapan,
  isoDate,
  isTurnOfYear,
  weekdayOf,
  type IsoDate,
} from '../../shared/dates.ts';
import { lineState } from '../../shared/line-state.ts';
import { telephoneLineSchema } from '../../shared/telephone-lines.ts';
import { isPublicHoliday } from './public-holidays.ts';
import { isWorkingDay } from './working-days.ts';

const nothing = {};
const weekdayLine = telephoneLineSchema.parse({
  name: { ja: '見本', en: 'Sample' },
  number: '0120-00-0000',
  languages: ['ja'],
  paid: false,
  hours: [{ days: 'weekdays', from: '09:00', to: '17:00' }],
  overNewYear: true,
  lossAlways: false,
});

function daysOf(year: number): readonly IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = isoDate(`${year}-01-01`); day.startsWith(String(year)); day = addDays(day, 1))
    days.push(day);
  return days;
}

/** As the Cabinet Office announced them, with the days that are one for another reason than their name. */
const announced = {
  2024:
    '01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-22 09-23 10-14 ' +
    '11-03 11-04 11-23',
  2025: '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24',
  2026: '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23',
  2027: '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23',
} as const;

describe('public holidays', () => {
  it.each(Object.entries(announced))('%s: the national ones', (year, expected) => {
    const found = daysOf(Number(year)).filter((day) => isPublicHoliday(nothing, day));
    expect(found.map((day) => day.slice(5)).join(' ')).toBe(expected);
  });

  it.each([
    ['2024-02-12', 'a substitute for a Sunday'],
    ['2024-11-04', 'a substitute for a Sunday'],
    ['2025-02-24', 'a substitute for a Sunday'],
    ['2025-05-06', 'a substitute two days after a Sunday between holidays'],
    ['2026-05-06', 'a substitute three days after a Sunday between holidays'],
    ['2026-09-22', 'a day between two holidays'],
    ['2027-03-22', 'a substitute for an equinox'],
    ['2019-04-30', 'a day between two holidays, when the Emperor changed'],
    ['2019-05-01', 'the enthronement, by a law for that year'],
    ['2019-10-22', 'its ceremony, by a law for that year'],
    ['2020-07-24', 'moved for the Olympic Games'],
  ])('%s is one: %s', (day) => {
    expect(isPublicHoliday(nothing, isoDate(day))).toBe(true);
  });

  it.each(['2024-02-13', '2025-05-07', '2026-09-24', '2027-03-23', '2020-10-12', '2021-07-19'])(
    '%s is none',
    (day) => {
      expect(isPublicHoliday(nothing, isoDate(day))).toBe(false);
    },
  );

  it('are told to the end of the list, which is more than twenty years away', () => {
    expect(isPublicHoliday(nothing, isoDate('2050-11-23'))).toBe(true);
    expect(isPublicHoliday(nothing, isoDate('2050-11-24'))).toBe(false);
  });

  it.each(Object.entries(announced))(
    '%s: the same days are no working days, nor are weekends and the turn of the year, and on all of them help lines rest',
    (year, expected) => {
      const holidays = expected.split(' ');
      for (const day of daysOf(Number(year))) {
        const weekday = weekdayOf(day);
        const rests = weekday === 0 || weekday === 6 || holidays.includes(day.slice(5));
        expect([day, isWorkingDay(day)]).toEqual([day, !rests && !isTurnOfYear(day)]);
        const noon = instantInJapan(day, '12:00:00');
        expect([day, lineState(weekdayLine, noon).answers]).toEqual([day, rests ? 'nothing' : 'everything']);
      }
    },
  );

  it('can be added and taken away by a municipality, for one year or every year', () => {
    const municipality = {
      publicHolidays: { added: ['10-01', isoDate('2026-08-14')], removed: [isoDate('2026-11-23'), '02-23'] },
    };
    const states = [
      '2026-10-01',
      '2027-10-01',
      '2026-08-14',
      '2027-08-14',
      '2026-11-23',
      '2027-11-23',
      '2026-02-23',
    ];
    expect(states.map((day) => isPublicHoliday(municipality, isoDate(day)))).toEqual([
      ...[true, true, true, false],
      ...[false, true, false],
    ]);
  });
});
