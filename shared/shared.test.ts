import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  ageOn,
  eraDate,
  eraYear,
  instantInJapan,
  isoDate,
  japanDate,
  japanSecondOfDay,
} from './dates.ts';
import { addYen, subtractYen, timesYen, worthOf, yen } from './yen.ts';

describe('yen', () => {
  it('adds and subtracts without loss, and rejects what is not a sum of yen', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (a, b) => {
        expect(subtractYen(addYen(yen(a), yen(b)), yen(b))).toBe(a);
      }),
    );
    expect(timesYen(yen(150), 3)).toBe(450);
    expect(
      worthOf([
        { value: 500, count: 1 },
        { value: 100, count: 3 },
      ]),
    ).toBe(800);
    for (const wrong of [-1, 0.5, Number.NaN, 10_000_001]) expect(() => yen(wrong)).toThrow(RangeError);
    expect(() => subtractYen(yen(1), yen(2))).toThrow(RangeError);
  });
});

describe('days later and earlier', () => {
  it.each([
    ['2024-02-28', 2, '2024-03-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['9999-12-30', 1, '9999-12-31'],
    ['9999-12-31', 1, '9999-12-31'],
    ['9999-12-31', 400, '9999-12-31'],
    ['0000-01-01', -1, '0000-01-01'],
    ['0001-01-01', 31, '0001-02-01'],
  ])('%s and %i days: %s, never past the last day that can be written', (day, days, then) => {
    expect(addDays(isoDate(day), days)).toBe(then);
  });
});

describe('dates in Japan', () => {
  it.each([
    ['2019-04-30', '平成31年4月30日'],
    ['2019-05-01', '令和元年5月1日'],
    ['2020-01-01', '令和2年1月1日'],
    ['1989-01-07', '昭和64年1月7日'],
    ['1989-01-08', '平成元年1月8日'],
    ['1926-12-24', '大正15年12月24日'],
    ['1926-12-25', '昭和元年12月25日'],
    ['1912-07-29', '明治45年7月29日'],
    ['1912-07-30', '大正元年7月30日'],
    ['2026-11-20', '令和8年11月20日'],
  ])('%s is %s', (iso, era) => {
    expect(eraDate(isoDate(iso))).toBe(era);
  });

  it('give every day an era year of at least one, and no two days the same text', () => {
    const day = fc.date({ min: new Date('1873-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [first, second] = [
          isoDate(a.toISOString().slice(0, 10)),
          isoDate(b.toISOString().slice(0, 10)),
        ];
        expect(eraYear(first).year).toBeGreaterThan(0);
        expect(eraDate(first) === eraDate(second)).toBe(first === second);
      }),
    );
    expect(() => eraDate(isoDate('1872-12-31'))).toThrow(RangeError);
  });

  it('give the day and the second of the day by the wall clock in Japan', () => {
    expect(japanDate(Date.parse('2024-03-31T14:59:59Z'))).toBe('2024-03-31');
    expect(japanDate(Date.parse('2024-03-31T15:00:00Z'))).toBe('2024-04-01');
    expect(japanSecondOfDay(instantInJapan(isoDate('2024-01-04'), '06:30:00'))).toBe(6.5 * 3600);
    expect(japanSecondOfDay(instantInJapan(isoDate('2024-01-04'), '00:00:00'))).toBe(0);
  });

  it('count age in full years by the birthday', () => {
    expect(ageOn(isoDate('2009-04-01'), isoDate('2024-03-31'))).toBe(14);
    expect(ageOn(isoDate('2009-04-01'), isoDate('2024-04-01'))).toBe(15);
    expect(ageOn(isoDate('2008-02-29'), isoDate('2023-02-28'))).toBe(14);
    expect(ageOn(isoDate('2008-02-29'), isoDate('2023-03-01'))).toBe(15);
  });
});
