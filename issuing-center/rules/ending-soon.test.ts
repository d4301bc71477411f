import { describe, expect, it } from 'vitest';
import { isoDate } from '../../shared/dates.ts';
import { madeUpFacts } from '../../testing/center/made-up-facts.ts';
import { endingSoon } from './ending-soon.ts';
import { codes } from '../../testing/municipality-codes.ts';

const tsukuba = codes.tsukuba;

interface Case {
  readonly certificate: string;
  readonly card?: string;
  readonly born?: string;
  /** Status and end of a foreign resident's stay. */
  readonly stay?: readonly [status: string, until: string | null];
}

function toldOn(today: string, { certificate, card, born = '1980-05-05', stay }: Case): string | null {
  const residenceStatus = stay && {
    ...{ status: stay[0], period: '', cardNumber: 'ZZ00000000ZZ' },
    until: stay[1] === null ? null : isoDate(stay[1]),
  };
  const facts = madeUpFacts(tsukuba, {
    certificate: { cardEndsOn: card === undefined ? null : isoDate(card) },
    holder: {
      birthDate: isoDate(born),
      foreign: stay !== undefined,
      residenceStatus: residenceStatus ?? null,
    },
  });
  const told = endingSoon(facts, isoDate(certificate), isoDate(today));
  return told && `${told.what} ${told.lastDay}`;
}

describe('the day from which it is told', () => {
  it.each([
    // The examples of Minato's guide, with the day before each.
    ['2027-04-01', '2027-01-01', false],
    ['2027-04-01', '2027-01-02', true],
    ['2027-05-30', '2027-02-28', false],
    ['2027-05-30', '2027-03-01', true],
    ['2027-05-28', '2027-02-28', false],
    ['2027-05-28', '2027-03-01', true],
    ['2027-05-27', '2027-02-28', true],
    ['2028-05-29', '2028-02-29', false],
    ['2028-05-29', '2028-03-01', true],
    ['2028-05-28', '2028-02-29', true],
    ['2027-05-31', '2027-02-28', false],
    ['2027-05-31', '2027-03-01', true],
    ['2027-11-30', '2027-08-30', false],
    ['2027-11-30', '2027-08-31', true],
    ['2027-12-31', '2027-09-30', false],
    ['2027-12-31', '2027-10-01', true],
    ['2027-02-15', '2026-11-15', false],
    ['2027-02-15', '2026-11-16', true],
    // To the last day.
    ['2027-02-15', '2027-02-15', true],
    ['2027-02-15', '2027-02-16', false],
  ])('ends %s, used %s: %s', (lastDay, today, told) => {
    expect(toldOn(today, { certificate: lastDay })).toBe(told ? `certificate ${lastDay}` : null);
  });
});

describe('what ends', () => {
  const soon = '2031-05-05';
  const later = '2036-05-05';
  it.each<[string, Case, string | null]>([
    ['the certificate; of the card the register does not say', { certificate: soon }, `certificate ${soon}`],
    ['the certificate before the card', { certificate: soon, card: later }, `certificate ${soon}`],
    ['both on one day', { certificate: soon, card: soon }, `card ${soon}`],
    ['the card before a certificate', { certificate: later, card: soon }, `card ${soon}`],
    ['neither soon', { certificate: later, card: later }, null],
  ])('%s', (_name, of, told) => {
    expect(toldOn('2031-05-01', of)).toBe(told);
  });
});

describe('foreign residents', () => {
  const stay = ['留学', '2031-04-30'] as const;
  it.each<[string, Case, string | null]>([
    [
      'card and certificate end with the stay',
      { certificate: stay[1], card: stay[1], stay },
      'stay 2031-04-30',
    ],
    ['of the card the register does not say', { certificate: stay[1], stay }, 'stay 2031-04-30'],
    [
      'the stay was extended, the card was not',
      { certificate: '2031-04-30', card: '2031-04-30', stay: ['留学', '2033-04-30'] },
      'stay 2031-04-30',
    ],
    [
      'the certificate ends with a birthday, long before the stay',
      { certificate: '2031-05-05', card: '2033-04-30', stay: ['留学', '2033-04-30'] },
      'certificate 2031-05-05',
    ],
    [
      'the stay ends on the birthday',
      { certificate: '2031-05-05', card: '2031-05-05', stay: ['留学', '2031-05-05'] },
      'stay 2031-05-05',
    ],
    [
      'born on 29 February, the certificate ends with the 28th',
      { certificate: '2031-02-28', card: '2033-04-30', born: '1980-02-29', stay: ['留学', '2033-04-30'] },
      null,
    ],
    [
      'permanent residents',
      { certificate: '2031-05-05', card: '2036-05-05', stay: ['永住者', null] },
      'certificate 2031-05-05',
    ],
    [
      'special permanent residents',
      { certificate: '2031-05-05', card: '2031-05-05', stay: ['特別永住者', null] },
      'card 2031-05-05',
    ],
    [
      'highly skilled (ii), whatever day stands beside it',
      { certificate: '2031-05-05', card: '2036-05-05', stay: ['高度専門職2号', '2031-05-05'] },
      'certificate 2031-05-05',
    ],
  ])('%s', (_name, of, told) => {
    expect(toldOn('2031-04-20', of)).toBe(told);
  });

  it('born on 29 February, told of the certificate on its last day, the 28th of a common year', () => {
    const of = { certificate: '2031-02-28', card: '2033-04-30', born: '1980-02-29' };
    expect(toldOn('2031-02-28', { ...of, stay: ['留学', '2033-04-30'] })).toBe('certificate 2031-02-28');
  });
});
