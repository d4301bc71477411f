import { beforeAll, describe, expect, it } from 'vitest';
import { askMunicipalities, at, type Asked } from '../../testing/center/asked.ts';
import { certificateKinds, type CertificateKind } from '../../shared/certificates.ts';
import { isoDate } from '../../shared/dates.ts';
import { lineState } from '../../shared/line-state.ts';
import type { LineState } from '../../shared/telephone-lines.ts';
import { openAt } from './hours.ts';
import { offersAt } from '../../testing/municipalities/offers-at.ts';
import { priceOn } from './price.ts';
import { codes } from '../../testing/municipality-codes.ts';

/*
 * The table of the five municipalities, row by row, as far as it holds for everybody (for a card's holder:
 * municipality-table-holders.test.ts): what each guide says, with the days and seconds on both sides of each boundary.
 * "silent" in a name: the guide names no rule, so there is none.
 */

const five = [codes.tomakomai, codes.arakawa, codes.minato, codes.meguro, codes.tsukuba] as const;
type Id = (typeof five)[number];

let asked: Asked;
beforeAll(async () => {
  asked = await askMunicipalities();
});

/** A kind as the kiosk sees it before any card: its price, or why it is closed, or null where it is not offered. */
function offered(id: Id, kind: CertificateKind, when: string): number | string | null {
  const all = offersAt(asked.municipalities, at(when)).municipalities;
  const offer = all.find((one) => one.id === id)?.offers.find((one) => one.kind === kind);
  if (!offer) return null;
  return offer.state.open ? offer.price : offer.state.reason;
}

describe('hours: 6:30 to 23:00 every day for all five', () => {
  it.each(five)('%s', (id) => {
    const state = (time: string) => openAt(asked.of(id), at(`2026-11-22T${time}`));
    expect(state('06:29:59')).toMatchObject({ reason: 'outOfHours', opensAt: at('2026-11-22T06:30:00') });
    expect(state('06:30:00')).toEqual({ open: true });
    expect(state('22:59:59')).toEqual({ open: true });
    expect(state('23:00:00')).toMatchObject({ reason: 'outOfHours', opensAt: at('2026-11-23T06:30:00') });
  });
});

describe('closed from 29 December to 3 January', () => {
  it.each(five)('%s', (id) => {
    const state = (time: string) => openAt(asked.of(id), at(time));
    const opensAt = at('2027-01-04T06:30:00');
    expect(state('2026-12-28T22:59:59')).toEqual({ open: true });
    expect(state('2026-12-28T23:00:00')).toEqual({ open: false, reason: 'outOfHours', opensAt });
    expect(state('2026-12-29T12:00:00')).toEqual({ open: false, reason: 'closedDay', opensAt });
    expect(state('2027-01-03T12:00:00')).toEqual({ open: false, reason: 'closedDay', opensAt });
    expect(state('2027-01-04T06:29:59')).toEqual({ open: false, reason: 'outOfHours', opensAt });
    expect(state('2027-01-04T06:30:00')).toEqual({ open: true });
  });
});

