import { beforeAll, describe, expect, it } from 'vitest';
import { askMunicipalities, at, type Asked } from '../../testing/center/asked.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { certificateKey, fiscalYearSchema } from '../../shared/certificates.ts';
import { isoDate } from '../../shared/dates.ts';
import { offersAt } from '../../testing/municipalities/offers-at.ts';
import { draftOf } from '../orders/drafts/draft-of.ts';

/*
 * What the eight municipalities whose kiosk rules were read on their own pages issue, at what price and to whom (when they do:
 * municipality-table-hours.test.ts).
 */

let asked: Asked;
beforeAll(async () => {
  asked = await askMunicipalities();
});

function offer(id: string, key: string, when = '2026-11-20') {
  const all = offersAt(asked.municipalities, at(when)).municipalities;
  return all.find((one) => one.id === id)?.offers.find((one) => certificateKey(one) === key);
}

describe('certificates, and yen a copy', () => {
  it.each<[string, Readonly<Record<string, number>>]>([
    [
      codes.tokushima,
      { residenceRecord: 200, sealRegistration: 200, familyRegister: 350, familyRegisterAddresses: 200 },
    ],
    [
      codes.miyako,
      { residenceRecord: 200, sealRegistration: 200, familyRegister: 450, familyRegisterAddresses: 200 },
    ],
    [
      codes.harima,
      {
        ...{ residenceRecord: 200, residenceRecordItems: 200, sealRegistration: 200, incomeAndTax: 200 },
        ...{ familyRegisterAddresses: 200, familyRegister: 350 },
      },
    ],
    [
      codes.hyuga,
      {
        ...{ residenceRecord: 150, sealRegistration: 150, familyRegister: 150, familyRegisterAddresses: 150 },
        ...{ tax: 150, incomeOfYear: 150, incomeAndTax: 150, incomeForChildAllowance: 150 },
      },
    ],
    [codes.susono, { residenceRecord: 300, sealRegistration: 300, taxAndIncome: 300 }],
    [
      codes.gero,
      {
        ...{ residenceRecord: 250, sealRegistration: 250, familyRegister: 400, familyRegisterAddresses: 250 },
        ...{ incomeOfYear: 250, tax: 250, incomeAndTax: 250 },
      },
    ],
    [
      codes.asahikawa,
      {
        ...{ residenceRecord: 300, sealRegistration: 300, incomeAndTax: 300 },
        ...{ familyRegister: 450, familyRegisterAddresses: 300 },
      },
    ],
    [codes.atsugi, { localTax: 300 }],
  ])('%s', (id, expected) => {
    const offers = offersAt(asked.municipalities, at('2026-11-20')).municipalities.find(
      (one) => one.id === id,
    )?.offers;
    expect(Object.fromEntries((offers ?? []).map((one) => [certificateKey(one), one.price]))).toEqual(
      expected,
    );
    for (const { kind, variants } of asked.of(id).services)
      expect(variants ?? []).toEqual(kind === 'familyRegister' ? ['full', 'individual'] : []);
  });

  it.each([
    [codes.hyuga, 'residenceRecord', '2023-05-31', null],
    [codes.hyuga, 'incomeForChildAllowance', '2023-05-31', null],
    [codes.hyuga, 'residenceRecord', '2023-06-01', 150],
    [codes.susono, 'residenceRecord', '2025-09-30', 200],
    [codes.susono, 'residenceRecord', '2025-10-02', 300],
    [codes.susono, 'taxAndIncome', '2025-09-30', 200],
    [codes.susono, 'taxAndIncome', '2025-10-02', 300],
    [codes.gero, 'sealRegistration', '2020-06-30', 300],
    [codes.gero, 'sealRegistration', '2020-07-01', 250],
    [codes.asahikawa, 'residenceRecord', '2019-05-31', null],
    [codes.asahikawa, 'residenceRecord', '2019-06-01', 300],
    [codes.asahikawa, 'sealRegistration', '2019-05-31', null],
    [codes.asahikawa, 'sealRegistration', '2019-06-01', 300],
    [codes.asahikawa, 'incomeAndTax', '2019-09-30', null],
    [codes.asahikawa, 'incomeAndTax', '2019-10-01', 300],
    [codes.asahikawa, 'familyRegister', '2020-09-30', null],
    [codes.asahikawa, 'familyRegister', '2020-10-01', 450],
    [codes.asahikawa, 'familyRegisterAddresses', '2020-09-30', null],
    [codes.asahikawa, 'familyRegisterAddresses', '2020-10-01', 300],
  ])('%s %s on %s: %s', (id, key, day, expected) => {
    expect(offer(id, key, day)?.price ?? null).toBe(expected);
    if (expected === null) expect(asked.answers(id, key, {}, day)).toBe('serviceClosed');
  });
});

