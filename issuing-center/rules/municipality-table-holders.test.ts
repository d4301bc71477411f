import { beforeAll, describe, expect, it } from 'vitest';
import { askMunicipalities, at, type Asked } from '../../testing/center/asked.ts';
import type { UnavailableReason } from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { isoDate } from '../../shared/dates.ts';
import { offersAt } from '../../testing/municipalities/offers-at.ts';
import { codes } from '../../testing/municipality-codes.ts';

/*
 * The table of the five municipalities, row by row, as far as it concerns a holder and what the registers say (for everybody:
 * municipality-table-offers.test.ts): what each guide says, with the days and seconds on both sides of each boundary.
 * "silent" in a name: the guide names no rule, so there is none.
 */

const five = [codes.tomakomai, codes.arakawa, codes.minato, codes.meguro, codes.tsukuba] as const;
type Id = (typeof five)[number];

let asked: Asked;
beforeAll(async () => {
  asked = await askMunicipalities();
});

describe('residence record: items shown or hidden', () => {
  const usual = ['relationship', 'domicile', 'nationality', 'residenceStatus'];
  it.each<[Id, string, string[]]>([
    [codes.tomakomai, 'silent: the usual four, by own choice', usual],
    [codes.arakawa, 'silent: the usual four, by own choice', usual],
    [codes.minato, 'the usual four and My Number', [...usual, 'myNumber']],
    [codes.meguro, 'My Number never', usual],
    [codes.tsukuba, 'silent: the usual four, by own choice; My Number at the window only', usual],
  ])('%s: %s', (id, _name, expected) => {
    const { items = [] } = asked.serviceOf(id, 'residenceRecord');
    const asks = items.filter(({ print }) => print === 'hiddenByDefault');
    expect(asks.map(({ item }) => item)).toEqual(expected);
    // The forms have a place for the former address, and nobody is asked about it.
    expect(items.filter((item) => !asks.includes(item))).toEqual([
      { item: 'previousAddress', concerns: 'all', print: 'always' },
    ]);
    const concerns = Object.fromEntries(items.map(({ item, concerns: whom }) => [item, whom]));
    expect(concerns).toMatchObject({
      domicile: 'japanese',
      nationality: 'foreign',
      residenceStatus: 'foreign',
    });
  });
});

describe('residence record: whose', () => {
  it.each(five)('%s: self and same household, without those who moved out', (id) => {
    const names = (changes = {}) => {
      const answer = asked.takes(id, 'residenceRecord', changes);
      return answer.ok ? answer.value.persons.map(({ name, self }) => [name, self]) : answer.error;
    };
    expect(names()).toEqual([
      ['見本　太郎', true],
      ['見本　花子', false],
    ]);
    expect(names({ other: { movedOut: true } })).toEqual([['見本　太郎', true]]);
  });
});

describe('residence record: never at a kiosk', () => {
  it.each<[Id, string[]]>([
    [codes.tomakomai, []],
    [codes.arakawa, []],
    [codes.minato, ['residentRecordCode', 'earlierVersions', 'recordedMatters', 'removedRecord']],
    [codes.meguro, ['myNumber', 'residentRecordCode', 'recordedMatters', 'removedRecord']],
    [codes.tsukuba, ['addressHistory', 'myNumber']],
  ])('%s: %j', (id, expected) => {
    const { never = [], items = [] } = asked.serviceOf(id, 'residenceRecord');
    expect(never).toEqual(expected);
    expect(items.filter(({ item }) => never.some((one) => one === item))).toEqual([]);
  });
});

describe('seal registration: registered seal', () => {
  const day = isoDate('2026-11-20');
  const seal = (registeredOn: string, cancelledOn: string | null) => ({
    seals: [
      {
        id: 's',
        municipality: codes.minato,
        resident: 'holder',
        image: { widthPx: 8, heightPx: 8, widthMm: 13.5, bits: '/4GBgYGBgf8=' },
        otherName: null,
        registeredOn: isoDate(registeredOn),
        cancelledOn: cancelledOn === null ? null : isoDate(cancelledOn),
      },
    ],
  });
  it.each(five)('%s', (id) => {
    const answer = (changes: Parameters<Asked['answers']>[2]) =>
      asked.answers(id, 'sealRegistration', changes, day);
    expect(answer({})).toBe('yes');
    expect(answer({ seals: [] })).toBe('sealNotRegistered');
    expect(answer(seal('2026-11-20', null))).toBe('yes');
    expect(answer(seal('2026-11-21', null))).toBe('sealNotRegistered');
    expect(answer(seal('2020-01-01', '2026-11-20'))).toBe('sealNotRegistered');
    expect(answer(seal('2020-01-01', '2026-11-21'))).toBe('yes');
  });
});

