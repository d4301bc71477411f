import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../shared/center-api.ts';
import { createPlainKiosk, newRequestId } from '../../testing/center/plain-kiosk.ts';
import {
  startSimulatedCenter,
  type CenterLine,
  type SimulatedCenter,
} from '../../testing/center/simulated-center.ts';
import { textOfSheet } from '../../testing/center/text-of-sheet.ts';
import { visit, type Visit } from '../../testing/center/visit.ts';
import { startCluster, type Cluster } from '../../testing/postgres/cluster.ts';
import { holdingSql, type HeldSql } from '../../testing/postgres/held-sql.ts';
import { systemTimers, type Timers } from '../../shared/timers.ts';
import { orderDeadlineMs } from '../http/serve-line.ts';
import { joinSite, leaseTimes, NodeRefused } from '../nodes/node.ts';
import { openServer } from '../store/server.ts';
import type { Sql } from '../store/sql.ts';

/** One moment for everything: anything named after the time gets the same name. */
const noon = Date.parse('2026-11-20T12:00:00+09:00');
let cluster: Cluster;
let observer: Sql;
let held: HeldSql;
let otherHeld: HeldSql;
let center: SimulatedCenter;
let otherNode: CenterLine;

/** A busy machine is no order that took too long. */
const noOrderTooLong: Timers = {
  ...systemTimers,
  after: (ms, run) => (ms === orderDeadlineMs ? () => undefined : systemTimers.after(ms, run)),
};

beforeAll(async () => {
  cluster = await startCluster();
  const url = await cluster.newDatabase();
  observer = openServer(url);
  held = holdingSql(openServer(url));
  otherHeld = holdingSql(openServer(url));
  center = await startSimulatedCenter({ now: () => noon }, held.sql, { timers: noOrderTooLong });
  otherNode = await center.addNode({ sql: otherHeld.sql });
});
afterAll(async () => {
  await center.close();
  await otherHeld.sql.close();
  await observer.close();
  await cluster.stop();
});

const addressOf = (own: Visit): string => own.holder.address.replaceAll('　', '');