describe('the window', () => {
  it.each([
    [codes.harima, { dearerBy: 100, samePrice: [], only: [] }],
    [codes.gero, { dearerBy: 50, samePrice: [], only: [] }],
    [codes.tokushima, { samePrice: [], only: [] }],
    [codes.miyako, { samePrice: [], only: [] }],
    [codes.susono, { samePrice: [], only: [] }],
    [codes.asahikawa, { samePrice: [], only: [] }],
    [codes.atsugi, { samePrice: [], only: [] }],
  ])('%s: %j', (id, expected) => {
    const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
    expect(municipalities.find((one) => one.id === id)?.window).toEqual(expected);
  });

  it('of Hyuga has a price for each: 300, and 450 for the register', () => {
    const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
    const window = municipalities.find(({ id }) => id === codes.hyuga)?.window;
    const prices = (window?.prices ?? []).map((one) => [certificateKey(one), one.price]);
    expect(Object.fromEntries(prices)).toEqual({
      ...{ residenceRecord: 300, sealRegistration: 300, familyRegister: 450, familyRegisterAddresses: 300 },
      ...{ tax: 300, incomeOfYear: 300, incomeAndTax: 300, incomeForChildAllowance: 300 },
    });
    expect(window).not.toHaveProperty('dearerBy');
  });
});

describe('titles', () => {
  it.each([
    [codes.harima, 'incomeAndTax', '所得・課税証明書'],
    [codes.hyuga, 'tax', '課税証明書'],
    [codes.hyuga, 'incomeOfYear', '所得証明書'],
    [codes.hyuga, 'incomeAndTax', '所得課税証明書'],
    [codes.hyuga, 'incomeForChildAllowance', '所得証明書（児童手当用）'],
    [codes.susono, 'taxAndIncome', '課税（所得）証明書'],
    [codes.gero, 'incomeOfYear', '所得証明書'],
    [codes.gero, 'tax', '課税証明書'],
    [codes.gero, 'incomeAndTax', '所得課税証明書'],
    [codes.asahikawa, 'incomeAndTax', '所得課税証明書'],
    [codes.atsugi, 'localTax', '市・県民税（課税・非課税）証明書'],
  ])('%s %s: %s', (id, key, expected) => {
    expect(offer(id, key)?.title?.ja).toBe(expected);
    expect(asked.serviceOf(id, key).kind).toBe('taxCertificate');
  });
});

describe('tax years', () => {
  const years = (id: string, key: string, day: string) => {
    const answer = asked.takes(id, key, {}, day);
    return answer.ok ? answer.value.years.map(({ year }) => year) : answer.error;
  };
  it.each([
    [codes.asahikawa, 'incomeAndTax', '2024-06-09', 2023],
    [codes.asahikawa, 'incomeAndTax', '2024-06-10', 2024],
    [codes.asahikawa, 'incomeAndTax', '2024-12-31', 2024],
    [codes.asahikawa, 'incomeAndTax', '2025-03-31', 2024],
    [codes.atsugi, 'localTax', '2026-04-01', 2025],
    [codes.atsugi, 'localTax', '2026-05-31', 2025],
    [codes.atsugi, 'localTax', '2026-06-01', 2026],
    [codes.susono, 'taxAndIncome', '2026-05-31', 2025],
    [codes.susono, 'taxAndIncome', '2026-06-01', 2026],
  ])('%s %s on %s: %i alone', (id, key, day, expected) => {
    expect(years(id, key, day)).toEqual([expected]);
  });
});

describe('Susono: tax, current year, who is taxed there and lives there now', () => {
  const first = { addressOnFirstOfJanuary: null };
  it('needs the 1 January, the assessment and a home there', () => {
    const { taxes } = asked.factsOf(codes.susono);
    const changed = (change: object) => ({ taxes: taxes.map((tax) => ({ ...tax, ...change })) });
    expect(asked.answers(codes.susono, 'taxAndIncome')).toBe('yes');
    expect(asked.answers(codes.susono, 'taxAndIncome', changed(first))).toBe('notResidentOnFirstOfJanuary');
    expect(asked.answers(codes.susono, 'taxAndIncome', changed({ figures: null }))).toBe('notAssessed');
    expect(asked.answers(codes.susono, 'taxAndIncome', { livesIn: codes.mihon })).toBe('livesElsewhere');
    expect(offer(codes.susono, 'taxAndIncome')?.needs).toEqual([
      'residentOnFirstOfJanuary',
      'assessed',
      'livesHere',
    ]);
  });

  it.each(['domicile', 'relationship', 'myNumber'])('the residence record shows or hides %s', (item) => {
    const { items = [] } = asked.serviceOf(codes.susono, 'residenceRecord');
    expect(items.find((one) => one.item === item)?.print).toBe('hiddenByDefault');
  });
});

