import { beforeAll, describe, expect, it } from 'vitest';
import { askMunicipalities, at, type Asked } from '../../testing/center/asked.ts';
import type { UnavailableReason } from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { isoDate } from '../../shared/dates.ts';
import { wordedDate } from '../../shared/register-date.ts';
import { enrolmentState } from './enrolment.ts';
import { openRefusal } from './hours.ts';
import { offersAt } from '../../testing/municipalities/offers-at.ts';
import { codes } from '../../testing/municipality-codes.ts';

/*
 * "Who gets nothing", case by case. Wrong PINs, cards without a PIN and cards without certificates end at the kiosk (its own
 * tests); revoked and expired certificates at the login (login.test.ts); unprintable characters at the order (order.test.ts).
 */

const five = [codes.tomakomai, codes.arakawa, codes.minato, codes.meguro, codes.tsukuba] as const;
type Id = (typeof five)[number];

let asked: Asked;
beforeAll(async () => {
  asked = await askMunicipalities();
});

describe('moved out, or a move-out is filed', () => {
  it.each(five)('%s: moved out', (id) => {
    expect(asked.refuses(id, { holder: { movedOut: true } })).toBe('movedOut');
    // A second barrier: each kind for residents says so too.
    expect(asked.answers(id, 'residenceRecord', { holder: { movedOut: true } })).toBe('livesElsewhere');
  });

  it.each<[Id, string | null]>([
    [codes.minato, 'movedOut'],
    [codes.meguro, 'movedOut'],
    [codes.tomakomai, null],
    [codes.arakawa, null],
    [codes.tsukuba, null],
  ])('%s: move-out filed: %s', (id, expected) => {
    expect(asked.refuses(id, { holder: { moveOutFiled: true } })).toBe(expected);
  });

  it('a move-out filed at the residence does not close the domicile elsewhere', () => {
    const changes = { livesIn: codes.tsukuba, holder: { moveOutFiled: true } };
    expect(asked.refuses(codes.minato, changes)).toBeNull();
  });
});

describe('a birth that is not known whole', () => {
  it.each<[string, string, string | null]>([
    ['昭和20年月日不詳', '2026-11-20', null],
    ['平成23年月日不詳', '2025-12-31', 'tooYoung'],
    ['平成23年月日不詳', '2026-11-20', 'ageNotKnown'],
    ['平成23年月日不詳', '2026-12-31', null],
    ['生年月日不詳', '2026-11-20', 'ageNotKnown'],
  ])('%s in Meguro, on %s: %s', (wording, day, expected) => {
    const changes = { holder: { birthDate: wordedDate(wording) } };
    expect(asked.refuses(codes.meguro, changes, day)).toBe(expected);
    // Where no age is asked for, none is needed.
    expect(asked.refuses(codes.tsukuba, changes, day)).toBeNull();
  });
});

describe('days that are none', () => {
  it.each(['9999-12-31', '0001-01-01'])(
    'as %s, which registers have for a day that never comes or that nobody knows, are no fault of the center',
    (text) => {
      const day = isoDate(text);
      const changes = {
        holder: { addressChangedOn: day, nameChangedOn: day, residenceStatus: null },
        certificate: { handedOverOn: day, setUpOn: day, cardEndsOn: day },
      };
      const isAhead = text > '2026-11-20';
      for (const id of five) {
        const refused = asked.refuses(id, changes);
        expect(refused).toBe(
          isAhead && (id === codes.meguro || id === codes.arakawa) ? 'tooSoonAfterIssue' : null,
        );
      }
      expect(asked.answers(codes.tsukuba, 'residenceRecord', changes)).toBe(isAhead ? 'justChanged' : 'yes');
    },
  );
});

