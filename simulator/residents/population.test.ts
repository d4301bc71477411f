import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { hasResident, readHousehold } from '../../issuing-center/registers/residents.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { covidVaccineOf, covidVaccines } from '../../shared/covid-vaccines.ts';
import { isoDate, japanDate } from '../../shared/dates.ts';
import { hasLived } from '../../shared/register-date.ts';
import { openTestCa } from '../authorities/test-ca/test-ca.ts';
import { generatePopulation } from './generator/generate.ts';
import { makeImprints } from './generator/imprints.ts';
import { holderOf, holders, usualHolders } from './holders.ts';
import { madeUpMyNumber } from './household.ts';
import { registerHouseholds } from './residents.ts';
import { familyRegisters } from './family-registers.ts';
import { seals } from './seals.ts';
import { seedCenter } from './seed.ts';
import { salariedPerson } from './taxes/taxed-person.ts';
import { lastFiscalYear, taxFigures } from './taxes/tax-figures.ts';
import { taxesOn } from './taxes/made-up-taxes.ts';
import { vaccinations } from './vaccinations.ts';

/** Check digit by ordinance 85 of 2014, article 5, written independently: weights 2 to 7, then 2 to 6, from the right. */
function checkDigit(eleven: string): number {
  const weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(eleven.charAt(at)), 0);
  return sum % 11 <= 1 ? 0 : 11 - (sum % 11);
}

describe('the made-up residents', () => {
  it('live in the five municipalities, at least two holders wherever somebody lives', async () => {
    const known = await loadMunicipalities();
    const lived = new Set(registerHouseholds.map(({ household }) => household.municipality));
    expect([...lived]).toEqual(
      expect.arrayContaining(['arakawa', 'meguro', 'minato', 'tomakomai', 'tsukuba']),
    );
    for (const id of lived) {
      const own = holders.filter(({ municipality }) => municipality === id);
      expect([id, known.has(id), own.length >= 2]).toEqual([id, true, true]);
      expect([id, own.some((one) => one.id === usualHolders[id])]).toEqual([id, true]);
    }
    expect(new Set(holders.map(({ id }) => id)).size).toBe(holders.length);
    expect(holders.every(({ pin }) => pin === '1234')).toBe(true);
    expect(() => holderOf('nobody')).toThrow('there are tsukuba-family');
  });

  it('are clearly made up, with numbers that nobody can have', () => {
    const residents = registerHouseholds.flatMap(({ residents: members }) => members);
    for (const { name, myNumber } of residents) {
      expect(name).toMatch(/見本|例示|仮名|架空|例|EXAMPLE/);
      expect(myNumber).toMatch(/^\d{12}$/);
      expect(Number(myNumber?.charAt(11))).not.toBe(checkDigit(myNumber?.slice(0, 11) ?? ''));
    }
    expect(new Set(residents.map(({ myNumber }) => myNumber)).size).toBe(residents.length);
    expect(madeUpMyNumber(1)).toBe('000000000010');
  });

  it('have printable names, except the one made up to have an unprintable one', async () => {
    const font = await loadMincho();
    for (const { household, residents } of registerHouseholds)
      for (const { id, name, kana } of residents)
        expect([id, font.unprintable(`${name}${kana ?? ''}${household.address}`) === null]).toEqual([
          id,
          id !== 'tomakomai-unprintable',
        ]);
  });

  it('include households of six and twelve, and somebody aged 14', () => {
    const sizes = registerHouseholds.map(({ residents }) => residents.length);
    expect(sizes).toEqual(expect.arrayContaining([1, 2, 3, 4, 6, 12]));
    const { birthDate } = holderOf('meguro-fourteen');
    const hasBeenFifteen = (day: string) => hasLived(15, birthDate, isoDate(day));
    expect([hasBeenFifteen('2027-10-31'), hasBeenFifteen('2027-11-01')]).toEqual([false, true]);
  });
});