describe('prices, yen a copy', () => {
  it.each<[Id, CertificateKind, string, number | string | null]>([
    [codes.tomakomai, 'residenceRecord', '2026-11-20', 250],
    [codes.arakawa, 'residenceRecord', '2026-11-20', 200],
    [codes.minato, 'residenceRecord', '2024-03-31', 10],
    [codes.minato, 'residenceRecord', '2024-04-01', 200],
    [codes.meguro, 'residenceRecord', '2026-11-20', 200],
    [codes.tsukuba, 'residenceRecord', '2026-11-20', 150],
    [codes.tomakomai, 'sealRegistration', '2026-11-20', 250],
    [codes.arakawa, 'sealRegistration', '2026-11-20', 200],
    [codes.minato, 'sealRegistration', '2024-03-31', 10],
    [codes.minato, 'sealRegistration', '2024-04-01', 200],
    [codes.meguro, 'sealRegistration', '2026-11-20', 200],
    [codes.tsukuba, 'sealRegistration', '2026-11-20', 150],
    [codes.tomakomai, 'taxAssessment', '2026-11-20', 250],
    [codes.arakawa, 'taxAssessment', '2026-11-20', null],
    [codes.minato, 'taxAssessment', '2024-03-31', 10],
    [codes.minato, 'taxAssessment', '2024-04-01', 200],
    [codes.meguro, 'taxAssessment', '2026-11-20', 200],
    [codes.tsukuba, 'taxAssessment', '2026-11-20', 150],
    [codes.tomakomai, 'income', '2026-11-20', null],
    [codes.arakawa, 'income', '2026-11-20', null],
    [codes.minato, 'income', '2026-11-20', null],
    [codes.meguro, 'income', '2026-11-20', null],
    [codes.tsukuba, 'income', '2026-11-20', 150],
    [codes.tomakomai, 'taxPayment', '2026-11-20', null],
    [codes.arakawa, 'taxPayment', '2026-11-20', null],
    [codes.minato, 'taxPayment', '2024-03-31', 10],
    [codes.minato, 'taxPayment', '2024-04-01', 200],
    [codes.meguro, 'taxPayment', '2026-11-20', null],
    [codes.tsukuba, 'taxPayment', '2026-11-20', null],
    [codes.tomakomai, 'familyRegister', '2026-11-20', 450],
    [codes.arakawa, 'familyRegister', '2026-11-20', null],
    [codes.minato, 'familyRegister', '2024-03-31', 10],
    [codes.minato, 'familyRegister', '2024-04-01', 350],
    [codes.meguro, 'familyRegister', '2026-11-20', 350],
    [codes.tsukuba, 'familyRegister', '2026-11-20', 350],
    [codes.tomakomai, 'familyRegisterAddresses', '2026-11-20', 250],
    [codes.arakawa, 'familyRegisterAddresses', '2026-11-20', null],
    [codes.minato, 'familyRegisterAddresses', '2024-03-31', 10],
    [codes.minato, 'familyRegisterAddresses', '2024-04-01', 200],
    [codes.meguro, 'familyRegisterAddresses', '2026-11-20', 200],
    [codes.tsukuba, 'familyRegisterAddresses', '2026-11-20', 150],
    [codes.tomakomai, 'vaccination', '2024-03-31', null],
    [codes.arakawa, 'vaccination', '2024-03-31', null],
    [codes.minato, 'vaccination', '2024-03-31', 120],
    [codes.minato, 'vaccination', '2024-04-01', 'ended'],
    [codes.meguro, 'vaccination', '2024-03-31', 120],
    [codes.meguro, 'vaccination', '2024-04-01', 'ended'],
    [codes.tsukuba, 'vaccination', '2024-03-31', null],
  ])('%s %s on %s: %s', (id, kind, day, expected) => {
    expect(offered(id, kind, day)).toBe(expected);
    const service = asked.of(id).services.find((one) => one.kind === kind);
    expect(service ? priceOn(service, isoDate(day)) : null).toBe(
      typeof expected === 'number' ? expected : null,
    );
    expect(asked.of(id).notOffered.includes(kind)).toBe(expected === null);
  });

  it('a kind that has ended is listed with its last price, as ended for good', () => {
    const [minato] = offersAt(asked.municipalities, at('2026-11-20')).municipalities.filter(
      ({ id }) => id === codes.minato,
    );
    expect(minato?.offers.find(({ kind }) => kind === 'vaccination')).toMatchObject({
      price: 120,
      state: { open: false, reason: 'ended', opensAt: null },
    });
  });
});

describe('the window, for comparison', () => {
  it.each<[Id, number | null, CertificateKind[], string[], string?]>([
    [codes.tomakomai, 50, ['familyRegister'], []],
    [codes.arakawa, null, [], []],
    [
      codes.minato,
      100,
      [],
      ['residentRecordCode', 'earlierVersions', 'recordedMatters', 'removedRecord'],
      '公的年金の受給手続きなど',
    ],
    [
      codes.meguro,
      100,
      [],
      ['myNumber', 'residentRecordCode', 'recordedMatters', 'removedRecord'],
      '公的年金の受給手続きなど',
    ],
    [codes.tsukuba, null, [], ['addressHistory', 'myNumber'], '公的年金や特別児童扶養手当などの一部の手続き'],
  ])(
    '%s: dearer by %s, the same for %j, alone for %j, free for %s',
    (id, dearerBy, samePrice, only, free) => {
      const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
      const { freeFor, ...window } = municipalities.find((one) => one.id === id)?.window ?? {};
      expect(window).toEqual({ dearerBy, samePrice, only });
      expect(freeFor?.map(({ ja, purposes }) => [ja, purposes])).toEqual(free && [[free, ['pension']]]);
    },
  );
});

