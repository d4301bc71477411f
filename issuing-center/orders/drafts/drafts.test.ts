import { beforeAll, describe, expect, it } from 'vitest';
import { askMunicipalities, type Asked } from '../../../testing/center/asked.ts';
import type { FactsChanges } from '../../../testing/center/made-up-facts.ts';
import {
  fiscalYearSchema,
  itemIds,
  type CertificateKind,
  type ItemId,
  type VariantId,
} from '../../../shared/certificates.ts';
import { isoDate } from '../../../shared/dates.ts';
import type { DataOfKind } from '../../../printing/certificates/layouts.ts';
import { draftOf } from './draft-of.ts';
import { codes } from '../../../testing/municipality-codes.ts';

let asked: Asked;
beforeAll(async () => {
  asked = await askMunicipalities();
});

interface Wanted {
  readonly changes?: FactsChanges;
  readonly persons?: readonly string[];
  readonly shown?: readonly ItemId[];
  readonly variant?: VariantId;
  readonly year?: number;
  readonly day?: string;
}

const number = 'AAAA-BBBB-CCCC-DDDD';

function draft<K extends CertificateKind>(id: string, kind: K, wanted: Wanted = {}): DataOfKind[K] {
  const { changes, persons = ['resident:holder'], shown = [], variant, year, day = '2026-11-20' } = wanted;
  const made = draftOf(
    {
      municipality: asked.of(id),
      service: asked.serviceOf(id, kind),
      facts: asked.factsOf(id, changes),
      issuedOn: isoDate(day),
      variant: variant ?? null,
      year: year === undefined ? null : fiscalYearSchema.parse(year),
      persons: new Set(persons),
      shown: new Set(shown),
    },
    number,
  );
  const data: Partial<DataOfKind> = { [made.kind]: made.data };
  const own = data[kind];
  if (!own) throw new Error('a draft of another kind');
  return own;
}

const couple = ['resident:holder', 'resident:other'];

describe('every draft', () => {
  it('has the municipality, the date and its own number', () => {
    expect(draft(codes.tsukuba, 'residenceRecord')).toMatchObject({
      authority: { name: 'つくば市', mayorTitle: 'つくば市長', sealText: 'つくば市長之印' },
      issuedOn: '2026-11-20',
      documentNumber: number,
    });
  });

  it('throws when the registers do not hold what the rules said was there', () => {
    expect(() => draft(codes.tsukuba, 'sealRegistration', { changes: { seals: [] } })).toThrow(
      'registered seal',
    );
    expect(() => draft(codes.tsukuba, 'familyRegister', { changes: { familyRegister: null } })).toThrow(
      'family register',
    );
    expect(() => draft(codes.tsukuba, 'income', { year: 1999 + 10 })).toThrow('fiscal year');
    expect(() => draft(codes.tsukuba, 'residenceRecord', { persons: [] })).toThrow('persons');
  });
});

describe('residence record', () => {
  const foreigner = {
    foreign: true,
    nationality: 'アイルランド',
    domicile: null,
    alias: '例示　次温',
    foreignResidentSince: isoDate('2012-07-09'),
    residenceStatus: {
      ...({ category: '中長期在留者', status: '永住者', period: '無期限' } as const),
      ...{ until: null, cardNumber: 'ZZ00000000ZZ' },
    },
    myNumber: '000000000999',
    previousAddressWithin: '見本県見本市仮名町三丁目3番3号',
  };
  /** What only this item puts on the page. */
  const marks: Readonly<Record<ItemId, readonly string[]>> = {
    relationship: ['世帯主'],
    domicile: ['見本県見本市見本町一丁目1番"'],
    nationality: ['アイルランド'],
    residenceStatus: ['永住者', 'ZZ00000000ZZ', '中長期在留者'],
    myNumber: ['000000000999'],
    previousAddress: ['見本県見本市例示町二丁目2番2号'],
    previousAddressWithin: ['見本県見本市仮名町三丁目3番3号'],
  };
  const subsets = itemIds.reduce<readonly (readonly ItemId[])[]>(
    (all, item) => [...all, ...all.map((some) => [...some, item])],
    [[]],
  );

  it.each(subsets.map((shown) => [shown]))(
    'with %j shown has nothing of the other items in its data',
    (shown) => {
      const data = draft(codes.minato, 'residenceRecord', {
        changes: { other: foreigner },
        persons: couple,
        shown,
      });
      const text = JSON.stringify(data);
      for (const item of itemIds)
        for (const mark of marks[item])
          expect([mark, text.includes(mark)]).toEqual([mark, shown.includes(item)]);
    },
  );

  it('never has the items of the other kind of resident', () => {
    const all = { persons: couple, shown: itemIds, changes: { other: foreigner } };
    const [japanese, foreign] = draft(codes.minato, 'residenceRecord', all).persons;
    expect(japanese).toMatchObject({ nationality: { shown: false }, residenceStatus: { shown: false } });
    expect(japanese?.domicile.shown).toBe(true);
    expect(foreign).toMatchObject({
      domicile: { shown: false },
      nationality: { shown: true },
      formerName: null,
    });
  });

  it('has of a foreign resident the day of becoming one, in place of that of coming to the municipality', () => {
    const [japanese, foreign] = draft(codes.minato, 'residenceRecord', {
      persons: couple,
      changes: { other: foreigner },
    }).persons;
    expect(japanese?.residentSince).not.toBeNull();
    expect(japanese).not.toHaveProperty('foreignResidentSince');
    expect(foreign).toMatchObject({ residentSince: null, foreignResidentSince: '2012-07-09' });
  });

  it('leaves the category blank that a register does not tell', () => {
    const { status, period, until, cardNumber } = foreigner.residenceStatus;
    const residenceStatus = { status, period, until, cardNumber };
    const persons = draft(codes.minato, 'residenceRecord', {
      persons: couple,
      changes: { other: { ...foreigner, residenceStatus } },
      shown: ['residenceStatus'],
    }).persons;
    expect(persons[1]?.residenceStatus).toMatchObject({ value: { category: null, status: '永住者' } });
  });

  it('says whether it is the whole household; those who moved out do not count', () => {
    expect(draft(codes.tsukuba, 'residenceRecord', { persons: couple }).whole).toBe(true);
    expect(draft(codes.tsukuba, 'residenceRecord').whole).toBe(false);
    expect(draft(codes.tsukuba, 'residenceRecord', { changes: { other: { movedOut: true } } }).whole).toBe(
      true,
    );
  });
});