describe('the cards of the made-up residents', () => {
  it('end with the stay for foreign residents whose stay ends, and for nobody else', () => {
    expect(holders.flatMap(({ id, stayEndsOn }) => (stayEndsOn ? [[id, stayEndsOn]] : []))).toEqual([
      ['minato-mixed', '2030-09-30'],
      ['arakawa-foreign', '2029-03-31'],
    ]);
  });

  it('have a signature certificate, except those of children and of somebody of no known age', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'komado-cards-'));
    try {
      const now = Date.parse('2026-11-20T12:00:00+09:00');
      const ca = await openTestCa(directory, { now: () => now });
      const cards = await Promise.all(holders.map((holder) => ca.cardOf(holder)));
      const without = cards.filter(({ digitalSignature }) => digitalSignature === null);
      expect(without.map(({ holder }) => holder.id)).toEqual(['meguro-fourteen', 'meguro-age-unknown']);
      expect(cards.find(({ holder }) => holder.id === 'meguro-fourteen')?.endsOn).toBe('2031-11-01');
      expect(cards.find(({ holder }) => holder.id === 'arakawa-foreign')?.endsOn).toBe('2029-03-31');
      expect(cards.find(({ holder }) => holder.id === 'minato-variant')?.endsOn).toBe('2036-08-08');
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('the made-up family registers', () => {
  it('have printable persons, with each resident in one register at a time', async () => {
    const font = await loadMincho();
    const current = familyRegisters.flatMap(({ persons }) =>
      persons.flatMap(({ resident, removed }) => (resident !== null && !removed ? [resident] : [])),
    );
    expect(new Set(current).size).toBe(current.length);
    for (const register of familyRegisters)
      expect([register.id, font.unprintable(JSON.stringify(register))]).toEqual([register.id, null]);
  });

  it('agree with the resident registers about residents', () => {
    for (const { residents } of registerHouseholds)
      for (const { id, name, birthDate, domicile } of residents) {
        const register = familyRegisters.find(({ persons }) =>
          persons.some((person) => person.resident === id && !person.removed),
        );
        const person = register?.persons.find(({ resident }) => resident === id);
        if (!register || !person) continue;
        expect(`${register.surname}　${person.givenName}`).toBe(name);
        expect(person.birthDate).toEqual(birthDate);
        expect(domicile).toEqual({ place: register.place, headOfRegister: register.head });
      }
  });

  it('hold at most two generations each: nobody in one is the grandparent of another', () => {
    for (const { surname, persons } of familyRegisters) {
      const named = new Set(persons.map(({ givenName }) => `${surname}　${givenName}`));
      const isParent = (name: string | null) => name !== null && named.has(name);
      const children = persons.filter(({ father, mother }) => isParent(father) || isParent(mother));
      const childNames = new Set(children.map(({ givenName }) => `${surname}　${givenName}`));
      expect(
        children.filter(({ father, mother }) => childNames.has(father ?? '') || childNames.has(mother ?? '')),
      ).toEqual([]);
    }
  });

  it('include one of twelve persons, dead persons, and a chain of five generations', () => {
    expect(Math.max(...familyRegisters.map(({ persons }) => persons.length))).toBe(12);
    const dead = familyRegisters.flatMap(({ persons }) => persons.filter(({ removed }) => removed));
    expect(dead.some(({ entries }) => entries.some(({ title }) => title === '死亡'))).toBe(true);
    const fatherOf = new Map<string, string | null>(
      familyRegisters.flatMap(({ surname, persons }) =>
        persons.map(({ givenName, father }) => [`${surname}　${givenName}`, father] as const),
      ),
    );
    const chain = ['見本　芽'];
    for (let next = fatherOf.get('見本　芽'); next; next = fatherOf.get(next)) chain.push(next);
    expect(chain.slice(0, 5)).toEqual(['見本　芽', '見本　拓', '見本　渉', '見本　登', '見本　樹']);
  });
});

describe('the made-up taxes', () => {
  const sumOf = (parts: readonly { readonly yen: number }[]) => parts.reduce((sum, { yen }) => sum + yen, 0);

  it('are consistent, whatever was earned', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30_000_000 }),
        fc.integer({ min: 0, max: 4_000_000 }),
        fc.array(fc.integer({ min: 1930, max: 2020 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 200_000 }),
        fc.integer({ min: 2018, max: lastFiscalYear }),
        fc.constantFrom('茨城県つくば市', '東京都港区', '北海道苫小牧市'),
        fc.boolean(),
        (salary, pension, births, donated, year, address, inArrears) => {
          const dependants = births.map((birth) => ({
            birthDate: isoDate(`${birth}-06-01`),
            totalIncome: 0,
          }));
          const person = { ...salariedPerson(salary), pension, dependants, donated, housingLoan: donated };
          const figures = taxFigures(person, year, address, { on: isoDate(`${year}-11-20`), inArrears });
          const { municipal, prefectural, forestTax, annualTax, taxBase, credits = [] } = figures;
          expect(JSON.stringify(figures)).not.toMatch(/\d\.\d|e[-+]/);
          expect(figures.totalDeductions).toBe(sumOf(figures.deductions));
          expect(annualTax).toBe(
            municipal.incomeBased +
              municipal.perCapita +
              prefectural.incomeBased +
              prefectural.perCapita +
              forestTax,
          );
          for (const part of ['municipal', 'prefectural'] as const) {
            const { beforeCredits = 0, adjustment = 0, incomeBased } = figures[part];
            const left = credits.reduce((tax, credit) => tax - credit[part], beforeCredits - adjustment);
            expect(left).toBeGreaterThanOrEqual(0);
            expect(incomeBased).toBe(left - (left % 100));
          }
          expect(taxBase % 1000).toBe(0);
          expect(taxBase).toBeLessThanOrEqual(Math.max(0, figures.totalIncome - figures.totalDeductions));
          // Who is exempt pays nothing; everybody else at least by the head.
          expect(annualTax === 0).toBe(municipal.perCapita === 0);
          expect(forestTax > 0).toBe(annualTax > 0 && year >= 2024);
          const { dependants: counted } = figures.circumstances ?? {};
          expect(Object.values(counted ?? {}).reduce((sum, count) => sum + count, 0)).toBe(
            births.filter((birth) => birth < year).length,
          );
          for (const { toPay, paid, unpaid, notYetDue = 0 } of figures.payments) {
            expect(toPay).toBe(annualTax);
            expect(paid + unpaid + notYetDue).toBe(toPay);
            expect(inArrears || unpaid === 0).toBe(true);
          }
        },
      ),
    );
  });

  it('include somebody who pays none', () => {
    const taxes = taxesOn(isoDate('2026-11-20'));
    expect(taxes.some(({ figures }) => figures?.annualTax === 0)).toBe(true);
    expect(taxes.some(({ addressOnFirstOfJanuary }) => addressOnFirstOfJanuary === null)).toBe(true);
  });
});

