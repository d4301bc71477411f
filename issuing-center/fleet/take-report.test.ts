import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KioskReport } from '../../shared/kiosk-report.ts';
import { openFleetTables } from '../../testing/console/fleet-tables.ts';
import { madeUpReport } from '../../testing/console/made-up-report.ts';
import { standingAlarms } from './alarms.ts';
import { readKiosks } from './kiosks.ts';
import { giveOrder, ordersOf, standingOrders, type OrderChange } from './orders.ts';
import { takeReport } from './take-report.ts';

const by = { name: 'OP-01', at: 5 };
const start = Date.UTC(2026, 10, 30, 1);
const rules = { silentMinutes: 5 };
let sql: Awaited<ReturnType<typeof openFleetTables>>;

beforeAll(async () => {
  sql = await openFleetTables();
});
beforeEach(() => sql.empty());
afterAll(() => sql.close());

const tell = (differing: Partial<KioskReport>, now = start, kiosk = 'K-0001') =>
  takeReport(sql, kiosk, madeUpReport({ clock: now, ...differing }), now);
const known = async (kiosk = 'K-0001', now = start) => {
  const [one] = await readKiosks(sql, now, rules, kiosk);
  if (!one) throw new Error('no such kiosk');
  return one;
};
const order = (seen: number, change: OrderChange) =>
  sql.transaction((queries) => giveOrder(queries, 'K-0001', seen, change, by));
const out = { of: 'service', service: { state: 'out', reason: 'fault' } } as const;
const back = { of: 'service', service: { state: 'in' } } as const;
const wish = { of: 'update', update: '2.0.0' } as const;

describe('reports', () => {
  it('a kiosk is shown as it last said, and as silent when it has said nothing for too long', async () => {
    await tell({ number: 1 });
    await tell({ number: 2, service: { state: 'out', cause: 'printerUnavailable', forMs: 1000 } });
    expect(await known()).toMatchObject({ shown: 'out', since: start - 1000 });
    expect((await known('K-0001', start + 5 * 60_000)).shown).toBe('silent');
  });

  it('a late or repeated report does not replace a newer one, and is answered all the same', async () => {
    await tell({ number: 5, version: '2.0.0' });
    for (const number of [4, 5, 1])
      expect((await tell({ number, version: '1.0.0' }, start + 60_000)).orders.number).toBe(0);
    const { report, cameAt } = await known();
    expect(report.version).toBe('2.0.0');
    expect(cameAt).toBe(start);
  });

  it('a state keeps the instant of its beginning through reports that take a little longer or less', async () => {
    const printer = { state: 'out', cause: 'printerUnavailable' } as const;
    await tell({ number: 1, service: { ...printer, forMs: 0 } });
    await tell({ number: 2, service: { ...printer, forMs: 58_500 } }, start + 60_000);
    expect((await known()).since).toBe(start);
    await tell({ number: 3, service: { ...printer, forMs: 1000 } }, start + 120_000);
    expect((await known()).since).toBe(start + 119_000);
    await tell(
      { number: 4, service: { ...printer, cause: 'cashUnavailable', forMs: 1000 } },
      start + 120_000,
    );
    expect((await known()).report.service).toMatchObject({ cause: 'cashUnavailable' });
  });

  it('a clock that is wrong is seen, and the times that it tells are right all the same', async () => {
    const hour = 3_600_000;
    await tell({ clock: start + 2 * hour, service: { state: 'out', cause: 'closedDay', forMs: hour } });
    expect(await known()).toMatchObject({ clockAhead: 2 * hour, since: start - hour });
  });

  it('a restart is none, but a machine that goes on after a later start is a second one of that name', async () => {
    const [first, second] = ['1'.repeat(32), '2'.repeat(32)];
    await tell({ run: first, number: 7 });
    await tell({ run: second, number: 1 });
    // Still on the way when the program ended.
    await tell({ run: first, number: 8 });
    expect(await standingAlarms(sql)).toEqual([]);
    expect((await tell({ run: first, number: 9 })).raised).toBe(true);
    await tell({ run: second, number: 2 });
    expect((await tell({ run: first, number: 10 })).raised).toBe(false);
    expect(await standingAlarms(sql)).toMatchObject([{ kiosk: 'K-0001', kind: 'twoKiosks' }]);
    expect((await known()).report.run).toBe(second);
  });

  it('kiosks know nothing of each other, and starts without end do not fill the table', async () => {
    for (let start = 0; start < 20; start += 1)
      await tell({ run: start.toString(16).padStart(32, '0') }, 1_000_000 + start);
    await tell({ number: 1 }, start, 'K-0002');
    expect(await sql.query('SELECT count(*)::int AS runs FROM kiosk_runs')).toEqual([{ runs: 9 }]);
    expect((await readKiosks(sql, start, rules)).map(({ kiosk }) => kiosk)).toEqual(['K-0001', 'K-0002']);
  });
});

describe('orders', () => {
  it('stand until the next, whole, and are acknowledged by a report that names them', async () => {
    await tell({ number: 1 });
    expect(await order(0, out)).toMatchObject({ ok: true });
    expect(await order(1, wish)).toMatchObject({ ok: true });
    expect(await standingOrders(sql, 'K-0001')).toEqual({
      ...{ number: 2, service: { state: 'out', reason: 'fault' }, update: '2.0.0' },
    });
    expect((await tell({ number: 2, heard: 1 })).orders.number).toBe(2);
    expect((await ordersOf(sql, 'K-0001', 9)).map(({ heardAt }) => heardAt)).toEqual([null, start]);
    await tell({ number: 3, heard: 2 }, start + 1);
    expect((await ordersOf(sql, 'K-0001', 9)).map(({ heardAt }) => heardAt)).toEqual([start + 1, start]);
  });

  it('are refused to whoever has not seen the last one, and to whoever orders what is so already', async () => {
    expect(await order(0, back)).toEqual({ ok: false, error: 'same' });
    expect(await order(0, out)).toMatchObject({ ok: true });
    expect(await order(0, back)).toEqual({ ok: false, error: 'changed' });
    expect(await order(1, out)).toEqual({ ok: false, error: 'same' });
  });

  it('of a center whose database was put back have a number that the kiosk has not had', async () => {
    await tell({ number: 1, heard: 41 });
    expect(await order(0, out)).toMatchObject({ ok: true, value: { is: { number: 42 } } });
  });
});