function ordered(result: Awaited<ReturnType<Visit['kiosk']['order']>>): Order {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

/** The fronts of an order's sheets, as poppler reads them. */
async function frontsOf(order: Order): Promise<readonly string[]> {
  const sheets = order.documents.flatMap((document) => document.sheets);
  const texts: string[] = [];
  for (const sheet of sheets) texts.push(await textOfSheet(Buffer.from(sheet, 'base64'), 'front'));
  return texts;
}

/**
 * Kawasaki, 2 May 2023: two residents at two stores asked within one second; the later one's file replaced the earlier one's.
 */
describe('two residents at two stores at the same moment', () => {
  it.each([
    ['the earlier is issued last', [1, 0]],
    ['the later is issued last', [0, 1]],
  ])('each get their own certificate when %s', async (_which, releaseOrder) => {
    const visits = [
      await visit(center, center.ca, 'tsukuba-family', 'STORE-1'),
      await visit(otherNode, center.ca, 'tsukuba-single', 'STORE-2'),
    ] as const;
    const holds = [held.holdBefore(/INSERT INTO orders/), otherHeld.holdBefore(/INSERT INTO orders/)];
    const answers = visits.map((own) => own.kiosk.order(own.session, [own.line('residenceRecord')]));
    // Both are made, neither is issued yet.
    await Promise.all(holds.map(({ reached }) => reached));
    for (const at of releaseOrder) {
      holds[at]?.release();
      await holds[at]?.ended;
    }
    const [one, two] = (await Promise.all(answers)).map(ordered);
    if (!one || !two) throw new Error('no orders');
    const [ones, twos] = [(await frontsOf(one)).join(''), (await frontsOf(two)).join('')];
    expect([ones.includes(addressOf(visits[0])), ones.includes(addressOf(visits[1]))]).toEqual([true, false]);
    expect([twos.includes(addressOf(visits[0])), twos.includes(addressOf(visits[1]))]).toEqual([false, true]);
    expect(one.transaction).not.toBe(two.transaction);
    expect(one.documents[0]?.number).not.toBe(two.documents[0]?.number);
  });

  it('cannot take each other’s answer at any node, even with each other’s request', async () => {
    const own = await visit(center, center.ca, 'tsukuba-family', 'STORE-1');
    const other = await visit(otherNode, center.ca, 'tsukuba-single', 'STORE-2');
    const requestId = newRequestId();
    const line = own.line('residenceRecord');
    ordered(await own.kiosk.order(own.session, [line], requestId));
    const refused = { ok: false, error: 'invalidOrder' };
    expect(await other.kiosk.order(other.session, [other.line('residenceRecord')], requestId)).toEqual(
      refused,
    );
    const elsewhere = createPlainKiosk(otherNode, 'STORE-1');
    expect(await elsewhere.order(own.session, [{ ...line, copies: 2 }], requestId)).toEqual(refused);
    expect(await other.kiosk.order(own.session, [line], requestId)).toEqual({
      ok: false,
      error: 'sessionEnded',
    });
  });
});

/** Tokushima, 2023: of a certificate of three pages the second was another person's. */
describe('a certificate of three sheets made at the same time as another', () => {
  it('has three sheets of one number, one household and one count', async () => {
    const large = await visit(center, center.ca, 'arakawa-twelve', 'STORE-1');
    const other = await visit(center, center.ca, 'meguro-six', 'STORE-2');
    const made = await Promise.all(
      [large, other].map(async (own) => {
        const order = ordered(await own.kiosk.order(own.session, [own.line('residenceRecord')]));
        return { own, order, number: order.documents[0]?.number ?? 'none' };
      }),
    );
    expect(made.map(({ order }) => order.documents[0]?.sheets.length)).toEqual([3, 2]);
    for (const { own, order, number } of made)
      for (const front of await frontsOf(order)) {
        expect(front).toContain(number);
        expect(front).toContain(addressOf(own));
        for (const stranger of made.filter((one) => one.own !== own)) {
          expect(front).not.toContain(stranger.number);
          expect(front).not.toContain(addressOf(stranger.own));
        }
      }
  });
});

/** Niigata, Saitama, Kumamoto, 2023: registrations that had been cancelled were certified. */
describe('a registered seal that is cancelled', () => {
  const cancel = (id: string): Promise<unknown> =>
    observer.query("UPDATE seals SET cancelled_on = '2026-11-20' WHERE resident = $1", [id]);
  const register = (id: string): Promise<unknown> =>
    observer.query('UPDATE seals SET cancelled_on = NULL WHERE resident = $1', [id]);
  const ordersOf = (own: Visit) => observer.query('SELECT 1 FROM orders WHERE session = $1', [own.session]);
  const refused = { ok: false, error: 'notAvailable' };

  it('between login and order is not certified', async () => {
    const own = await visit(center, center.ca, 'tsukuba-family', 'STORE-1');
    const line = own.line('sealRegistration');
    await cancel('tsukuba-family');
    expect(await own.kiosk.order(own.session, [line])).toEqual(refused);
    expect(await ordersOf(own)).toEqual([]);
    await register('tsukuba-family');
  });

  it('while its pages are being made is not certified: the pages are thrown away', async () => {
    const own = await visit(center, center.ca, 'tsukuba-family', 'STORE-1');
    const line = own.line('sealRegistration');
    const hold = held.holdBefore(/center_site/);
    const answer = own.kiosk.order(own.session, [line]);
    await hold.reached;
    await cancel('tsukuba-family');
    hold.release();
    expect(await answer).toEqual(refused);
    expect(await ordersOf(own)).toEqual([]);
    await register('tsukuba-family');
    // The refusal leaves nothing behind that stands in the way.
    ordered(await own.kiosk.order(own.session, [line]));
  });

  it('at the moment of issue waits, and the next order sees it', async () => {
    const own = await visit(center, center.ca, 'tsukuba-family', 'STORE-1');
    const line = own.line('sealRegistration');
    const hold = held.holdBefore(/INSERT INTO orders/);
    const answer = own.kiosk.order(own.session, [line]);
    await hold.reached;
    let cancelled = false;
    const cancelling = cancel('tsukuba-family').then(() => {
      cancelled = true;
    });
    const waits =
      "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE seals%'";
    let waiting: readonly unknown[] = [];
    while (waiting.length === 0) waiting = await center.sql.query(waits);
    expect(cancelled).toBe(false);
    hold.release();
    ordered(await answer);
    await cancelling;
    expect(await own.kiosk.order(own.session, [line])).toEqual(refused);
    await register('tsukuba-family');
  });
});

/** Takamatsu, April 2024: one of several servers ran a build that was not meant for the site. */
describe('a node of another build or configuration', () => {
  it('does not start beside the others', async () => {
    const other = { ...center.options.sealKeys, rootPublicKey: new Uint8Array(32) };
    const starting = center.addNode({ sql: otherHeld.sql, sealKeys: other });
    await expect(starting).rejects.toBeInstanceOf(NodeRefused);
    await expect(starting).rejects.toThrow(
      '2 living node(s) of this site run another configuration (differs: sealRoot); stop them first',
    );
  });

  /**
   * The old nodes are cut off until their leases end and another build takes over the site; a beat in between means another
   * try.
   */
  async function takeOver(fingerprint: Parameters<typeof joinSite>[1]): ReturnType<typeof joinSite> {
    for (;;) {
      await observer.query('UPDATE center_nodes SET lease_until = lease_until - make_interval(secs => $1)', [
        leaseTimes.leaseS + 1,
      ]);
      try {
        return await joinSite(observer, fingerprint);
      } catch (error) {
        if (!(error instanceof NodeRefused)) throw error;
      }
    }
  }

  it('that runs on after the site was upgraded issues nothing and lets nobody log in', async () => {
    const own = await visit(center, center.ca, 'tsukuba-family', 'STORE-1');
    const line = own.line('residenceRecord');
    const hold = held.holdBefore(/center_site/);
    const answer = own.kiosk.order(own.session, [line]);
    await hold.reached;
    const [site] = await observer.query('SELECT fingerprint FROM center_site');
    const fingerprint = site?.['fingerprint'];
    if (typeof fingerprint !== 'object' || fingerprint === null) throw new Error('no site');
    const before = JSON.stringify(fingerprint);
    const april = JSON.parse(
      before.replace(/"build": ?"[0-9a-f]{64}/, `"build":"${'0'.repeat(64)}`),
    ) as Parameters<typeof joinSite>[1];
    const upgraded = await takeOver(april);
    hold.release();
    const closed = { ok: false, error: 'serviceClosed' };
    expect(await answer).toEqual(closed);
    expect(await own.kiosk.order(own.session, [line])).toEqual(closed);
    expect(await createPlainKiosk(otherNode, 'STORE-1').order(own.session, [line])).toEqual(closed);
    expect(await own.kiosk.begin(own.holder.municipality)).toEqual(closed);
    expect(await observer.query('SELECT 1 FROM orders WHERE session = $1', [own.session])).toEqual([]);
    expect(await upgraded.holdsSite(observer)).toBe(true);
  });
});