describe('seal registration', () => {
  it('has the seal of that day, the holder and nothing of the household', () => {
    const data = draft(codes.tsukuba, 'sealRegistration');
    expect(data).toMatchObject({
      name: '見本　太郎',
      otherName: null,
      birthDate: '1980-05-05',
      foreign: false,
    });
    expect(data.seal).toEqual(asked.factsOf(codes.tsukuba).seals[0]?.image);
    expect(JSON.stringify(data)).not.toMatch(/花子|世帯|妻|male/);
  });
});

describe('tax certificates', () => {
  it('have the figures of their year and the address on 1 January', () => {
    const taxes = asked
      .factsOf(codes.minato)
      .taxes.map((tax) => ({ ...tax, addressOnFirstOfJanuary: `見本県${tax.fiscalYear}番地` }));
    const wanted = { changes: { taxes }, year: 2025 };
    const assessment = draft(codes.minato, 'taxAssessment', wanted);
    expect(assessment).toMatchObject({ fiscalYear: 2025, address: '見本県2025番地', annualTax: 184_500 });
    expect(Object.keys(assessment)).not.toContain('payments');
    const payment = draft(codes.minato, 'taxPayment', wanted);
    expect(payment.taxes).toEqual([
      { label: '市民税・県民税・森林環境税', toPay: 184_500, paid: 184_500, unpaid: 0, notYetDue: 0 },
    ]);
    // 納税証明書 tells what was paid, not what was earned.
    expect(JSON.stringify(payment)).not.toContain('給与');
  });

  it('for income show no tax', () => {
    const income = draft(codes.tsukuba, 'income', { year: 2026 });
    expect(income.totalIncome).toBe(2_760_000);
    expect(Object.keys(income)).not.toEqual(expect.arrayContaining(['annualTax']));
    expect(Object.keys(income)).not.toEqual(expect.arrayContaining(['taxBase']));
  });
});

describe('family register', () => {
  it('in full has everybody, even those who left it; in part only the chosen persons', () => {
    const everybody = [...couple, 'register:register-3'];
    const full = draft(codes.tsukuba, 'familyRegister', { variant: 'full', persons: everybody });
    expect(full.persons.map(({ givenName, removed }) => [givenName, removed])).toEqual([
      ['太郎', false],
      ['花子', false],
      ['一郎', true],
    ]);
    const part = draft(codes.tsukuba, 'familyRegister', {
      variant: 'individual',
      persons: ['resident:other'],
    });
    expect(part.persons.map(({ givenName }) => givenName)).toEqual(['花子']);
    expect(JSON.stringify(part)).not.toContain('一郎');
  });
});

describe('somebody whose entry no form can print', () => {
  it('makes of everybody else a part: no record is one of the whole household, no history one of the whole register', () => {
    const living = { id: 'third', movedOut: false, moveOutFiled: false };
    const whole = (unsuitable: readonly (typeof living)[]) =>
      draft(codes.tsukuba, 'residenceRecord', { persons: couple, changes: { unsuitable } }).whole;
    expect([whole([]), whole([{ ...living, movedOut: true }]), whole([living])]).toEqual([true, true, false]);
    const { familyRegister } = asked.factsOf(codes.tsukuba);
    if (!familyRegister) throw new Error('no family register');
    const everybody = [...couple, 'register:register-3'];
    const history = (unsuitable: (typeof familyRegister)['unsuitable']) =>
      draft(codes.tsukuba, 'familyRegisterAddresses', {
        persons: everybody,
        changes: { familyRegister: { ...familyRegister, unsuitable } },
      }).whole;
    expect([history([]), history([{ id: 'register-4', resident: null }])]).toEqual([true, false]);
  });
});

