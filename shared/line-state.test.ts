import { describe, expect, it } from 'vitest';
import {
  faxNumber,
  helpLineNow,
  helpLines,
  ipTelephoneNumber,
  systemNumberOtherLanguages,
} from './help-lines.ts';
import { lineState, lineToCall } from './line-state.ts';
import { spokenLanguage, type TelephoneLine } from './telephone-lines.ts';

const at = (time: string): number => Date.parse(`${time}:00+09:00`);

describe('the national lines, as the guides print them', () => {
  it.each([
    ['0120-95-0178', ['ja'], false],
    ['0120-0178-27', ['en', 'zh', 'ko', 'es', 'pt', 'th', 'ne', 'id', 'vi', 'tl'], false],
    ['0570-783-578', ['ja'], true],
    ['0570-064-738', ['en', 'zh', 'ko', 'es', 'pt'], true],
  ] as const)('%s in %j, paid: %s', (number, languages, paid) => {
    expect(helpLines.find((line) => line.number === number)).toMatchObject({
      languages,
      paid,
      overNewYear: false,
      lossAlways: true,
    });
  });

  it('have a number for IP telephones, a fax for deaf people, and one about the system', () => {
    expect([ipTelephoneNumber, faxNumber, systemNumberOtherLanguages]).toEqual([
      '050-3818-1250',
      '0120-601-785',
      '0120-0178-26',
    ]);
  });

  // 2026-11-20 is a Friday, 2026-11-23 a Monday and a national holiday.
  it.each<[string, string, object]>([
    [
      'a weekday before it opens',
      '2026-11-20T09:29',
      { answers: 'lossOnly', opensAt: at('2026-11-20T09:30') },
    ],
    ['a weekday', '2026-11-20T09:30', { answers: 'everything', until: at('2026-11-20T20:00') }],
    ['a weekday evening', '2026-11-20T19:59', { answers: 'everything', until: at('2026-11-20T20:00') }],
    ['22:00', '2026-11-20T22:00', { answers: 'lossOnly', opensAt: at('2026-11-21T09:30') }],
    ['a Saturday evening', '2026-11-21T17:30', { answers: 'lossOnly', opensAt: at('2026-11-22T09:30') }],
    ['a holiday on a Monday', '2026-11-23T17:29', { answers: 'everything', until: at('2026-11-23T17:30') }],
    ['that evening', '2026-11-23T18:00', { answers: 'lossOnly', opensAt: at('2026-11-24T09:30') }],
    ['the turn of the year', '2026-12-29T12:00', { answers: 'lossOnly', opensAt: at('2027-01-04T09:30') }],
  ])('%s (%s)', (_name, time, expected) => {
    const [line] = helpLines;
    expect(line && lineState(line, at(time))).toEqual(expected);
  });

  it('at 22:00 the menu is that of losses, by day that of the card; in other languages there is none', () => {
    expect(helpLineNow('ja', at('2026-11-20T22:00'))).toMatchObject({ number: '0120-95-0178', menu: '2' });
    expect(helpLineNow('ja', at('2026-11-20T12:00'))).toMatchObject({ number: '0120-95-0178', menu: '1' });
    expect(helpLineNow('en', at('2026-11-20T22:00'))).toMatchObject({ number: '0120-0178-27', menu: null });
  });

  it('before the free line opens the charged one answers', () => {
    expect(helpLineNow('ja', at('2026-11-20T09:00'))).toMatchObject({
      ...{ number: '0570-783-578', paid: true, menu: null },
      state: { answers: 'everything' },
    });
    expect(helpLineNow('en', at('2026-11-22T19:00'))).toMatchObject({ number: '0570-064-738', paid: true });
  });
});

describe('a line of a municipality', () => {
  const line: TelephoneLine = {
    name: { ja: '見本', en: 'sample' },
    number: '000-000-0000',
    languages: ['ja'],
    paid: false,
    hours: [
      { days: 'weekdays', from: '08:30', to: '17:00' },
      { days: 'wednesdays', from: '08:30', to: '19:00' },
    ],
    overNewYear: false,
    lossAlways: false,
  };
  it.each<[string, string, object]>([
    ['a Wednesday evening', '2026-11-25T18:00', { answers: 'everything', until: at('2026-11-25T19:00') }],
    ['a Thursday evening', '2026-11-26T18:00', { answers: 'nothing', opensAt: at('2026-11-27T08:30') }],
    ['a Friday evening', '2026-11-27T17:00', { answers: 'nothing', opensAt: at('2026-11-30T08:30') }],
  ])('%s (%s)', (_name, time, expected) => {
    expect(lineState(line, at(time))).toEqual(expected);
  });

  it('without hours says nothing of them, and in years whose holidays are not known answers all the same', () => {
    expect(lineState({ ...line, hours: [] }, at('2026-11-25T18:00'))).toEqual({ answers: 'unknown' });
    expect(lineState(line, at('2015-11-25T12:00'))).toMatchObject({ answers: 'everything' });
    expect(
      lineState({ ...line, hours: [{ days: 'restDays', from: '10:00', to: '10:00' }] }, 0),
    ).toMatchObject({
      answers: 'nothing',
    });
  });

  it('is called only in a language that it speaks, and whoever answers now comes first', () => {
    const late = {
      ...line,
      number: '000-000-0001',
      hours: [{ days: 'everyDay', from: '17:00', to: '22:00' }],
    } as const;
    const both = [line, { ...late, hours: [...late.hours] }];
    expect(lineToCall(both, 'ja', at('2026-11-26T12:00'))?.number).toBe('000-000-0000');
    expect(lineToCall(both, 'ja', at('2026-11-26T18:00'))?.number).toBe('000-000-0001');
    expect(lineToCall(both, 'ja', at('2026-11-26T23:00'))?.number).toBe('000-000-0000');
    expect(lineToCall(both, 'en', at('2026-11-26T12:00'))).toBeNull();
  });
});

it.each([
  ['ja', 'ja'],
  ['ja-easy', 'ja'],
  ['zh-Hans', 'zh'],
  ['zh-Hant', 'zh'],
  ['tl', 'tl'],
  ['fr', null],
])('somebody who reads %s calls a line that speaks %s', (tag, spoken) => {
  expect(spokenLanguage(tag)).toBe(spoken);
});