describe('tax certificates: years', () => {
  it.each<[Id, CertificateKind, string, string, number[]]>([
    [codes.tomakomai, 'taxAssessment', 'the latest year', '2026-06-01', [2026]],
    [codes.tomakomai, 'taxAssessment', 'the latest year, before June', '2026-05-31', [2025]],
    [codes.minato, 'taxAssessment', 'the last 3 years', '2026-06-01', [2026, 2025, 2024]],
    [codes.minato, 'taxPayment', 'the last 3 years, before June', '2026-05-31', [2025, 2024, 2023]],
    [
      codes.meguro,
      'taxAssessment',
      'this year and 5 before',
      '2026-06-01',
      [2026, 2025, 2024, 2023, 2022, 2021],
    ],
    [
      codes.meguro,
      'taxAssessment',
      'this year and 5 before, before June',
      '2026-05-31',
      [2025, 2024, 2023, 2022, 2021, 2020],
    ],
    [codes.tsukuba, 'taxAssessment', 'this year only', '2026-06-01', [2026]],
    [codes.tsukuba, 'income', 'this year only', '2026-05-31', [2025]],
  ])('%s %s: %s (%s)', (id, kind, _name, day, expected) => {
    const answer = asked.takes(id, kind, {}, day);
    expect(answer.ok && answer.value.years).toEqual(expected.map((year) => ({ year, unavailable: null })));
  });
});

describe('tax certificates: conditions', () => {
  const returnNotFiled = { minato: 'returnNotFiled' } as const;
  it.each<[Id, CertificateKind]>([
    [codes.tomakomai, 'taxAssessment'],
    [codes.minato, 'taxAssessment'],
    [codes.minato, 'taxPayment'],
    [codes.meguro, 'taxAssessment'],
    [codes.tsukuba, 'taxAssessment'],
    [codes.tsukuba, 'income'],
  ])('%s %s: resident on 1 January, return filed where asked for, assessed', (id, kind) => {
    const newest = (change: object) => {
      const plain = asked.takes(id, kind);
      if (!plain.ok) throw new Error(plain.error);
      const taxes = taxesOf(id).map((tax) => (tax.fiscalYear === 2026 ? { ...tax, ...change } : tax));
      const answer = asked.takes(id, kind, { taxes });
      if (!answer.ok) return answer.error;
      // Earlier years stay as they were.
      expect(answer.value.years.slice(1)).toEqual(plain.value.years.slice(1));
      return answer.value.years[0]?.unavailable ?? 'yes';
    };
    expect(newest({})).toBe('yes');
    expect(newest({ addressOnFirstOfJanuary: null })).toBe('notResidentOnFirstOfJanuary');
    expect(newest({ returnFiledOn: null })).toBe(id === codes.minato ? returnNotFiled.minato : 'yes');
    expect(newest({ figures: null })).toBe('notAssessed');
  });

  it.each([codes.tomakomai, codes.tsukuba, codes.meguro, codes.minato] as const)(
    '%s: where the tax register knows nothing, the resident register says why',
    (id) => {
      const answer = (residentSince: string) =>
        asked.answers(id, 'taxAssessment', {
          taxes: [],
          holder: { residentSince: isoDate(residentSince) },
        });
      expect(answer('2026-01-01')).toBe('notAssessed');
      expect(answer('2026-01-02')).toBe('notResidentOnFirstOfJanuary');
    },
  );

  it('are told before the card, as the guides name them', () => {
    const needs = (id: Id, kind: CertificateKind) => asked.serviceOf(id, kind).conditions ?? [];
    expect(needs(codes.tomakomai, 'taxAssessment')).toEqual([]);
    expect(needs(codes.minato, 'taxAssessment')).toEqual(['residentOnFirstOfJanuary', 'returnFiled']);
    expect(needs(codes.minato, 'taxPayment')).toEqual(['residentOnFirstOfJanuary', 'returnFiled']);
    expect(needs(codes.meguro, 'taxAssessment')).toEqual(['residentOnFirstOfJanuary', 'assessed']);
    expect(needs(codes.tsukuba, 'taxAssessment')).toEqual([]);
  });

  function taxesOf(id: Id) {
    const answer = asked.takes(id, 'residenceRecord');
    if (!answer.ok) throw new Error(answer.error);
    return asked.factsOf(id).taxes;
  }
});

