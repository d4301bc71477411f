import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openEmbedded } from '../../../issuing-center/store/embedded.ts';
import { readFacts } from '../../../issuing-center/registers/facts.ts';
import { ok } from '../../../shared/result.ts';
import type { Sql } from '../../../issuing-center/store/sql.ts';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import type { MunicipalityId } from '../../../shared/ids.ts';
import { generatePopulation, type PopulationBatch } from './generate.ts';
import { makeImprints } from './imprints.ts';
import { loadPopulation } from './load.ts';
import { populationTables } from './tables.ts';

const size = { residents: 2000, seed: 10 };

let sql: Sql;
let made: PopulationBatch;
beforeAll(async () => {
  sql = await openEmbedded();
  const [all] = generatePopulation(size, await makeImprints(await loadMincho()), size.residents);
  if (!all) throw new Error('nothing was generated');
  made = all;
});
afterAll(() => sql.close());

const counts = z.array(z.object({ count: z.number() }));

async function rowsOf(table: string): Promise<number> {
  const [row] = counts.parse(await sql.query(`SELECT count(*) AS count FROM ${table}`));
  return row?.count ?? 0;
}

function counted(): Promise<readonly number[]> {
  return Promise.all(populationTables.map(rowsOf));
}

/** What the registers must say of a card holder, from what was generated. */
function expected(resident: string, municipality: MunicipalityId) {
  const entry = made.residents.find(({ id }) => id === resident);
  const household = made.households.find(({ id }) => id === entry?.household);
  if (!entry || !household) throw new Error('not generated');
  const members = made.residents
    .filter((each) => each.household === household.id)
    .map(({ position, ...member }, index) => {
      if (position !== index + 1) throw new Error('generated out of order');
      const { municipality: home, address, head: householdHead } = household;
      return { ...member, municipality: home, address, householdHead };
    });
  const own = <T extends { readonly resident: string | null; readonly municipality: MunicipalityId }>(
    list: readonly T[],
  ) => list.filter((each) => each.resident === resident && each.municipality === municipality);
  const register = made.familyRegisters.find(
    (each) =>
      each.municipality === municipality &&
      each.persons.some((person) => person.resident === resident && !person.removed),
  );
  return {
    household: { holder: members.find(({ id }) => id === resident), members },
    familyRegister: register ?? null,
    seals: own(made.seals).toSorted(
      (a, b) => b.registeredOn.localeCompare(a.registeredOn) || a.id.localeCompare(b.id),
    ),
    taxes: own(made.taxes).toSorted((a, b) => b.fiscalYear - a.fiscalYear),
    enrolments: own(made.enrolments),
    vaccination: made.vaccinations.find((each) => each.resident === resident) ?? null,
  };
}

describe('loading a population', () => {
  it('enters what was generated and reports its progress', async () => {
    const progress: number[] = [];
    expect(await loadPopulation(sql, { ...size, onProgress: (soFar) => progress.push(soFar) })).toBe(2000);
    expect(progress.at(-1)).toBe(2000);
    expect(progress.length).toBeGreaterThan(1);
    expect(await rowsOf('residents')).toBe(2000);
    expect(await rowsOf('taxes')).toBe(made.taxes.length);
    expect(await rowsOf('family_register_persons')).toBe(
      made.familyRegisters.flatMap(({ persons }) => persons).length,
    );
  });

  it('lets every reader of the registers find just what was generated', async () => {
    const homes = new Map(made.households.map(({ id, municipality }) => [id, municipality]));
    const homeOf = new Map(made.residents.map(({ id, household }) => [id, homes.get(household)]));
    const elsewhere = made.enrolments.slice(0, 10).map((each) => [each.resident, each.municipality] as const);
    const atHome = made.certificates
      .filter((_, index) => index % 30 === 0)
      .map(({ resident }) => [resident, homeOf.get(resident)] as const);
    let registers = 0;
    for (const [resident, municipality] of [...elsewhere, ...atHome]) {
      const certificate = made.certificates.find((each) => each.resident === resident);
      if (!certificate || !municipality) throw new Error('not generated');
      const { issuerKeyId, serial, ...entry } = certificate;
      const facts = await readFacts(sql, { issuerKeyId, serial }, municipality);
      expect(facts).toMatchObject(ok({ certificate: entry, ...expected(resident, municipality) }));
      if (facts.ok && facts.value.familyRegister) registers += 1;
    }
    expect(registers).toBeGreaterThan(20);
  });

  it('protects a resident for whom a restriction was generated', async () => {
    const cardOf = (id: string | null) => made.certificates.find(({ resident }) => resident === id);
    const restriction = made.restrictions.find(({ resident }) => cardOf(resident) !== undefined);
    const certificate = cardOf(restriction?.resident ?? null);
    if (!restriction || !certificate) throw new Error('this seed has nobody with a restriction and a card');
    const facts = await readFacts(sql, certificate, restriction.municipality);
    expect(facts.ok && facts.value.restrictions).toContainEqual(restriction);
  });

  it('adds nothing when run again', async () => {
    const before = await counted();
    expect(await loadPopulation(sql, size)).toBe(2000);
    expect(await counted()).toEqual(before);
  });

  it('stops between two transactions when told to, and can be resumed later', async () => {
    const told = new AbortController();
    const other = { residents: 2500, seed: 9 };
    const first = await loadPopulation(sql, {
      ...other,
      signal: told.signal,
      onProgress: () => told.abort(),
    });
    expect(first).toBeLessThan(2500);
    expect(await rowsOf('residents')).toBe(2000 + first);
    expect(await loadPopulation(sql, other)).toBe(2500);
    expect(await rowsOf('residents')).toBe(4500);
  });

  it('hears while it works what tells it to stop', async () => {
    const told = new AbortController();
    const other = { residents: 4000, seed: 10 };
    const entered = await loadPopulation(sql, {
      ...other,
      signal: told.signal,
      // A signal of the system is heard like this: when the process turns to its events.
      onProgress: () => setImmediate(() => told.abort()),
    });
    expect(entered).toBeLessThan(4000);
  });

  it('enters nothing when the size is out of range', async () => {
    const before = await counted();
    await expect(loadPopulation(sql, { residents: 0, seed: 1 })).rejects.toThrow(RangeError);
    expect(await counted()).toEqual(before);
  });
});