describe('register certificates of a domicile elsewhere, by enrolment', () => {
  it.each<[Id, boolean]>([
    [codes.tomakomai, true],
    [codes.arakawa, false],
    [codes.minato, true],
    [codes.meguro, false],
    [codes.tsukuba, true],
  ])('%s: %s', (id, enrolment) => {
    const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
    expect(municipalities.find((one) => one.id === id)?.enrolment).toBe(enrolment);
  });
});

describe('whom to call', () => {
  const telephones = (id: Id) => {
    const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
    return municipalities.find((one) => one.id === id)?.telephones ?? [];
  };
  it.each<[Id, string[], string[]]>([
    [codes.tomakomai, ['0144-32-6492', '0144-32-6629'], ['ja']],
    [codes.arakawa, ['0120-01-1712', '03-3802-3111'], ['ja', 'en', 'zh', 'ko']],
    [
      codes.minato,
      [
        ...['0570-00-1277', '03-3578-3139', '03-5114-8821'],
        ...['03-5413-7012', '03-5421-7612', '03-6400-0021'],
      ],
      ['ja', 'en', 'zh'],
    ],
    [codes.meguro, ['0570-057118', '03-6630-5970', '03-5722-9349'], ['ja', 'en', 'zh', 'ko']],
    [codes.tsukuba, ['029-883-1111'], ['ja']],
  ])('%s: %j, the first in %j', (id, numbers, languages) => {
    expect(telephones(id).map(({ number }) => number)).toEqual(numbers);
    expect(telephones(id)[0]?.languages).toEqual(languages);
  });

  it.each<[Id, string, LineState['answers']]>([
    [codes.tomakomai, '2026-11-20T12:00:00', 'unknown'],
    [codes.arakawa, '2026-11-22T17:59:00', 'everything'],
    [codes.arakawa, '2026-11-22T18:00:00', 'nothing'],
    [codes.minato, '2026-11-25T18:59:00', 'everything'],
    [codes.minato, '2026-11-26T17:00:00', 'nothing'],
    [codes.meguro, '2026-11-22T10:00:00', 'everything'],
    [codes.meguro, '2026-11-22T17:00:00', 'nothing'],
    [codes.meguro, '2026-11-20T17:59:00', 'everything'],
    [codes.tsukuba, '2026-11-20T08:45:00', 'everything'],
    [codes.tsukuba, '2026-11-20T16:30:00', 'nothing'],
    [codes.tsukuba, '2026-11-21T12:00:00', 'nothing'],
  ])('%s at %s: %s', (id, time, expected) => {
    const [first] = telephones(id);
    expect(first && lineState(first, at(time)).answers).toBe(expected);
  });

  it('costs the caller something in Minato and Meguro', () => {
    const paid = five.filter((id) => telephones(id)[0]?.paid);
    expect(paid).toEqual([codes.minato, codes.meguro]);
  });
});

describe('a card reported lost and found again is released with another document', () => {
  it.each<[Id, boolean | null]>([
    [codes.tomakomai, null],
    [codes.arakawa, true],
    [codes.minato, true],
    [codes.meguro, true],
    [codes.tsukuba, false],
  ])('%s: %s', (id, needs) => {
    const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
    expect(municipalities.find((one) => one.id === id)?.foundCardNeedsIdentity).toBe(needs);
  });
});

describe('the order of the steps', () => {
  it.each<[Id, string]>([
    [codes.tomakomai, 'card-first'],
    [codes.minato, 'card-first'],
    [codes.tsukuba, 'card-before-municipality'],
  ])('%s: %s', (id, order) => {
    expect(asked.of(id).stepOrder).toBe(order);
    expect(asked.of(id).ownChoice).not.toContain('stepOrder');
  });

  it.each<Id>([codes.arakawa, codes.meguro])('%s: silent, by own choice', (id) => {
    expect(asked.of(id).ownChoice).toContain('stepOrder');
  });
});

