import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { ageOn, isoDateSchema, type IsoDate } from '../../../shared/dates.ts';
import type { RegisterDate } from '../../../shared/register-date.ts';
import { dateOf, populationDay } from './days.ts';
import { generatePopulation, type PopulationBatch } from './generate.ts';
import { makeImprints } from './imprints.ts';
import { taxYears } from './taxes.ts';

const imprints = await makeImprints(await loadMincho());
const today = dateOf(populationDay);

function population(residents: number, seed: number): PopulationBatch {
  const [only, ...more] = generatePopulation({ residents, seed }, imprints, residents);
  if (!only || more.length > 0) throw new Error('expected one batch');
  return only;
}

function share<T>(list: readonly T[], of: (one: T) => boolean): number {
  return list.filter(of).length / list.length;
}

const town = population(6000, 1);
const ages = town.residents.map(({ birthDate }) => ageOn(dayOf(birthDate), today));

/** Everybody generated was born on a day that is known. */
function dayOf(date: RegisterDate): IsoDate {
  return isoDateSchema.parse(date);
}

describe('the generated cards', () => {
  const persons = new Map(town.residents.map((resident) => [resident.id, resident]));
  const ofStaying = town.certificates.filter(({ resident }) => {
    const until = persons.get(resident)?.residenceStatus?.until;
    return until !== undefined && until !== null;
  });

  it('were handed over after birth, and card and certificate are valid today', () => {
    for (const { resident, handedOverOn, setUpOn, cardEndsOn } of town.certificates) {
      const person = persons.get(resident);
      if (!person || !handedOverOn || !setUpOn || !cardEndsOn) throw new Error('an incomplete card');
      const born = dayOf(person.birthDate);
      expect([resident, born <= handedOverOn, handedOverOn <= setUpOn]).toEqual([resident, true, true]);
      expect(setUpOn <= today && today <= cardEndsOn).toBe(true);
      // The fifth birthday after a day is more than four years away.
      expect(ageOn(setUpOn, today)).toBeLessThan(4);
    }
  });

  it('end with a birthday, or with the stay', () => {
    expect(ofStaying.length).toBeGreaterThan(20);
    for (const { resident, cardEndsOn } of town.certificates) {
      const person = persons.get(resident);
      if (!person || !cardEndsOn) throw new Error('an incomplete card');
      const { birthDate, residenceStatus } = person;
      const until = residenceStatus?.until ?? null;
      const birthday = dayOf(birthDate).slice(5).replace('02-29', '02-28');
      const withBirthday = cardEndsOn.slice(5).replace('02-29', '02-28') === birthday;
      expect([resident, withBirthday || cardEndsOn === until]).toEqual([resident, true]);
      if (until !== null) expect(cardEndsOn <= until).toBe(true);
    }
  });

  it('were renewed in part, and only where the card outlives its first certificate', () => {
    const renewed = town.certificates.filter(({ renewal }) => renewal);
    expect(renewed.length).toBeGreaterThan(500);
    for (const { resident, handedOverOn, setUpOn } of renewed) {
      const born = persons.get(resident)?.birthDate;
      if (born === undefined || !handedOverOn || !setUpOn) throw new Error('an incomplete card');
      expect(ageOn(dayOf(born), handedOverOn)).toBeGreaterThanOrEqual(20);
      expect([4, 5]).toContain(ageOn(handedOverOn, setUpOn));
    }
  });
});

