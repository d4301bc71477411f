import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDebts } from '../../issuing-center/console/owed.ts';
import { readShownMunicipalities } from '../../issuing-center/console/shown-municipalities.ts';
import { standingAlarms } from '../../issuing-center/fleet/alarms.ts';
import { giveOrder } from '../../issuing-center/fleet/orders.ts';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { standingOrdersSchema } from '../../shared/kiosk-report.ts';
import { openConsole } from '../console/open-console.ts';
import { madeUpReport } from '../console/made-up-report.ts';
import { codes } from '../municipality-codes.ts';
import { claimOf, paidOrder } from './paid-order.ts';
import { createPlainKiosk } from './plain-kiosk.ts';
import { rulesOfFiles } from './rules-of-files.ts';
import { startSimulatedCenter, type SimulatedCenter } from './simulated-center.ts';
import { visit } from './visit.ts';

/** Ten in the morning of a working day in Japan. */
const clock = { time: Date.UTC(2026, 10, 24, 1), now: () => clock.time };
let center: SimulatedCenter;

beforeAll(async () => {
  center = await startSimulatedCenter(clock);
});
afterAll(() => center.close());

describe('a center that kiosks report to over their line', () => {
  it('hears a report, also of a kiosk that it does not serve, and answers with what it wants', async () => {
    const kiosk = createPlainKiosk(center, 'K-0007');
    const report = (number: number, heard = 0) =>
      kiosk.send('POST', endpoints.report.path, madeUpReport({ clock: clock.now(), number, heard }));
    expect(await report(1)).toMatchObject({ status: 200, json: { number: 0, service: { state: 'in' } } });
    await center.sql.query('INSERT INTO distrusted_kiosks (kiosk, since) VALUES ($1, 1)', ['K-0007']);
    const service = { state: 'out', reason: 'fault' } as const;
    const given = await center.sql.transaction((queries) =>
      giveOrder(queries, 'K-0007', 0, { of: 'service', service }, { name: 'OP-01', at: clock.now() }),
    );
    expect(given.ok).toBe(true);
    const answered = await report(2);
    expect(standingOrdersSchema.parse(answered.json)).toEqual({ number: 1, service, update: null });
    await center.watch();
    expect(await standingAlarms(center.sql)).toMatchObject([{ kiosk: 'K-0007', kind: 'notTrusted' }]);
  });

  it('refuses what is no report: words that no kiosk has, text, figures without end', async () => {
    const kiosk = createPlainKiosk(center, 'K-0008');
    const sound = madeUpReport({ clock: clock.now() });
    for (const wrong of [
      { ...sound, name: '植付花子' },
      { ...sound, service: { state: 'out', cause: 'tooYoung', forMs: 0 } },
      { ...sound, supplies: { ...sound.supplies, sheets: 12 } },
      { ...sound, version: '1.2.3 植付花子' },
      { ...sound, heard: 1e12 },
      {
        ...sound,
        troubles: Array.from({ length: 25 }, () => ({
          device: 'disk',
          state: 'low',
          reason: null,
          forMs: 0,
        })),
      },
      {},
    ])
      expect((await kiosk.send('POST', endpoints.report.path, wrong)).status).toBe(400);
    expect(await center.sql.query("SELECT 1 FROM kiosk_reports WHERE kiosk = 'K-0008'")).toEqual([]);
  });

  it('raises an alarm for a journal that lacks records, beside what its log says', async () => {
    const kiosk = createPlainKiosk(center, 'K-0009');
    const head = { journal: 'a'.repeat(32), seq: 9, hash: 'b'.repeat(64) };
    const told = (what: object) => kiosk.send('POST', endpoints.journalHead.path, what);
    const paths = await told({ head, after: null, missing: null });
    expect(paths.status).toBe(200);
    await told({ head: { ...head, seq: 3 }, after: null, missing: null });
    expect((await standingAlarms(center.sql)).filter(({ kiosk: of }) => of === 'K-0009')).toMatchObject([
      { kind: 'journal', detail: 'journalRolledBack' },
    ]);
  });

  it('knows what is owed, by kiosk and code, until it has been granted', async () => {
    const at = await visit(center, center.ca, 'tsukuba-single', 'K-0010');
    const paid = await paidOrder(at, [at.line('residenceRecord')], 0);
    const debts = await readDebts(center.sql);
    expect(debts).toEqual([
      { kiosk: 'K-0010', code: paid.code, reportedAt: clock.now(), owed: paid.money.owed },
    ]);
    const claim = claimOf(paid, { reason: 'owed', documents: [], amount: paid.money.owed });
    expect(await at.kiosk.claimRefund(claim)).toMatchObject({ ok: true });
    expect(await readDebts(center.sql)).toEqual([]);
  });

  it('knows which rules are in force, from when on and from where', async () => {
    const files = await loadMunicipalities();
    const all = await readShownMunicipalities(center.sql, rulesOfFiles(files), files, clock.now());
    expect(all).toHaveLength(files.size);
    expect(all.find(({ id }) => id === codes.minato)).toMatchObject({ number: null, next: null });
  });

  it('shows nobody: no page of its console has a name, an address, a birth date or a My Number of a resident', async () => {
    const console = await openConsole(center.sql, clock);
    const residents = z
      .array(
        z.object({
          name: z.string(),
          birth: z.string().nullable(),
          number: z.string().nullable(),
          address: z.string(),
        }),
      )
      .parse(
        await center.sql.query(
          `SELECT name, birth_date AS birth, my_number AS number, address
           FROM residents JOIN households ON households.id = residents.household`,
        ),
      );
    expect(residents.length).toBeGreaterThan(10);
    const paths = ['/', '/kiosks/K-0007', '/alarms', '/owed', '/municipalities', '/record', '/operators'];
    const pages = await Promise.all(paths.map((path) => console.ask('administrator', path)));
    await console.close();
    const all = pages.map(({ text }) => text).join('\n');
    expect(pages.map(({ status }) => status)).toEqual(paths.map(() => 200));
    for (const words of residents.map((one) => Object.values(one)))
      for (const word of words) if (word !== null) expect(all).not.toContain(word);
    expect(all).not.toMatch(/residenceRecord|住民票/);
  });
});
