import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { hasResident, readHousehold } from '../../issuing-center/store/registers.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { isoDate, ageOn } from '../../shared/dates.ts';
import { openTestCa } from '../test-ca/test-ca.ts';
import { holderOf, holders } from './holders.ts';
import { madeUpMyNumber } from './household.ts';
import { registerHouseholds } from './residents.ts';
import { seedCenter } from './seed.ts';

/** Check digit by ordinance 85 of 2014, article 5, written a second time: weights 2 to 7, 2 to 6 from the right. */
function checkDigit(eleven: string): number {
  const weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(eleven.charAt(at)), 0);
  return sum % 11 <= 1 ? 0 : 11 - (sum % 11);
}

describe('the made-up residents', () => {
  it('live in every municipality, at least two holders in each', async () => {
    for (const id of (await loadMunicipalities()).keys())
      expect([id, holders.filter(({ municipality }) => municipality === id).length >= 2]).toEqual([id, true]);
    expect(new Set(holders.map(({ id }) => id)).size).toBe(holders.length);
    expect(holders.every(({ pin }) => pin === '1234')).toBe(true);
    expect(() => holderOf('nobody')).toThrow('there are tsukuba-family');
  });

  it('are clearly made up, and have numbers that nobody can have', () => {
    const residents = registerHouseholds.flatMap(({ residents: members }) => members);
    for (const { name, myNumber } of residents) {
      expect(name).toMatch(/見本|例示|仮名|架空|例|EXAMPLE/);
      expect(myNumber).toMatch(/^\d{12}$/);
      expect(Number(myNumber?.charAt(11))).not.toBe(checkDigit(myNumber?.slice(0, 11) ?? ''));
    }
    expect(new Set(residents.map(({ myNumber }) => myNumber)).size).toBe(residents.length);
    expect(madeUpMyNumber(1)).toBe('000000000010');
  });

  it('have names that can be printed, but for the one who is there for it', async () => {
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
    expect([ageOn(birthDate, isoDate('2027-10-31')), ageOn(birthDate, isoDate('2027-11-01'))]).toEqual([
      14, 15,
    ]);
  });
});

describe('seedCenter', () => {
  it('fills the registers once, and leaves what was changed since as it is', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'komado-seed-'));
    const clock = { now: () => Date.parse('2026-11-20T12:00:00+09:00') };
    const sql = await openEmbedded();
    try {
      const ca = await openTestCa(directory, clock);
      await seedCenter(sql, ca, clock);
      const counts = () =>
        sql.query(`SELECT (SELECT count(*) FROM households) AS households, (SELECT count(*) FROM residents) AS residents,
          (SELECT count(*) FROM user_certificates) AS certificates,
          (SELECT count(*) FROM user_certificates WHERE revoked) AS revoked`);
      const first = await counts();
      expect(first).toEqual([
        {
          households: registerHouseholds.length,
          residents: registerHouseholds.flatMap(({ residents }) => residents).length,
          certificates: holders.length,
          revoked: 1,
        },
      ]);
      await sql.query('UPDATE residents SET restricted = true WHERE id = $1', ['tsukuba-single']);
      await seedCenter(sql, ca, clock);
      expect(await counts()).toEqual(first);
      expect((await readHousehold(sql, 'tsukuba-single'))?.holder.restricted).toBe(true);
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