describe('stores', () => {
  it.each<[Id, number, string]>([
    [codes.tomakomai, 5, 'Seicomart'],
    [codes.arakawa, 6, 'Community Store'],
    [codes.minato, 4, 'Ministop'],
    [codes.meguro, 4, 'Ministop'],
    [codes.tsukuba, 7, 'Kasumi'],
  ])('%s: %d chains, with %s', (id, count, one) => {
    const { stores } = asked.of(id);
    expect(stores).toHaveLength(count);
    expect(stores).toContain(one);
    expect(stores).toContain('Seven-Eleven');
  });
});

describe('stores of the lists that are whole', () => {
  it.each<[Id, string[] | null]>([
    [codes.tomakomai, null],
    [codes.meguro, null],
    [codes.tsukuba, null],
    [codes.minato, ['Seven-Eleven', 'Lawson', 'FamilyMart', 'Ministop']],
    [codes.arakawa, ['Seven-Eleven', 'Lawson', 'FamilyMart', 'Ministop', 'Aeon Retail', 'Community Store']],
  ])('%s: %j', (id, stores) => {
    const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
    expect(municipalities.find((one) => one.id === id)?.onlyAtStores).toEqual(stores);
  });

  it('every guide sends people with a locked PIN to a window', () => {
    const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
    expect(municipalities.filter(({ pinReset }) => pinReset)).toEqual([]);
  });
});

describe('maintenance', () => {
  const during = '2026-11-20T20:30:00';
  it('closes a municipality until it ends or until the next opening', () => {
    const tsukuba = asked.of(codes.tsukuba);
    const once = [
      { from: '2026-11-20T20:00:00+09:00', to: '2026-11-20T21:15:00+09:00' },
      { from: '2026-11-21T22:00:00+09:00', to: '2026-11-22T12:00:00+09:00' },
    ];
    const closed = { ...tsukuba, closed: { ...tsukuba.closed, once } };
    const state = (time: string) => openAt(closed, at(time));
    expect(state('2026-11-20T19:59:59')).toEqual({ open: true });
    expect(state('2026-11-20T20:00:00')).toEqual({
      open: false,
      reason: 'maintenance',
      opensAt: at('2026-11-20T21:15:00'),
    });
    expect(state('2026-11-20T21:15:00')).toEqual({ open: true });
    expect(state('2026-11-21T23:30:00')).toMatchObject({ opensAt: at('2026-11-22T12:00:00') });
  });

  it('of one kind closes that kind only', () => {
    const minato = asked.of(codes.minato);
    const of = (kind: CertificateKind) => asked.serviceOf(codes.minato, kind);
    const once = [
      {
        from: '2026-11-20T20:00:00+09:00',
        to: '2026-11-20T21:00:00+09:00',
        stops: ['familyRegister'],
      },
    ];
    const closed = { ...minato, closed: { ...minato.closed, once } };
    expect(openAt(closed, at(during))).toEqual({ open: true });
    expect(openAt(closed, at(during), of('residenceRecord'))).toEqual({ open: true });
    expect(openAt(closed, at(during), of('familyRegister'))).toEqual({
      open: false,
      reason: 'maintenance',
      opensAt: at('2026-11-20T21:00:00'),
    });
    expect(openAt(closed, at('2026-11-20T21:00:00'), of('familyRegister'))).toEqual({ open: true });
    const [offer] = offersAt(new Map([[closed.id, closed]]), at(during)).municipalities;
    const states = offer?.offers.map(({ kind, state }) => [kind, state.open]) ?? [];
    expect(Object.fromEntries(states)).toMatchObject({ residenceRecord: true, familyRegister: false });
  });

  it('without an end in sight leaves the next opening unknown', () => {
    const always = {
      ...asked.of(codes.tsukuba),
      closed: { yearly: [{ from: '01-01', to: '12-31' }], once: [] },
    };
    expect(openAt(always, at('2026-11-20'))).toEqual({ open: false, reason: 'closedDay', opensAt: null });
  });
});

it('the table has every kind somewhere', () => {
  const kinds = five.flatMap((id) => asked.of(id).services.map(({ kind }) => kind));
  // Of the five nobody issues these two: see the table of the others.
  expect(certificateKinds.filter((kind) => !kinds.includes(kind))).toEqual([
    'residenceRecordItems',
    'taxCertificate',
  ]);
});