describe('readings of names', () => {
  const readings = (surnameReading: string | null, givenNameReading: string | null) =>
    draft(codes.tsukuba, 'residenceRecord', { changes: { holder: { surnameReading, givenNameReading } } })
      .persons;

  it('stand on a residence record as far as they are notified, and never as the municipality keeps them for itself', () => {
    expect(
      [
        readings('ミホン', 'タロウ'),
        readings('ミホン', null),
        readings(null, 'タロウ'),
        readings(null, null),
      ].map(([person]) => [person?.kana, person?.nameReading]),
    ).toEqual([
      [null, 'ミホン　タロウ'],
      [null, 'ミホン　【名空欄】'],
      [null, '【氏空欄】　タロウ'],
      [null, null],
    ]);
    const [foreigner] = draft(codes.minato, 'residenceRecord', {
      changes: { holder: { foreign: true, domicile: null, surnameReading: null, givenNameReading: null } },
    }).persons;
    expect(foreigner?.kana).toBe('ミホン　タロウ');
    expect(foreigner).not.toHaveProperty('nameReading');
  });

  it.each([
    [codes.tsukuba, 'residenceRecord'],
    [codes.harima, 'residenceRecordItems'],
  ] as const)('of a former name stand beside it, and nowhere without one: %s %s', (id, kind) => {
    const person = (holder: FactsChanges['holder']) =>
      draft(id, kind, { changes: { holder: { formerName: '例示', ...holder } } }).persons[0];
    const formerNameReading = 'レイジ';
    expect(person({ formerNameReading })).toMatchObject({ formerName: '例示', formerNameReading });
    expect(person({ formerNameReading: null })).toMatchObject({ formerNameReading: null });
    expect(person({ formerName: null, formerNameReading })).not.toHaveProperty('formerNameReading');
    const foreigner = { foreign: true, domicile: null, formerNameReading };
    expect(person(foreigner)).not.toHaveProperty('formerNameReading');
  });

  it('stand in the family register and its history; of who left before there were readings none is asked for', () => {
    const everybody = [...couple, 'register:register-3'];
    const register = draft(codes.tsukuba, 'familyRegister', { variant: 'full', persons: everybody });
    expect(register.surnameReading).toBe('ミホン');
    expect(register.persons.map(({ givenNameReading }) => givenNameReading)).toEqual([
      'タロウ',
      'ハナコ',
      undefined,
    ]);
    const history = (shown: readonly ItemId[]) =>
      draft(codes.meguro, 'familyRegisterAddresses', { persons: everybody, shown }).persons.map(
        ({ nameReading }) => nameReading,
      );
    expect(history([])).toEqual(['ミホン　タロウ', 'ミホン　ハナコ', undefined]);
    expect(history(['domicile'])).toEqual(['タロウ', 'ハナコ', undefined]);
  });
});

describe('address history', () => {
  it('has full names where the domicile is left out, and given names where it is shown', () => {
    const hidden = draft(codes.meguro, 'familyRegisterAddresses', { persons: couple });
    expect(hidden.domicile).toEqual({ shown: false });
    expect(hidden.whole).toBe(false);
    expect(hidden.persons.map(({ name }) => name)).toEqual(['見本　太郎', '見本　花子']);
    const shown = draft(codes.meguro, 'familyRegisterAddresses', { persons: couple, shown: ['domicile'] });
    expect(shown.persons.map(({ name }) => name)).toEqual(['太郎', '花子']);
    expect(shown.domicile).toEqual({
      shown: true,
      value: { place: '見本県見本市見本町一丁目1番', headOfRegister: '見本　太郎' },
    });
  });
});

describe('vaccination', () => {
  it('has the passport for travel only, and names the minister', () => {
    const day = '2024-03-31';
    const domestic = draft(codes.meguro, 'vaccination', { variant: 'domestic', day });
    expect(domestic.travel).toBeNull();
    expect(JSON.stringify(domestic)).not.toMatch(/MIHON|ZZ0000000|JPN/);
    expect(domestic.authority.mayorTitle).toBe('厚生労働大臣');
    const travel = draft(codes.meguro, 'vaccination', { variant: 'travel', day });
    expect(travel.travel).toEqual({
      latinName: 'MIHON TARO',
      nationality: 'JPN',
      passportNumber: 'ZZ0000000',
      issuer: 'Minister of Health, Labour and Welfare, Japan',
    });
    expect(travel.doses[0]).toMatchObject({
      product: 'コミナティ',
      latin: { product: 'COMIRNATY', maker: 'Pfizer' },
    });
    expect(domestic.doses[0]).not.toHaveProperty('latin');
  });
});