describe('the made-up vaccinations', () => {
  it('are of products that the makers have, the first two of one, each after the one before', async () => {
    const imprints = await makeImprints(await loadMincho());
    const batches = [...generatePopulation({ residents: 500, seed: 2 }, imprints, 500)];
    const generated = batches.flatMap(({ vaccinations: more }) => more);
    expect(generated.length).toBeGreaterThan(200);
    for (const { doses } of [...vaccinations, ...generated]) {
      for (const { product, maker } of doses) expect(covidVaccineOf(product)?.maker).toBe(maker);
      expect(new Set(doses.slice(0, 2).map(({ product }) => product)).size).toBeLessThan(2);
      const dates = doses.map(({ date }) => date);
      expect(dates).toEqual(dates.toSorted());
    }
    for (const one of ['product', 'maker'] as const)
      expect(new Set(covidVaccines.map((vaccine) => vaccine[one])).size).toBe(covidVaccines.length);
  });
});

describe('seedCenter', () => {
  it('fills the registers once, and leaves later changes as they are', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'komado-seed-'));
    const clock = { now: () => Date.parse('2026-11-20T12:00:00+09:00') };
    const sql = await openEmbedded();
    try {
      const ca = await openTestCa(directory, clock);
      await seedCenter(sql, ca, clock);
      const counts = () =>
        sql.query(`SELECT (SELECT count(*) FROM households) AS households, (SELECT count(*) FROM residents) AS residents,
          (SELECT count(*) FROM user_certificates) AS certificates,
          (SELECT count(*) FROM seals) AS seals, (SELECT count(*) FROM taxes) AS taxes,
          (SELECT count(*) FROM family_registers) AS registers, (SELECT count(*) FROM enrolments) AS enrolments,
          (SELECT count(*) FROM restrictions) AS restrictions, (SELECT count(*) FROM vaccinations) AS vaccinations`);
      const first = await counts();
      expect(first).toEqual([
        {
          households: registerHouseholds.length,
          residents: registerHouseholds.flatMap(({ residents }) => residents).length,
          certificates: holders.length,
          seals: (await seals(await loadMincho())).length,
          taxes: taxesOn(japanDate(clock.now())).length,
          registers: familyRegisters.length,
          enrolments: 5,
          restrictions: 3,
          vaccinations: vaccinations.length,
        },
      ]);
      await sql.query('UPDATE residents SET move_out_filed = true WHERE id = $1', ['tsukuba-single']);
      await seedCenter(sql, ca, clock);
      expect(await counts()).toEqual(first);
      expect(await readHousehold(sql, 'tsukuba-single')).toMatchObject({ holder: { moveOutFiled: true } });
      expect(await readHousehold(sql, 'nobody')).toBeNull();
      expect([await hasResident(sql), await hasResident(sql, 'nobody')]).toEqual([true, false]);
      const later = { now: () => Date.parse('2040-01-01T12:00:00+09:00') };
      await expect(seedCenter(sql, ca, later)).rejects.toThrow('cannot be registered: certificateExpired');
    } finally {
      await sql.close();
      await rm(directory, { recursive: true });
    }
  });
});