describe('entries that no form can print', () => {
  const somebody = { id: 'third', movedOut: false, moveOutFiled: false };

  it('of another member of the household leave the others their record, which is none of the whole household', () => {
    const record = asked.takes(codes.tsukuba, 'residenceRecord', { unsuitable: [somebody] });
    expect(record.ok && record.value.persons.map(({ name }) => name)).toEqual(['見本　太郎', '見本　花子']);
    const leaving = { unsuitable: [{ ...somebody, moveOutFiled: true }] };
    expect(asked.answers(codes.tsukuba, 'residenceRecord', leaving)).toBe('moveOutFiledInHousehold');
  });

  it('of somebody in the family register close the whole one, and leave the single ones', () => {
    const { familyRegister } = asked.factsOf(codes.tsukuba);
    if (!familyRegister) throw new Error('no family register');
    const changes = { familyRegister: { ...familyRegister, unsuitable: [{ id: 'fourth', resident: null }] } };
    const register = asked.takes(codes.tsukuba, 'familyRegister', changes);
    expect(
      register.ok && register.value.variants.map(({ variant, unavailable }) => [variant, unavailable]),
    ).toEqual([
      ['full', 'unsuitableEntry'],
      ['individual', null],
    ]);
    expect(asked.answers(codes.tsukuba, 'familyRegisterAddresses', changes)).toBe('yes');
    const unsound = { familyRegister: { ...familyRegister, sound: false } };
    expect(asked.answers(codes.tsukuba, 'familyRegister', unsound)).toBe('unsuitableEntry');
  });

  it('of seal, tax or vaccinations close that certificate alone', () => {
    const none = { seal: false, taxYears: [], vaccination: false };
    const seal = { seals: [], unprintable: { ...none, seal: true } };
    expect(asked.answers(codes.tsukuba, 'sealRegistration', seal)).toBe('unsuitableEntry');
    const dose = { vaccination: null, unprintable: { ...none, vaccination: true } };
    expect(asked.answers(codes.minato, 'vaccination', dose, '2024-03-31')).toBe('unsuitableEntry');
    const { taxes } = asked.factsOf(codes.meguro);
    const year = {
      taxes: taxes.filter(({ fiscalYear }) => fiscalYear !== 2026),
      unprintable: { ...none, taxYears: [2026] },
    };
    const assessment = asked.takes(codes.meguro, 'taxAssessment', year);
    const [latest, before] = assessment.ok ? assessment.value.years : [];
    expect(latest).toEqual({ year: 2026, unavailable: 'unsuitableEntry' });
    expect(before).toEqual({ year: 2025, unavailable: null });
    for (const changes of [seal, dose, year])
      expect(asked.answers(codes.meguro, 'residenceRecord', changes)).toBe('yes');
  });
});

it('a year without anything to pay has no certificate of payment, and has its other ones', () => {
  const year = {
    taxes: asked.factsOf(codes.minato).taxes.map((tax) => ({
      ...tax,
      figures: tax.figures && { ...tax.figures, payments: [] },
    })),
  };
  expect(asked.answers(codes.minato, 'taxPayment', year)).toBe('unsuitableEntry');
  expect(asked.answers(codes.minato, 'taxPayment', {})).toBe('yes');
  expect(asked.answers(codes.minato, 'taxAssessment', year)).toBe('yes');
});

describe('somebody in the household has filed a move-out', () => {
  const changes = { other: { moveOutFiled: true } };
  it.each<[Id, string | null, CertificateKind[]]>([
    [codes.minato, null, ['residenceRecord']],
    [codes.meguro, 'moveOutFiledInHousehold', []],
    [codes.tsukuba, null, ['residenceRecord']],
    [codes.tomakomai, null, []],
    [codes.arakawa, null, []],
  ])('%s: nothing at all: %s; else not %j', (id, refused, kinds) => {
    expect(asked.refuses(id, changes)).toBe(refused);
    if (refused !== null) return;
    for (const { kind } of asked.of(id).services) {
      const without = asked.answers(id, kind);
      expect(asked.answers(id, kind, changes)).toBe(
        kinds.includes(kind) ? 'moveOutFiledInHousehold' : without,
      );
    }
  });

  it('Meguro: no kind is issued, by a second lock too', () => {
    for (const kind of ['residenceRecord', 'sealRegistration', 'taxAssessment', 'familyRegister'] as const)
      expect(asked.answers(codes.meguro, kind, changes)).toBe('moveOutFiledInHousehold');
  });

  it.each<[Id, string[]]>([
    [codes.minato, ['noMoveOutFiled']],
    [codes.meguro, ['noMoveOutFiledInHousehold']],
    [codes.tsukuba, ['moveOutMayStopAny']],
    [codes.tomakomai, []],
    [codes.arakawa, []],
  ])('%s: said before any card: %j', (id, expected) => {
    const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
    const offer = municipalities.find((one) => one.id === id);
    expect(offer?.commonNeeds).toEqual(expected);
    const ofRecord = offer?.offers.find(({ kind }) => kind === 'residenceRecord')?.needs;
    expect(ofRecord).toEqual(
      id === codes.minato || id === codes.tsukuba ? ['noMoveOutFiledInHousehold'] : [],
    );
  });

  it.each([codes.minato, codes.meguro] as const)(
    '%s: and has moved out since: the household is without that person',
    (id) => {
      const gone = { other: { moveOutFiled: true, movedOut: true } };
      expect(asked.refuses(id, gone)).toBeNull();
      expect(asked.answers(id, 'residenceRecord', gone)).toBe('yes');
    },
  );

  it('does not close the domicile elsewhere', () => {
    expect(asked.refuses(codes.minato, { livesIn: codes.meguro, ...changes })).toBeNull();
  });
});

