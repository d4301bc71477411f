import { existsSync, readFileSync } from 'node:fs';
import { inject, vi } from 'vitest';
import { isLongRun } from '../repetitions.ts';

/*
 * In every test file the most expensive things come from this run's supplies: a new database starts with the files of an empty one, the
 * made-up registers with those of full ones, and RSA keys are made from ready primes.
 */

// `npm test` judges a change, so it tries the same cases each time; `npm run test:long` looks for cases nobody has met yet.
const { configureGlobal } = await import('fast-check');
configureGlobal(isLongRun ? { numRuns: 5_000 } : { seed: 20_251_126 });

vi.mock('@electric-sql/pglite', async (original) => {
  const actual = await original<typeof import('@electric-sql/pglite')>();
  const { inMemory } = await import('../../simulator/residents/in-memory.ts');
  let empty: Blob | null = null;
  return {
    ...actual,
    PGlite: {
      defaultStartParams: actual.PGlite.defaultStartParams,
      create(options: import('@electric-sql/pglite').PGliteOptions = {}) {
        const isKept = options.dataDir !== undefined && existsSync(options.dataDir);
        if (isKept || options.loadDataDir !== undefined) return actual.PGlite.create(options);
        empty ??= inMemory(readFileSync(inject('supplies').database));
        return actual.PGlite.create({ ...options, loadDataDir: empty });
      },
    },
  };
});

vi.mock('../../simulator/authorities/test-ca/key-pairs.ts', async (original) => {
  const actual = await original<typeof import('../../simulator/authorities/test-ca/key-pairs.ts')>();
  const { z } = await import('zod');
  const { pairsOf, rsaOfPrimes } = await import('./rsa-from-primes.ts');
  const read = z.array(z.string()).parse(JSON.parse(readFileSync(inject('supplies').primes, 'utf8')));
  const pairs = pairsOf(read.map((prime) => BigInt(`0x${prime}`)));
  return {
    makeKeyPair(algorithm: Parameters<typeof actual.makeKeyPair>[0]) {
      // No key twice: when all pairs are used up, keys are made as usual.
      const pair = algorithm === 'rsa-2048' ? pairs.next().value : undefined;
      return pair === undefined ? actual.makeKeyPair(algorithm) : Promise.resolve(rsaOfPrimes(...pair));
    },
  };
});

vi.mock('../center/registers-in-memory.ts', async (original) => {
  const actual = await original<typeof import('../center/registers-in-memory.ts')>();
  const { isoDateSchema, japanDate } = await import('../../shared/dates.ts');
  const { openRegistersOf } = await import('./registers-of-day.ts');
  const { seedCards } = await import('../../simulator/residents/seed.ts');
  // On this day most tests ask the registers.
  const day = isoDateSchema.parse('2026-11-20');
  return {
    async openMadeUpRegisters(...[ca, clock, withCards]: Parameters<typeof actual.openMadeUpRegisters>) {
      if (japanDate(clock.now()) !== day) return actual.openMadeUpRegisters(ca, clock, withCards);
      const sql = await openRegistersOf(day, inject('supplies').registers);
      await seedCards(sql, ca, clock, withCards);
      return sql;
    },
  };
});