describe('family register: who', () => {
  const made = { made: '2026-10-01', state: 'registered' } as const;
  const cases: [string, (id: Id) => Parameters<Asked['answers']>[2], Record<'meguro' | 'others', string>][] =
    [
      ['lives here, domicile here', () => ({}), { meguro: 'yes', others: 'yes' }],
      [
        'lives here, domicile elsewhere',
        () => ({ familyRegister: null }),
        { meguro: 'domicileElsewhere', others: 'domicileElsewhere' },
      ],
      [
        'lives elsewhere, domicile here, not enrolled',
        () => ({ livesIn: codes.arakawa }),
        { meguro: 'livesElsewhere', others: 'enrolmentMissing' },
      ],
      [
        'lives elsewhere, domicile here, enrolled',
        (id) => ({ livesIn: codes.arakawa, enrolments: [asked.enrolment(id, made)] }),
        { meguro: 'livesElsewhere', others: 'yes' },
      ],
      [
        'has moved out, domicile here, enrolled',
        (id) => ({
          livesIn: codes.arakawa,
          holder: { movedOut: true },
          enrolments: [asked.enrolment(id, made)],
        }),
        { meguro: 'livesElsewhere', others: 'yes' },
      ],
    ];
  describe.each(['familyRegister', 'familyRegisterAddresses'] as const)('%s', (kind) => {
    it.each(
      cases.flatMap(([name, changes, expected]) =>
        ([codes.tomakomai, codes.minato, codes.meguro, codes.tsukuba] as const).map(
          (id) => [id, name, changes, expected[id === codes.meguro ? 'meguro' : 'others']] as const,
        ),
      ),
    )('%s: %s', (id, _name, changes, expected) => {
      expect(asked.answers(id, kind, changes(id))).toBe(expected);
    });
  });
});

describe('family register: forms and persons', () => {
  it.each([codes.tomakomai, codes.minato, codes.meguro, codes.tsukuba] as const)(
    '%s: the full form names everybody, the individual form those chosen',
    (id) => {
      const answer = asked.takes(id, 'familyRegister');
      if (!answer.ok) throw new Error(answer.error);
      expect(answer.value.variants).toEqual([
        { variant: 'full', persons: 'all', unavailable: null },
        { variant: 'individual', persons: 'choose', unavailable: null },
      ]);
      expect(answer.value.persons.map(({ name, self }) => [name, self])).toEqual([
        ['見本　太郎', true],
        ['見本　花子', false],
        ['見本　一郎', false],
      ]);
    },
  );

  it.each<[Id, string[]]>([
    [codes.tomakomai, []],
    [codes.minato, []],
    [codes.meguro, ['domicile']],
    [codes.tsukuba, []],
  ])('%s: items of the address history %j (left out by law unless asked for)', (id, expected) => {
    const { items = [] } = asked.serviceOf(id, 'familyRegisterAddresses');
    expect(items.map(({ item }) => item)).toEqual(expected);
  });
});

describe('vaccination (national)', () => {
  const last = '2024-03-31';
  it.each([codes.minato, codes.meguro] as const)('%s: until 2024-03-31', (id) => {
    expect(asked.answers(id, 'vaccination', {}, '2024-03-31T22:59:59')).toBe('yes');
    expect(asked.answers(id, 'vaccination', {}, '2024-04-01T06:30:00')).toBe('serviceEnded');
    expect(asked.answers(id, 'vaccination', { vaccination: null }, last)).toBe('notVaccinated');
  });

  it.each<[string, string | null, UnavailableReason | null]>([
    ['the day before', '2022-07-20', 'earlierCertificateMissing'],
    ['the day', '2022-07-21', null],
    ['later', '2023-05-08', null],
    ['never', null, 'earlierCertificateMissing'],
  ])('for travel, an earlier certificate %s (%s): %s', (_name, day, expected) => {
    for (const id of [codes.minato, codes.meguro] as const) {
      const { vaccination } = asked.factsOf(id);
      if (!vaccination) throw new Error('no vaccinations');
      const earlierCertificateOn = day === null ? null : isoDate(day);
      const changed = { vaccination: { ...vaccination, earlierCertificateOn } };
      const answer = asked.takes(id, 'vaccination', changed, last);
      expect(answer.ok && answer.value.variants).toEqual([
        { variant: 'domestic', persons: 'all', unavailable: null },
        { variant: 'travel', persons: 'all', unavailable: expected },
      ]);
    }
  });

  it('is certified by the minister, not by the mayor', () => {
    for (const id of [codes.minato, codes.meguro] as const)
      expect(asked.serviceOf(id, 'vaccination').authority?.mayorTitle).toBe('厚生労働大臣');
  });
});

