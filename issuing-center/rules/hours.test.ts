import { beforeAll, describe, expect, it } from 'vitest';
import { askMunicipalities, at } from '../../testing/center/asked.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { isoDate } from '../../shared/dates.ts';
import { yen } from '../../shared/yen.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Service } from '../municipalities/service-schema.ts';
import type { Hours } from '../municipalities/time-schema.ts';
import { openAt } from './hours.ts';
import { endedPrice, nextPrice, priceOn } from './price.ts';

/* What the form of the data can say beyond what the thirteen municipalities say. */

let plain: Municipality;
beforeAll(async () => {
  const asked = await askMunicipalities();
  const atsugi = asked.of(codes.atsugi);
  plain = { ...atsugi, closed: { yearly: [], once: [] } };
});

/** `open`, or when it opens again, as Japanese time. */
function state(municipality: Municipality, when: string): string {
  const [service] = municipality.services;
  const told = openAt(municipality, at(when), service);
  if (told.open) return 'open';
  return told.opensAt === null ? 'never' : new Date(told.opensAt + 9 * 3_600_000).toISOString().slice(0, 16);
}

const withHours = (hours: Hours): Municipality => ({ ...plain, hours });

describe('hours', () => {
  it('of single weekdays, Saturdays, Sundays and public holidays are told apart', () => {
    const municipality = withHours([
      { days: ['monday', 'friday'], from: '08:00', to: '12:00' },
      { days: ['wednesday'], from: '09:00', to: '20:00' },
      { days: ['saturday'], from: '10:00', to: '15:00' },
      { days: ['publicHoliday', 'sunday'], from: '11:00', to: '13:00' },
    ]);
    // Wednesday 18 to Tuesday 24 November 2026; Monday the 23rd is a holiday.
    expect(state(municipality, '2026-11-18T19:59:59')).toBe('open');
    expect(state(municipality, '2026-11-18T20:00:00')).toBe('2026-11-20T08:00');
    expect(state(municipality, '2026-11-20T12:00:00')).toBe('2026-11-21T10:00');
    expect(state(municipality, '2026-11-21T15:00:00')).toBe('2026-11-22T11:00');
    expect(state(municipality, '2026-11-22T13:00:00')).toBe('2026-11-23T11:00');
    expect(state(municipality, '2026-11-23T10:59:59')).toBe('2026-11-23T11:00');
    expect(state(municipality, '2026-11-23T12:59:59')).toBe('open');
    expect(state(municipality, '2026-11-23T13:00:00')).toBe('2026-11-25T09:00');
  });

  it('with a pause are two intervals of a day', () => {
    const municipality = withHours([
      { days: ['weekdays'], from: '09:00', to: '12:00' },
      { days: ['weekdays'], from: '13:00', to: '17:00' },
    ]);
    expect(state(municipality, '2026-11-20T11:59:59')).toBe('open');
    expect(state(municipality, '2026-11-20T12:00:00')).toBe('2026-11-20T13:00');
    expect(state(municipality, '2026-11-20T13:00:00')).toBe('open');
  });

  it('over midnight are two intervals that meet', () => {
    const municipality = withHours([
      { days: ['friday'], from: '22:00', to: '24:00' },
      { days: ['saturday'], from: '00:00', to: '02:00' },
    ]);
    expect(state(municipality, '2026-11-20T21:59:59')).toBe('2026-11-20T22:00');
    expect(state(municipality, '2026-11-20T23:59:59')).toBe('open');
    expect(state(municipality, '2026-11-21T00:00:00')).toBe('open');
    expect(state(municipality, '2026-11-21T01:59:59')).toBe('open');
    expect(state(municipality, '2026-11-21T02:00:00')).toBe('2026-11-27T22:00');
  });

  it('change on a day', () => {
    const municipality = withHours([
      { days: ['everyDay'], from: '06:30', to: '23:00', dates: { from: null, until: isoDate('2026-11-30') } },
      { days: ['everyDay'], from: '08:00', to: '20:00', dates: { from: isoDate('2026-12-01'), until: null } },
    ]);
    expect(state(municipality, '2026-11-30T22:59:59')).toBe('open');
    expect(state(municipality, '2026-11-30T23:00:00')).toBe('2026-12-01T08:00');
    expect(state(municipality, '2026-12-01T20:00:00')).toBe('2026-12-02T08:00');
  });

  it('end for good where no more are told', () => {
    const until = isoDate('2026-11-30');
    const municipality = withHours([
      { days: ['everyDay'], from: '06:30', to: '23:00', dates: { from: null, until } },
    ]);
    expect(state(municipality, '2026-11-30T23:00:00')).toBe('never');
  });

  it('follow the public holidays that the municipality adds and takes away', () => {
    const municipality = {
      ...withHours([{ days: ['weekdays'], from: '09:00', to: '17:00' }]),
      publicHolidays: { added: [isoDate('2026-11-24')], removed: [isoDate('2026-11-23')] },
    };
    expect(state(municipality, '2026-11-20T17:00:00')).toBe('2026-11-23T09:00');
    expect(state(municipality, '2026-11-23T17:00:00')).toBe('2026-11-25T09:00');
  });
});

