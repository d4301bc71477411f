import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eraDate, isoDate } from './dates.ts';
import { yearOfEra } from './eras.ts';
import {
  birthOnCard,
  hasLived,
  possibleDays,
  registerDateSchema,
  wordedDate,
  writtenDate,
} from './register-date.ts';

describe('the words of a register', () => {
  it.each([
    ['昭和20年月日不詳', '1945'],
    ['昭和20年8月日不詳', '1945-08'],
    ['昭和２０年８月日不詳', '1945-08'],
    ['昭和20年8月15日', '1945-08'],
    ['昭和元年以下不詳', '1926'],
    ['平成31年4月30日', '2019-04'],
    ['明治5年12月2日', '1872'],
    ['明治6年1月1日', '1873-01'],
    ['慶應3年月日不詳', '1867'],
    ['弘化元年1月1日', '1844'],
    ['天保15年3月日不詳', '1844'],
    ['文化7年3月3日', '1810'],
    ['大正10年頃', null],
    ['推定昭和20年', null],
    ['昭和65年月日不詳', null],
    ['文化0年1月1日', null],
    ['生年月日不詳', null],
    ['昭和20年13月日不詳', '1945'],
    ['昭和20年不明', '1945'],
    ['昭和20年8月日', '1945-08'],
    ['昭和20年　月　日', '1945'],
    ['昭和二十年月日不詳', '1945'],
    ['昭和弐拾年八月日不詳', '1945-08'],
    ['明治拾年月日不詳', '1877'],
    ['大正十二年以下不詳', '1923'],
    ['昭和二〇年月日不詳', '1945'],
    ['昭和十十年月日不詳', null],
    ['1945年月日不詳', '1945'],
    ['1945年8月日不詳', '1945-08'],
    ['西暦１９４５年８月１５日', '1945-08'],
    ['一九四五年月日不詳', '1945'],
    ['1810年3月3日', '1810'],
    ['1945年頃', null],
  ])('%s: what is certain is %s', (wording, known) => {
    expect(wordedDate(wording)).toEqual({ wording, known });
  });

  it.each([
    ['昭和20年8月15日', '1945-08-15'],
    ['昭和２０年８月１５日', '1945-08-15'],
    ['平成元年1月8日', '1989-01-08'],
    ['明治6年1月1日', '1873-01-01'],
  ])('%s are the day %s, which is printed so', (text, day) => {
    expect(writtenDate(text)).toBe(day);
    expect(eraDate(isoDate(day))).toBe(text.normalize('NFKC'));
  });

  it.each([
    '昭和20年8月日不詳',
    '昭和20年2月30日',
    '大正15年12月25日',
    '明治5年12月2日',
    '昭和弐拾年八月拾日',
    '1945年8月15日',
  ])('%s stay words: no day would be printed as they are', (text) => {
    expect(writtenDate(text)).toEqual(wordedDate(text));
  });

  it('know eras as they follow each other, back to 1764', () => {
    expect(['令和', '昭和', '明治', '嘉永', '明和'].map((era) => yearOfEra(era, 1))).toEqual([
      2019, 1926, 1868, 1848, 1764,
    ]);
    expect([yearOfEra('明治', 45), yearOfEra('明治', 46), yearOfEra('大化', 1)]).toEqual([1912, null, null]);
  });

  it('never say more than a day that is known: it is among the days that they may mean', () => {
    const day = fc.date({ min: new Date('1873-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const known = isoDate(date.toISOString().slice(0, 10));
        for (const wording of [eraDate(known), eraDate(known).replace(/\d+日$/, '日不詳')]) {
          const days = possibleDays(wordedDate(wording));
          expect(days !== null && days.first <= known && known <= days.last).toBe(true);
        }
      }),
    );
  });
});

describe('a date of a register', () => {
  it('is a day from 1873 on, or words', () => {
    const takes = (value: unknown) => registerDateSchema.safeParse(value).success;
    expect(['1873-01-01', '2026-11-20', wordedDate('文化7年3月3日')].map(takes)).toEqual([true, true, true]);
    const wrong = ['1872-12-31', '1810-03-03', 'infinity', '2026-02-30', { wording: ' ', known: null }];
    expect([...wrong, { wording: '昭和', known: '1945-13' }, { wording: '昭和' }].map(takes)).toEqual(
      Array(7).fill(false),
    );
  });

  it.each(['1945', '1945-08', '19450000', '2026/11/20', 'S20.8.15', '９９９９', 'N/A', '-'])(
    'is not %s, which is no day of the calendar and no words of a register',
    (figures) => {
      expect(registerDateSchema.safeParse(wordedDate(figures)).success).toBe(false);
    },
  );

  it('has no certain year that its words contradict', () => {
    const takes = (wording: string, known: string | null) =>
      registerDateSchema.safeParse({ wording, known }).success;
    expect(takes('昭和20年月日不詳', '2015')).toBe(false);
    expect(takes('昭和20年8月日不詳', '1945-09')).toBe(false);
    expect([takes('昭和20年月日不詳', null), takes('昭和20年月日不詳', '1945-08')]).toEqual([true, true]);
    expect(takes('大正10年頃', '1921')).toBe(true);
  });

  it('that is not known whole has all days on which it may have been', () => {
    expect(possibleDays(isoDate('1945-08-15'))).toEqual({ first: '1945-08-15', last: '1945-08-15' });
    expect(possibleDays(wordedDate('昭和20年月日不詳'))).toEqual({ first: '1945-01-01', last: '1945-12-31' });
    expect(possibleDays(wordedDate('昭和19年2月日不詳'))).toEqual({
      first: '1944-02-01',
      last: '1944-02-29',
    });
    // The last month of that year of the moon lay in February 1811.
    expect(possibleDays(wordedDate('文化7年12月3日'))).toEqual({ first: '1810-01-01', last: '1811-02-28' });
    expect(possibleDays(wordedDate('生年月日不詳'))).toBeNull();
  });

  it.each([
    ['2011-11-20', '2026-11-19', false],
    ['2011-11-20', '2026-11-20', true],
    ['平成23年11月日不詳', '2026-10-31', false],
    ['平成23年11月日不詳', '2026-11-20', null],
    ['平成23年11月日不詳', '2026-11-30', true],
    ['平成23年月日不詳', '2025-12-31', false],
    ['平成23年月日不詳', '2026-11-20', null],
    ['平成23年月日不詳', '2026-12-31', true],
    ['昭和20年月日不詳', '2026-11-20', true],
    ['生年月日不詳', '2026-11-20', null],
  ])('tells of %s on %s whether 15 years were lived: %s', (born, day, lived) => {
    const birth = /^\d/.test(born) ? isoDate(born) : wordedDate(born);
    expect(hasLived(15, birth, isoDate(day))).toBe(lived);
    expect(hasLived(0, birth, isoDate(day))).toBe(true);
  });

  it('has zeros on a card for what is not known', () => {
    const births = [
      isoDate('1980-03-05'),
      ...['昭和20年月日不詳', '昭和20年8月日不詳', '不詳'].map(wordedDate),
    ];
    expect(births.map(birthOnCard)).toEqual(['19800305', '19450000', '19450800', '00000000']);
  });
});