describe('age', () => {
  it.each<[Id, string, string, string | null]>([
    [codes.meguro, 'the day before the 15th birthday', '2011-11-21', 'tooYoung'],
    [codes.meguro, 'the 15th birthday', '2011-11-20', null],
    [codes.tomakomai, 'silent', '2011-11-21', null],
    [codes.arakawa, 'silent', '2011-11-21', null],
    [codes.minato, 'silent', '2011-11-21', null],
    [codes.tsukuba, 'silent', '2011-11-21', null],
  ])('%s: %s (born %s, asked on 2026-11-20): %s', (id, _name, born, expected) => {
    expect(asked.refuses(id, { holder: { birthDate: isoDate(born) } })).toBe(expected);
  });

  it('is told before the card', () => {
    const ages = offersAt(asked.municipalities, at('2026-11-20')).municipalities.map(
      ({ id, minimumAge }) => [id, minimumAge] as const,
    );
    expect(Object.fromEntries(ages)).toMatchObject({
      [codes.tomakomai]: null,
      [codes.arakawa]: null,
      [codes.minato]: null,
      [codes.meguro]: 15,
      [codes.tsukuba]: null,
    });
  });
});

describe('day of use: after the card was handed over, its certificate set up or renewed', () => {
  const long = isoDate('2020-01-06');
  const events = {
    'card handed over': (day: string) => ({ handedOverOn: isoDate(day) }),
    'certificate set up': (day: string) => ({ handedOverOn: long, setUpOn: isoDate(day) }),
    'certificate renewed': (day: string) => ({ handedOverOn: long, setUpOn: isoDate(day), renewal: true }),
  };
  type Event = keyof typeof events;
  const everyEvent: readonly Event[] = ['card handed over', 'certificate set up', 'certificate renewed'];
  /** What each guide names; nobody else has a rule. */
  const named: Readonly<Record<Id, readonly Event[]>> = {
    [codes.tomakomai]: [],
    [codes.arakawa]: everyEvent,
    [codes.minato]: [],
    [codes.meguro]: ['card handed over', 'certificate set up'],
    [codes.tsukuba]: [],
  };
  const days = [
    ['that day', '2026-11-18', '2026-11-18', false],
    ['the next working day', '2026-11-18', '2026-11-19', true],
    ['Friday, on Saturday', '2026-11-20', '2026-11-21', false],
    ['Friday, on Sunday', '2026-11-20', '2026-11-22', false],
    ['Friday, on Monday 23 November, a holiday', '2026-11-20', '2026-11-23', false],
    ['Friday, on the Tuesday after the holiday', '2026-11-20', '2026-11-24', true],
    ['Sunday at a window that was open, that day', '2026-11-29', '2026-11-29', false],
    ['Sunday at a window that was open, on Monday', '2026-11-29', '2026-11-30', true],
    ['28 December, on 3 January', '2026-12-28', '2027-01-03', false],
    ['28 December, on 4 January', '2026-12-28', '2027-01-04', true],
    ['before a day between two holidays, on it', '2026-09-18', '2026-09-22', false],
    ['before three holidays, after them', '2026-09-18', '2026-09-24', true],
    ['before a substitute holiday, on it', '2027-03-19', '2027-03-22', false],
    ['before a substitute holiday, after it', '2027-03-19', '2027-03-23', true],
  ] as const;
  describe.each(five)('%s', (id) => {
    it.each(everyEvent.flatMap((event) => days.map((day) => [event, ...day] as const)))(
      '%s: %s (%s, used %s)',
      (event, _name, happened, used, served) => {
        const expected = served || named[id]?.includes(event) !== true ? null : 'tooSoonAfterIssue';
        expect(asked.refuses(id, { certificate: events[event](happened) }, used)).toBe(expected);
      },
    );

    it('where the register does not say the day, nobody is held up', () => {
      const certificate = { handedOverOn: null, setUpOn: null };
      expect(asked.refuses(id, { certificate }, '2026-11-18')).toBeNull();
    });
  });
});