describe('closures', () => {
  it('every year may stop the enrolment alone', () => {
    const municipality = {
      ...plain,
      closed: { yearly: [{ from: '12-29', to: '01-03', stops: ['enrolment'] }], once: [] },
    };
    expect(state(municipality, '2026-12-30T12:00:00')).toBe('open');
    expect(openAt(municipality, at('2026-12-30T12:00:00'), 'enrolment')).toMatchObject({
      ...{ open: false, reason: 'closedDay' },
      opensAt: at('2027-01-04T06:30:00'),
    });
  });

  it('name a certificate by what the municipality calls it, or by its kind', () => {
    const span = { from: '2026-11-20T12:00:00+09:00', to: '2026-11-20T13:00:00+09:00' };
    for (const stops of [['localTax'], ['taxCertificate']])
      expect(
        state({ ...plain, closed: { yearly: [], once: [{ ...span, stops }] } }, '2026-11-20T12:30:00'),
      ).toBe('2026-11-20T13:00');
    const other = { ...span, stops: ['residenceRecord'] };
    expect(state({ ...plain, closed: { yearly: [], once: [other] } }, '2026-11-20T12:30:00')).toBe('open');
  });

  it('that follow each other are one', () => {
    const once = [
      { from: '2026-11-20T12:00:00+09:00', to: '2026-11-20T18:00:00+09:00' },
      { from: '2026-11-20T18:00:00+09:00', to: '2026-11-21T09:00:00+09:00' },
    ];
    expect(state({ ...plain, closed: { yearly: [], once } }, '2026-11-20T12:00:00')).toBe('2026-11-21T09:00');
  });
});

describe('first and last day', () => {
  const offered = { from: isoDate('2026-04-01'), until: isoDate('2026-09-30') };
  const service = (): Service => {
    const [first] = plain.services;
    if (!first) throw new Error('no service');
    return { ...first, offered };
  };
  it('bound a certificate whatever its prices say', () => {
    expect(priceOn(service(), isoDate('2026-03-31'))).toBeNull();
    expect(priceOn(service(), isoDate('2026-04-01'))).toBe(300);
    expect(priceOn(service(), isoDate('2026-09-30'))).toBe(300);
    expect(priceOn(service(), isoDate('2026-10-01'))).toBeNull();
    expect(endedPrice(service(), isoDate('2026-09-30'))).toBeNull();
    expect(endedPrice(service(), isoDate('2026-10-01'))).toBe(300);
    const municipality = { ...plain, services: [service()] };
    expect(state(municipality, '2026-03-31T12:00:00')).toBe('2026-04-01T06:30');
    expect(state(municipality, '2026-10-01T12:00:00')).toBe('never');
  });

  it('leave the price of a gap to the next one, and none before the first or after the last', () => {
    const prices = [
      { from: isoDate('2026-05-01'), until: isoDate('2026-05-31'), yen: yen(200) },
      { from: isoDate('2026-06-03'), until: isoDate('2026-06-30'), yen: yen(300) },
    ];
    const told = (day: string) => nextPrice({ ...service(), prices }, isoDate(day));
    expect(
      ['2026-04-30', '2026-05-31', '2026-06-01', '2026-06-02', '2026-06-03', '2026-07-01'].map(told),
    ).toEqual([...[null, null, 300, 300, null, null]]);
  });
});