describe('Atsugi', () => {
  const year = fiscalYearSchema.parse(2026);
  /** The page of a holder whose tax of the year has these changes. */
  function page(change: object, annualTax: number | null = null) {
    const facts = asked.factsOf(codes.atsugi);
    const taxes = facts.taxes.map((tax) => ({
      ...tax,
      ...change,
      figures: tax.figures && { ...tax.figures, ...(annualTax === null ? {} : { annualTax }) },
    }));
    const answer = asked.answers(codes.atsugi, 'localTax', { taxes });
    if (answer !== 'yes') return answer;
    const draft = draftOf(
      {
        municipality: asked.of(codes.atsugi),
        service: asked.serviceOf(codes.atsugi, 'localTax'),
        facts: asked.factsOf(codes.atsugi, { taxes }),
        issuedOn: isoDate('2026-11-20'),
        ...{ variant: null, year, persons: new Set<string>(), shown: new Set<never>() },
      },
      'AAAA-BBBB',
    );
    if (draft.kind !== 'taxCertificate') throw new Error('another kind');
    return draft.data;
  }

  it('titles the page by the tax, and the preview by neither', () => {
    expect(page({})).toMatchObject({
      title: '市・県民税　課税証明書',
      usualTitle: '市・県民税（課税・非課税）証明書',
    });
    expect(page({}, 0)).toMatchObject({
      title: '市・県民税　非課税証明書',
      usualTitle: '市・県民税（課税・非課税）証明書',
    });
  });

  it('certifies a dependant without a return, without the income', () => {
    expect(page({ returnFiledOn: null, dependant: true }, 0)).toMatchObject({
      title: '市・県民税　非課税証明書',
      income: null,
      deductions: { totalDeductions: expect.any(Number) as number },
      tax: { annualTax: 0 },
    });
  });

  it('prints an income of 0 only after a return', () => {
    expect(page({ returnFiledOn: isoDate('2026-03-01'), dependant: true }, 0)).toMatchObject({
      income: { totalIncome: expect.any(Number) as number },
    });
    expect(page({ returnFiledOn: null, dependant: false }, 0)).toBe('returnNotFiled');
  });
});

describe('whose, and on what condition', () => {
  it.each([
    [codes.harima, 'incomeAndTax'],
    [codes.hyuga, 'sealRegistration'],
  ])('%s %s: self', (id, key) => {
    expect(asked.serviceOf(id, key).whose).toBe('self');
    const answer = asked.takes(id, key);
    expect(answer.ok && answer.value.persons.map(({ self }) => self)).toEqual([true]);
  });

  it.each([
    ['2011-11-20', '2026-11-19', 'tooYoung'],
    ['2011-11-20', '2026-11-20', null],
    ['2012-02-29', '2027-02-28', 'tooYoung'],
    ['2012-02-29', '2027-03-01', null],
  ])('Miyako: born %s, on %s: %s', (born, day, expected) => {
    expect(asked.refuses(codes.miyako, { holder: { birthDate: isoDate(born) } }, day)).toBe(expected);
    expect(asked.refuses(codes.harima, { holder: { birthDate: isoDate(born) } }, day)).toBeNull();
  });

  it('Asahikawa: nothing after a move-out is filed; the others are silent', () => {
    const moving = { holder: { moveOutFiled: true } };
    expect(asked.refuses(codes.asahikawa, moving)).toBe('movedOut');
    // Of somebody else of the household the page says nothing.
    expect(asked.refuses(codes.asahikawa, { other: { moveOutFiled: true } })).toBeNull();
    for (const id of [
      codes.tokushima,
      codes.miyako,
      codes.harima,
      codes.hyuga,
      codes.susono,
      codes.gero,
      codes.atsugi,
    ])
      expect(asked.refuses(id, moving)).toBeNull();
  });

  it('Hyuga and Asahikawa: a phone serves as the card; the others are silent', () => {
    const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
    const phones = municipalities
      .filter(({ phone }) => phone !== undefined)
      .map(({ id, phone }) => [id, phone]);
    expect(phones).toEqual([
      [codes.asahikawa, { certificates: true, enrolment: true, chains: null }],
      [codes.hyuga, { certificates: true, enrolment: true, chains: null }],
    ]);
  });

  it('Hyuga: within the hours of the shop', () => {
    const { municipalities } = offersAt(asked.municipalities, at('2026-11-20'));
    expect(municipalities.filter(({ withinShopHours }) => withinShopHours).map(({ id }) => id)).toEqual([
      codes.hyuga,
    ]);
  });

  it('Hyuga: addresses of who is in the same register', () => {
    const answer = asked.takes(codes.hyuga, 'familyRegisterAddresses');
    const { familyRegister } = asked.factsOf(codes.hyuga);
    expect(answer.ok && answer.value.persons.length).toBe(familyRegister?.persons.length);
    expect(asked.answers(codes.hyuga, 'familyRegisterAddresses', { familyRegister: null })).toBe(
      'domicileElsewhere',
    );
  });
});