describe('issuance restriction', () => {
  const restricted = (from: string, until: string | null, id: Id = codes.meguro) => ({
    restrictions: [
      {
        id: 'r',
        municipality: asked.of(id).id,
        resident: 'holder',
        registerPerson: null,
        from: isoDate(from),
        until: until === null ? null : isoDate(until),
      },
    ],
  });

  it.each(five)('%s: nothing but the neutral code', (id) => {
    expect(asked.refuses(id, restricted('2020-01-01', null, id))).toBe('notAvailable');
  });

  it.each<[string, string, string | null, string | null]>([
    ['begins tomorrow', '2026-11-21', null, null],
    ['begins today', '2026-11-20', null, 'notAvailable'],
    ['ends today', '2026-01-01', '2026-11-20', 'notAvailable'],
    ['ended yesterday', '2026-01-01', '2026-11-19', null],
  ])('%s (%s to %s): %s', (_name, from, until, expected) => {
    expect(asked.refuses(codes.meguro, restricted(from, until))).toBe(expected);
  });

  it('comes before every reason that only the registers know', () => {
    const others = [
      { holder: { movedOut: true } },
      { holder: { moveOutFiled: true } },
      { other: { moveOutFiled: true } },
      { livesIn: codes.tsukuba, familyRegister: null },
      { holder: { birthDate: isoDate('2020-01-01') } },
      { certificate: { handedOverOn: isoDate('2026-11-20') } },
    ];
    for (const other of others) {
      expect(asked.refuses(codes.meguro, other)).not.toBeNull();
      expect(asked.refuses(codes.meguro, { ...other, ...restricted('2020-01-01', null) })).toBe(
        'notAvailable',
      );
    }
  });
});

describe('lives elsewhere', () => {
  it.each<[Id, string, string | null]>([
    [codes.tomakomai, 'domicile here', null],
    [codes.minato, 'domicile here', null],
    [codes.meguro, 'domicile here', null],
    [codes.tsukuba, 'domicile here', null],
    [codes.arakawa, 'domicile here, which issues no family register', 'notResidentHere'],
  ])('%s: %s: %s', (id, _name, expected) => {
    expect(asked.refuses(id, { livesIn: codes.mihon })).toBe(expected);
  });

  it.each(five)('%s: without domicile here: notResidentHere', (id) => {
    expect(asked.refuses(id, { livesIn: codes.mihon, familyRegister: null })).toBe('notResidentHere');
  });

  it.each([codes.tomakomai, codes.minato, codes.meguro, codes.tsukuba] as const)(
    '%s: nothing of what is for residents',
    (id) => {
      for (const kind of ['residenceRecord', 'sealRegistration', 'taxAssessment'] as const)
        expect(asked.answers(id, kind, { livesIn: codes.mihon })).toBe('livesElsewhere');
    },
  );
});

describe('tax return filed too recently', () => {
  const filed = (id: Id, day: string) => ({
    taxes: asked
      .factsOf(id)
      .taxes.map((tax) => (tax.fiscalYear === 2026 ? { ...tax, returnFiledOn: isoDate(day) } : tax)),
  });
  it.each<[Id, string, string, UnavailableReason | null]>([
    [codes.minato, 'on the day', '2026-11-20', 'returnTooRecent'],
    [codes.minato, '14 days ago, the last of the full days', '2026-11-06', 'returnTooRecent'],
    [codes.minato, '15 days ago', '2026-11-05', null],
    [codes.meguro, 'silent', '2026-11-20', null],
    [codes.tomakomai, 'silent', '2026-11-20', null],
    [codes.tsukuba, 'silent', '2026-11-20', null],
  ])('%s: %s (filed %s, asked on 2026-11-20): %s', (id, _name, day, expected) => {
    const answer = asked.takes(id, 'taxAssessment', filed(id, day));
    const found = answer.ok ? (answer.value.years[0]?.unavailable ?? null) : answer.error;
    expect(found).toBe(expected);
  });
});