describe('a generated population', () => {
  it('is the same for the same seed, and another for another seed', () => {
    expect(population(300, 5)).toEqual(population(300, 5));
    const [one, other] = [population(300, 5), population(300, 6)];
    const numbers = [...one.residents, ...other.residents].map(({ myNumber }) => myNumber);
    expect(new Set(numbers).size).toBe(600);
    expect(one.residents.map(({ name }) => name)).not.toEqual(other.residents.map(({ name }) => name));
  });

  it('has exactly as many residents as were asked for, in batches of whole households', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 0, max: 999 }), (residents, seed) => {
        const batches = [...generatePopulation({ residents, seed }, imprints, 40)];
        expect(batches.flatMap((batch) => batch.residents)).toHaveLength(residents);
        for (const batch of batches) {
          const there = new Set(batch.households.map(({ id }) => id));
          expect(batch.residents.every(({ household }) => there.has(household))).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('has no id twice, even together with a larger one of the same seed that shares its households', () => {
    const [small, large] = [population(90, 3), population(200, 3)];
    const whole = new Map(large.residents.map((resident) => [resident.id, resident]));
    for (const resident of small.residents)
      if (whole.has(resident.id)) expect(resident).toEqual(whole.get(resident.id));
    expect(small.residents.filter(({ id }) => whole.has(id)).length).toBeGreaterThan(70);
    for (const ids of [
      town.residents.map(({ id }) => id),
      town.certificates.map(({ serial }) => serial),
      town.seals.map(({ id }) => id),
      town.familyRegisters.flatMap(({ persons }) => persons.map(({ id }) => id)),
      town.enrolments.map(({ id }) => id),
    ])
      expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    [0, 1],
    [1.5, 1],
    [10_000_000, 1],
    [10, 1000],
    [10, -1],
  ])('refuses %d residents with seed %d', (residents, seed) => {
    expect(() => [...generatePopulation({ residents, seed }, imprints, 10)]).toThrow(RangeError);
  });

  it('has no My Number that could be anybody’s', () => {
    // Ordinance 85 of 2014, article 5.
    const weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    for (const { myNumber } of town.residents) {
      const digits = Array.from(myNumber ?? '', Number);
      const rest = weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0) % 11;
      expect(digits).toHaveLength(12);
      expect(digits[11]).not.toBe(rest <= 1 ? 0 : 11 - rest);
    }
  });

  it('lives in households of 1 to 12, with plausible shares of ages and of foreign residents', () => {
    const sizes = new Map<string, number>();
    for (const { household } of town.residents) sizes.set(household, (sizes.get(household) ?? 0) + 1);
    const counts = [...sizes.values()];
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([1, 12]);
    // Census of 2020: 38 % of households are of one person, with 2.2 persons on average.
    expect(share(counts, (count) => count === 1)).toBeGreaterThan(0.35);
    expect(town.residents.length / counts.length).toBeGreaterThan(2);
    expect(town.residents.length / counts.length).toBeLessThan(2.4);
    expect(Math.min(...ages)).toBe(0);
    expect(Math.max(...ages)).toBeLessThanOrEqual(105);
    for (const [from, to, least, most] of [
      [0, 14, 0.1, 0.16],
      [15, 64, 0.54, 0.65],
      [65, 105, 0.24, 0.33],
    ] as const) {
      const found = share(ages, (age) => age >= from && age <= to);
      expect(found).toBeGreaterThan(least);
      expect(found).toBeLessThan(most);
    }
    const foreign = share(town.residents, (resident) => resident.foreign);
    expect(foreign).toBeGreaterThan(0.02);
    expect(foreign).toBeLessThan(0.05);
    expect(
      share(town.residents, ({ name }) => /[髙﨑𠮷濵]|[\u{E0100}-\u{E01EF}]/u.test(name)),
    ).toBeGreaterThan(0.01);
  });

  it('has cards, seals, taxes of six years, registers and vaccinations in plausible numbers', () => {
    const all = town.residents.length;
    expect(share(town.certificates, ({ revoked }) => revoked)).toBeLessThan(0.02);
    expect(town.certificates.length / all).toBeCloseTo(0.78, 1);
    expect(town.vaccinations.length / all).toBeGreaterThan(0.6);
    expect(town.seals.length / all).toBeGreaterThan(0.35);
    expect(new Set(town.taxes.map(({ fiscalYear }) => fiscalYear))).toEqual(new Set(taxYears));
    expect(town.familyRegisters.length / town.households.length).toBeGreaterThan(0.6);
    for (const few of [town.enrolments, town.restrictions]) expect(few.length / all).toBeLessThan(0.06);
    expect(town.enrolments.length).toBeGreaterThan(50);
    expect(town.restrictions.length).toBeGreaterThan(0);
  });

  it('has no impossible lives: nobody moves before birth or has a seal before 15, and mothers are at least 18 years older', () => {
    const births = new Map(town.residents.map(({ id, birthDate }) => [id, birthDate]));
    for (const { birthDate, residentSince, addressSince, notifiedOn } of town.residents)
      for (const day of [residentSince, addressSince, notifiedOn])
        expect(day !== null && day >= birthDate && day <= today).toBe(true);
    for (const { resident, registeredOn, cancelledOn } of town.seals) {
      expect(ageOn(dayOf(births.get(resident) ?? registeredOn), registeredOn)).toBeGreaterThanOrEqual(15);
      expect(cancelledOn === null || cancelledOn >= registeredOn).toBe(true);
    }
    let children = 0;
    for (const { id, persons } of town.familyRegisters) {
      const part = (name: string) => persons.filter((person) => person.id.startsWith(`${id}-${name}`));
      const mother = [...part('h'), ...part('s'), ...part('2')].find(({ sex }) => sex === 'female');
      for (const child of [...part('c'), ...part('o'), ...part('3')]) {
        if (!mother) continue;
        children += 1;
        expect(child.mother?.endsWith(`　${mother.givenName}`)).toBe(true);
        expect(ageOn(dayOf(mother.birthDate), dayOf(child.birthDate))).toBeGreaterThanOrEqual(18);
      }
    }
    expect(children).toBeGreaterThan(1000);
  });

  it('has foreign residents as the law has them: a category with what it has, and a day on which they became one', () => {
    const foreigners = town.residents.filter(({ foreign }) => foreign);
    expect(new Set(foreigners.map(({ residenceStatus }) => residenceStatus?.category)).size).toBeGreaterThan(
      1,
    );
    for (const { residenceStatus, foreignResidentSince, residentSince, birthDate } of foreigners) {
      const { category, status, period, until, cardNumber } = residenceStatus ?? {};
      expect([category, status !== ''].join()).toMatch(/^中長期在留者,true$|^(?!中長期)[^,]+,false$/u);
      if (category === '特別永住者') expect([period, until]).toEqual(['', null]);
      expect(cardNumber !== '').toBe(category === '中長期在留者' || category === '特別永住者');
      // The record of foreign residents began on 9 July 2012.
      expect(foreignResidentSince !== null && foreignResidentSince >= '2012-07-09').toBe(true);
      expect(foreignResidentSince !== null && foreignResidentSince >= birthDate).toBe(true);
      expect(
        foreignResidentSince === '2012-07-09' ||
          (foreignResidentSince ?? '') <= dayOf(residentSince ?? birthDate),
      ).toBe(true);
    }
    for (const { foreign, foreignResidentSince } of town.residents)
      if (!foreign) expect(foreignResidentSince).toBeNull();
  });

  it('names the same head of the register in resident and family register', () => {
    const heads = new Map(
      town.familyRegisters.flatMap(({ head, place, persons }) =>
        persons.flatMap(({ resident, removed }) =>
          resident === null || removed ? [] : [[resident, { place, headOfRegister: head }] as const],
        ),
      ),
    );
    expect(heads.size).toBeGreaterThan(3000);
    for (const { id, domicile, foreign } of town.residents) {
      if (heads.has(id)) expect(domicile).toEqual(heads.get(id));
      expect(domicile === null).toBe(foreign);
    }
  });
});
