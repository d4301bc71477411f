import { describe, expect, it } from 'vitest';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { everyMember } from '../../testing/municipalities/every-member.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { doubtsOf } from './doubts.ts';
import { loadMunicipalities } from '../municipalities/load.ts';
import { municipalitySchema, type Municipality } from '../municipalities/schema.ts';

const municipalities = await loadMunicipalities();
const now = instantInJapan(isoDate('2026-11-20'), '10:00:00');

function sound(): Municipality {
  const found = municipalities.get(codes.tsukuba);
  if (found === undefined) throw new Error('no Tsukuba');
  return found;
}

/** The doubts about a file with some members changed, but for those that it has anyway. */
function doubtsWith(changes: object, file = sound()): string[] {
  const before = new Set(doubtsOf(file, now).map(({ path, says }) => `${path}: ${says}`));
  return doubtsOf(municipalitySchema.parse({ ...file, ...changes }), now)
    .map(({ path, says }) => `${path}: ${says}`)
    .filter((one) => !before.has(one));
}

/** The same with some members of the residence record changed. */
function withRecord(changes: object): string[] {
  const services = sound().services.map((service) =>
    service.kind === 'residenceRecord' ? { ...service, ...changes } : service,
  );
  return doubtsWith({ services });
}

const always = { from: null, until: null };
const interval = { days: ['everyDay'], from: '06:30', to: '23:00' };

describe('what a person should look at', () => {
  it.each([
    [
      "a price above the window's",
      () => withRecord({ prices: [{ ...always, yen: 300 }], windowPrice: 200 }),
      ["services.residenceRecord.prices.0: 300 yen is more than the window's 200"],
    ],
    [
      "a price that is the window's",
      () => withRecord({ prices: [{ ...always, yen: 200 }], windowPrice: 200 }),
      [],
    ],
    [
      'a digit too many',
      () => withRecord({ prices: [{ ...always, yen: 2000 }] }),
      ['services.residenceRecord.prices.0: 2000 yen: no guide names so high a fee'],
    ],
    [
      'no fee',
      () => withRecord({ prices: [{ ...always, yen: 0 }] }),
      ['services.residenceRecord.prices.0: costs nothing: a kiosk asks no fee then'],
    ],
    [
      'hours that are over',
      () => withRecord({ hours: [{ ...interval, dates: { from: null, until: '2026-11-19' } }] }),
      [
        'services.residenceRecord.hours.0: is over since 2026-11-19',
        'services.residenceRecord.hours: is open on no day of the 400 from 2026-11-20',
      ],
    ],
    [
      'hours of one day a year',
      () => withRecord({ hours: [{ ...interval, dates: { from: '2027-02-01', until: '2027-02-01' } }] }),
      [],
    ],
    [
      'hours that overlap',
      () => withRecord({ hours: [interval, { ...interval, from: '22:59', to: '23:30' }] }),
      ['services.residenceRecord.hours.1: overlaps another interval of the same days: 22:59 to 23:30'],
    ],
    [
      'hours that meet',
      () => withRecord({ hours: [interval, { ...interval, from: '23:00', to: '23:30' }] }),
      [],
    ],
    [
      'hours over midnight',
      () =>
        withRecord({
          hours: [
            { ...interval, to: '24:00' },
            { ...interval, from: '00:00', to: '02:00' },
          ],
        }),
      [
        'services.residenceRecord.hours.0: goes on over midnight: what is ordered after it has the price and the facts of the next day',
      ],
    ],
    [
      'no price today',
      () => withRecord({ prices: [{ from: '2026-11-21', until: null, yen: 200 }] }),
      ['services.residenceRecord.prices: has no price today (2026-11-20): it is closed'],
    ],
    [
      'a price from today on',
      () => withRecord({ prices: [{ from: '2026-11-20', until: null, yen: 200 }] }),
      [],
    ],
    [
      'days between two prices',
      () =>
        withRecord({
          prices: [
            { from: null, until: '2026-11-30', yen: 200 },
            { from: '2026-12-03', until: null, yen: 250 },
          ],
        }),
      ['services.residenceRecord.prices.1.from: is closed from 2026-12-01 to 2026-12-02, between two prices'],
    ],
    [
      'a price that never holds',
      () =>
        withRecord({
          offered: { from: null, until: '2027-03-31' },
          prices: [
            { from: null, until: '2027-03-31', yen: 200 },
            { from: '2027-04-01', until: null, yen: 250 },
          ],
        }),
      ['services.residenceRecord.prices.1: never holds: the certificate is not offered on any of its days'],
    ],
    [
      'a service that has ended',
      () => withRecord({ offered: { from: null, until: '2026-11-19' } }),
      ['services.residenceRecord: has ended: the screen says so to whoever looks for it'],
    ],
    [
      'a closure in the past',
      () =>
        doubtsWith({
          closed: {
            yearly: [],
            once: [{ from: '2026-11-19T00:00:00+09:00', to: '2026-11-20T10:00:00+09:00' }],
          },
        }),
      ['closed.once.0: is over since 2026-11-20T10:00:00+09:00'],
    ],
    [
      'a closure that leaves nothing',
      () => doubtsWith({ closed: { yearly: [{ from: '04-01', to: '03-31' }], once: [] } }),
      [
        'residenceRecord',
        'sealRegistration',
        'taxAssessment',
        'income',
        'familyRegister',
        'familyRegisterAddresses',
      ].map((key) => `services.${key}.hours: is open on no day of the 400 from 2026-11-20`),
    ],
    [
      'a telephone without hours',
      () => doubtsWith({ telephones: [{ ...everyMember().telephones[0], hours: [] }] }),
      ['telephones.0: 079-000-0000 has no hours: nobody learns when it answers'],
    ],
    [
      'nobody to ask',
      () => doubtsWith({ telephones: [] }),
      ['telephones: nobody to ask: screens name the window instead'],
    ],
    [
      'days that are holidays anyway, or none',
      () => doubtsWith({ publicHolidays: { added: ['2026-11-23', '10-01'], removed: ['2026-11-24'] } }),
      [
        'publicHolidays.added.0: 2026-11-23 is a national holiday anyway',
        'publicHolidays.removed.0: 2026-11-24 is no national holiday',
      ],
    ],
    ['a high age', () => doubtsWith({ minimumAge: 51 }), ['minimumAge: 51 years: no guide asks for so many']],
    [
      'a window that is dearer by nothing',
      () => doubtsWith({ window: { dearerBy: 0, samePrice: ['residenceRecordItems'] } }),
      [
        'window.dearerBy: is 0: samePrice says that a window costs the same',
        'window.samePrice.0: residenceRecordItems is not issued at kiosks',
      ],
    ],
    [
      'languages in the wrong place',
      () => doubtsWith({ notAcceptedFor: [{ ja: 'pensions', en: '年金' }] }),
      ['notAcceptedFor.0.en: has Japanese characters', 'notAcceptedFor.0.ja: has no Japanese characters'],
    ],
  ])('%s', (_what, doubts, expected) => {
    expect(doubts()).toEqual(expected);
  });
});
