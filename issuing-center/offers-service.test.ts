import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../shared/dates.ts';
import { siteRuns, rulesOfFiles } from '../testing/center/rules-of-files.ts';
import { codes } from '../testing/municipality-codes.ts';
import { repetitions } from '../testing/repetitions.ts';
import { createEventLog } from '../logging/event-log.ts';
import { loadMunicipalities, type Municipalities } from './municipalities/load.ts';
import { municipalitySchema } from './municipalities/schema.ts';
import { createOffersService } from './offers-service.ts';
import { leadMs, publishRules } from './publication/publish.ts';
import { createMunicipalityRules } from './publication/rules-in-force.ts';
import { openEmbedded } from './store/embedded.ts';
import { migrate } from './store/migrate.ts';
import type { Sql } from './store/sql.ts';

const files = await loadMunicipalities();
const japanTime = (text: string): Instant => Date.parse(`${text}+09:00`);
const noon = japanTime('2026-11-20T12:00:00');
const night = japanTime('2026-11-20T23:30:00');
const all = [...files.keys()];

const service = (these: Municipalities = files) => createOffersService(these, rulesOfFiles(these));

describe('what a kiosk is told', () => {
  it('is of those it asks for alone, in its order, as far as they are served', () => {
    const { municipalities } = service().offers([codes.minato, codes.mihon, codes.asahikawa], noon);
    expect(municipalities.map(({ id }) => id)).toEqual([codes.minato, codes.asahikawa]);
  });

  it('names another index when one takes part no more, or takes enrolments now', () => {
    const version = (these: Municipalities) => service(these).offers([], noon).index;
    const fewer = new Map([...files].filter(([id]) => id !== codes.minato));
    const [one] = [...files.values()].filter(({ towns }) => towns === undefined);
    if (one === undefined) throw new Error('all take enrolments');
    const enrolling = new Map([...files, [one.id, { ...one, towns: ['見本町'] }]]);
    expect(new Set([version(files), version(fewer), version(enrolling)]).size).toBe(3);
    expect(version(files)).toBe(version(new Map(files)));
    expect(service().index(noon).version).toBe(version(files));
  });

  it('says whether anybody is open, at the minute in which that changes', () => {
    const told = service();
    const open = (at: Instant) => told.offers([], at).anyOpen;
    expect([open(noon), open(night), open(night)]).toEqual([true, false, false]);
    const opening = japanTime('2026-11-21T06:30:00');
    expect([open(opening - 1), open(opening)]).toEqual([false, true]);
  });

  it('tells a name apart from every other in Japan', () => {
    const { municipalities } = service().offers([codes.miyako, codes.tsukuba], noon);
    expect(municipalities.map(({ name }) => name)).toEqual([
      { ja: 'みやこ町', en: 'Miyako (Fukuoka)' },
      { ja: 'つくば市', en: 'Tsukuba' },
    ]);
  });

  it('stays as it is until the instant that it names, whenever it was asked', () => {
    const told = service();
    const [from, to] = [japanTime('2024-04-01T00:00:00'), japanTime('2028-01-10T00:00:00')];
    const moment = fc.record({
      id: fc.constantFrom(...all),
      at: fc.integer({ min: from, max: to }),
      later: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    });
    fc.assert(
      fc.property(moment, ({ id, at, later }) => {
        const [first] = told.offers([id], at).municipalities;
        if (first === undefined) throw new Error('not offered');
        expect(first.until).toBeGreaterThan(at);
        for (const then of [at + Math.floor((first.until - at) * later), first.until - 1])
          expect(told.offers([id], then).municipalities).toEqual([first]);
      }),
      { numRuns: repetitions(120, 5_000), seed: 7 },
    );
  });
});

describe('rules that are on their way', () => {
  let sql: Sql;
  beforeAll(async () => {
    sql = await openEmbedded();
  });
  afterAll(() => sql.close());

  it('end what was told before at their instant, not later', async () => {
    const signingKey = generateKeyPairSync('ed25519').privateKey;
    await siteRuns(sql, files, signingKey);
    await migrate(sql);
    const file = files.get(codes.tsukuba);
    if (file === undefined) throw new Error('no Tsukuba');
    const services = file.services.map((one) => ({
      ...one,
      prices: [{ from: null, until: null, yen: 250 }],
    }));
    const dearer = municipalitySchema.parse({ ...file, services });
    const published = await publishRules({ sql, signingKey, files, now: noon }, dearer, noon + leadMs);
    expect(published.ok).toBe(true);
    const log = createEventLog({ clock: { now: () => noon }, destinations: [] });
    const rules = createMunicipalityRules({ files, signingKey, log });
    await rules.refresh(sql);
    const told = createOffersService(files, rules);
    const offer = (at: Instant) => told.offers([codes.tsukuba], at).municipalities[0];
    expect(offer(noon)).toMatchObject({ until: noon + leadMs, rules: 1 });
    expect(offer(noon + leadMs)).toMatchObject({ rules: 2, offers: [{ price: 250 }, {}, {}, {}, {}, {}] });
    expect(offer(noon + leadMs)?.until).toBe(japanTime('2026-11-20T23:00:00'));
  });
});
