import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../shared/dates.ts';
import { wordedDate, type RegisterDate } from '../../../shared/register-date.ts';
import { endOfCard, endOfCertificate, maySign, type ValidityHolder } from './validity.ts';

function holder(birthDate: RegisterDate, stayEndsOn?: string): ValidityHolder {
  return { birthDate, ...(stayEndsOn === undefined ? {} : { stayEndsOn: isoDate(stayEndsOn) }) };
}

/** Of a card and of a certificate issued with it. */
function ends(of: ValidityHolder, issued: string): readonly [card: string, certificate: string] {
  const day = isoDate(issued);
  const card = endOfCard(of, day);
  return [card, endOfCertificate(of, day, card)];
}

describe('a card ends with the tenth birthday after its issue, or the fifth; its certificates with the fifth', () => {
  it.each([
    ['an adult, before the birthday', '1980-03-05', '2026-01-10', '2035-03-05', '2030-03-05'],
    ['an adult, after it', '1980-03-05', '2026-11-20', '2036-03-05', '2031-03-05'],
    [
      'an adult, on the birthday, which does not count',
      '1980-11-20',
      '2026-11-20',
      '2036-11-20',
      '2031-11-20',
    ],
    ['an adult, on the day before', '1980-11-21', '2026-11-20', '2035-11-21', '2030-11-21'],
    ['at the end of the year', '1980-12-31', '2026-11-20', '2035-12-31', '2030-12-31'],
    ['the day before turning 18', '2008-11-21', '2026-11-20', '2030-11-21', '2030-11-21'],
    ['on turning 18', '2008-11-20', '2026-11-20', '2036-11-20', '2031-11-20'],
    ['a newborn child', '2026-11-20', '2026-11-20', '2031-11-20', '2031-11-20'],
    [
      '18 years old, the day before one is of age at 18',
      '2004-03-31',
      '2022-03-31',
      '2027-03-31',
      '2027-03-31',
    ],
    ['18 years old, from that day', '2004-03-31', '2022-04-01', '2032-03-31', '2027-03-31'],
    [
      'the day before turning 20, when that was the age',
      '2001-06-02',
      '2021-06-01',
      '2025-06-02',
      '2025-06-02',
    ],
    ['on turning 20, when that was the age', '2001-06-01', '2021-06-01', '2031-06-01', '2026-06-01'],
  ])('%s: born %s, issued %s: %s, %s', (_name, birth, issued, card, certificate) => {
    expect(ends(holder(isoDate(birth)), issued)).toEqual([card, certificate]);
  });
});

describe('a birthday on 29 February is the 28th in common years', () => {
  it.each([
    ['ends in common years', '2004-02-29', '2026-11-20', '2036-02-29', '2031-02-28'],
    ['ends in a leap year', '2004-02-29', '2027-03-01', '2037-02-28', '2032-02-29'],
    [
      'issued on the 28th of a common year: the birthday is over',
      '2004-02-29',
      '2027-02-28',
      '2037-02-28',
      '2032-02-29',
    ],
    [
      'issued on the 28th of a leap year: the next day is one',
      '2004-02-29',
      '2028-02-28',
      '2037-02-28',
      '2032-02-29',
    ],
    ['issued on the 29th', '2004-02-29', '2028-02-29', '2038-02-28', '2033-02-28'],
    [
      'not yet of age on 28 February of a common year',
      '2008-02-29',
      '2026-02-28',
      '2031-02-28',
      '2031-02-28',
    ],
    ['of age on 1 March', '2008-02-29', '2026-03-01', '2036-02-29', '2031-02-28'],
    ['over a century without a leap day', '2080-02-29', '2098-11-01', '2108-02-29', '2103-02-28'],
  ])('%s: born %s, issued %s: %s, %s', (_name, birth, issued, card, certificate) => {
    expect(ends(holder(isoDate(birth)), issued)).toEqual([card, certificate]);
  });
});

describe('with an end of the stay', () => {
  it.each([
    ['before both birthdays', '2029-03-31', '2029-03-31', '2029-03-31'],
    ['on the fifth birthday', '2031-03-05', '2031-03-05', '2031-03-05'],
    ['between fifth and tenth', '2033-06-01', '2033-06-01', '2031-03-05'],
    ['after the tenth', '2036-03-06', '2036-03-05', '2031-03-05'],
  ])('%s (%s): %s, %s', (_name, stay, card, certificate) => {
    expect(ends(holder(isoDate('1980-03-05'), stay), '2026-11-20')).toEqual([card, certificate]);
  });
});

describe('a certificate renewed later', () => {
  it.each([
    ['ends with its own fifth birthday', '2030-12-01', '2035-03-05'],
    ['never after the card', '2031-12-01', '2036-03-05'],
    ['never after the card, on whose last day it was renewed', '2036-03-05', '2036-03-05'],
  ])('%s (renewed %s): %s', (_name, renewed, end) => {
    const adult = holder(isoDate('1980-03-05'));
    const card = endOfCard(adult, isoDate('2026-11-20'));
    expect(endOfCertificate(adult, isoDate(renewed), card)).toBe(end);
  });

  it('never after a stay that has become shorter than the card says', () => {
    const end = endOfCertificate(
      holder(isoDate('1980-03-05'), '2027-01-31'),
      isoDate('2026-11-20'),
      isoDate('2029-03-31'),
    );
    expect(end).toBe('2027-01-31');
  });
});

describe('a birth that is not known whole', () => {
  it.each([
    ['昭和20年月日不詳', '2036-01-01', '2031-01-01'],
    ['昭和20年8月日不詳', '2036-08-01', '2031-08-01'],
    ['平成20年月日不詳', '2031-01-01', '2031-01-01'],
    ['不詳', '2031-01-01', '2031-01-01'],
  ])('%s: valid for no longer than is certain: %s, %s', (wording, card, certificate) => {
    expect(ends(holder(wordedDate(wording)), '2026-11-20')).toEqual([card, certificate]);
  });
});

describe('a signature certificate', () => {
  it.each([
    ['the day before turning 15', isoDate('2011-11-21'), false],
    ['on turning 15', isoDate('2011-11-20'), true],
    ['14 or 15, nobody knows', wordedDate('平成23年月日不詳'), false],
    ['of no known age', wordedDate('不詳'), false],
    ['old, on a day that nobody knows', wordedDate('昭和20年月日不詳'), true],
  ])('%s: %s', (_name, birth, expected) => {
    expect(maySign(holder(birth), isoDate('2026-11-20'))).toBe(expected);
  });
});