describe('just after a change of address or of the family register', () => {
  it.each<[Id, string, string, string]>([
    [codes.tsukuba, 'today', '2026-11-20', 'justChanged'],
    [codes.tsukuba, 'yesterday, the one full day', '2026-11-19', 'justChanged'],
    [codes.tsukuba, 'the day before yesterday', '2026-11-18', 'yes'],
    [codes.tomakomai, 'silent', '2026-11-20', 'yes'],
    [codes.arakawa, 'silent', '2026-11-20', 'yes'],
    [codes.minato, 'silent', '2026-11-20', 'yes'],
    [codes.meguro, 'silent', '2026-11-20', 'yes'],
  ])('%s: address, %s (%s): %s', (id, _name, day, expected) => {
    const own = { holder: { addressChangedOn: isoDate(day) } };
    const others = { other: { addressChangedOn: isoDate(day) } };
    expect(asked.answers(id, 'residenceRecord', own)).toBe(expected);
    expect(asked.answers(id, 'residenceRecord', others)).toBe(expected);
    expect(asked.answers(id, 'sealRegistration', own)).toBe(expected);
    expect(asked.answers(id, 'sealRegistration', others)).toBe('yes');
  });

  it.each<[Id, string, string, string]>([
    [codes.tsukuba, '14 days ago, the last of the full days', '2026-11-06', 'justChanged'],
    [codes.tsukuba, '15 days ago', '2026-11-05', 'yes'],
    [codes.tomakomai, 'silent', '2026-11-20', 'yes'],
    [codes.minato, 'silent', '2026-11-20', 'yes'],
    [codes.meguro, 'silent', '2026-11-20', 'yes'],
  ])('%s: family register, %s (%s): %s', (id, _name, day, expected) => {
    const { familyRegister } = asked.factsOf(id);
    if (!familyRegister) throw new Error('no family register');
    const changes = { familyRegister: { ...familyRegister, changedOn: isoDate(day) } };
    expect(asked.answers(id, 'familyRegister', changes)).toBe(expected);
    expect(asked.answers(id, 'familyRegisterAddresses', changes)).toBe(expected);
    expect(asked.answers(id, 'residenceRecord', changes)).toBe('yes');
  });
});

describe('domicile enrolment', () => {
  const elsewhere = (enrolments: object) => ({ livesIn: codes.arakawa, ...enrolments });
  it.each([codes.tomakomai, codes.minato, codes.tsukuba] as const)('%s', (id) => {
    const made = '2026-10-01';
    const enrolled = (...of: Parameters<Asked['enrolment']>[1][]) =>
      elsewhere({ enrolments: of.map((one) => asked.enrolment(id, one)) });
    const answer = (changes: object) => asked.answers(id, 'familyRegister', changes);
    expect(answer(enrolled())).toBe('enrolmentMissing');
    expect(answer(enrolled({ made, state: 'received' }))).toBe('enrolmentPending');
    expect(answer(enrolled({ made, state: 'examined' }))).toBe('enrolmentPending');
    expect(answer(enrolled({ made, state: 'refused' }))).toBe('enrolmentMissing');
    expect(answer(enrolled({ made, state: 'registered' }))).toBe('yes');
    // Made before the certificate was renewed.
    const earlier = { made, state: 'registered', serial: '02' } as const;
    expect(answer(enrolled(earlier))).toBe('enrolmentVoid');
    expect(answer(enrolled({ made: '2026-11-01', state: 'received' }, earlier))).toBe('enrolmentPending');
    expect(answer(enrolled({ made: '2026-11-01', state: 'registered' }, earlier))).toBe('yes');
  });

  it.each<[string, string, string]>([
    ['the day before', '2026-09-30', 'registered'],
    ['the same day', '2026-10-01', 'registered'],
    ['the day after', '2026-10-02', 'voidByChange'],
  ])('name or address changed %s (%s): %s', (_name, day, expected) => {
    const enrolment = asked.enrolment(codes.minato, { made: '2026-10-01', state: 'registered' });
    for (const change of [{ addressChangedOn: isoDate(day) }, { nameChangedOn: isoDate(day) }])
      expect(enrolmentState(enrolment, asked.factsOf(codes.minato, { holder: change }))).toBe(expected);
  });

  it('a refused enrolment stays refused, even after a renewal', () => {
    const enrolment = asked.enrolment(codes.minato, { made: '2026-10-01', state: 'refused', serial: '02' });
    expect(enrolmentState(enrolment, asked.factsOf(codes.minato))).toBe('refused');
  });
});

describe('outside hours, closed days, maintenance', () => {
  it.each(five)('%s', (id) => {
    const refusal = (time: string) => openRefusal(asked.of(id), at(time));
    expect(refusal('2026-11-20T06:29:59')).toBe('outOfHours');
    expect(refusal('2026-11-20T06:30:00')).toBeNull();
    expect(refusal('2026-11-20T23:00:00')).toBe('outOfHours');
    expect(refusal('2026-12-29T12:00:00')).toBe('serviceClosed');
    expect(refusal('2027-01-03T12:00:00')).toBe('serviceClosed');
  });

  it('a kind under maintenance is serviceClosed, whatever the registers say', () => {
    const minato = asked.of(codes.minato);
    expect(openRefusal(minato, at('2026-11-20'))).toBeNull();
    expect(asked.answers(codes.minato, 'residenceRecord', {}, '2026-11-20T23:00:00')).toBe('serviceClosed');
  });
});
