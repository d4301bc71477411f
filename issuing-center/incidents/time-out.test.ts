import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endpoints, pathOf } from '../../shared/endpoints.ts';
import type { OrderLine } from '../../shared/center-api.ts';
import { createManualTimers, type ManualTimers } from '../../testing/manual-timers.ts';
import { newRequestId } from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { textOfSheet } from '../../testing/center/text-of-sheet.ts';
import { tlsExchange } from '../../testing/center/tls-exchange.ts';
import { visit, type Visit } from '../../testing/center/visit.ts';
import { startCluster, type Cluster } from '../../testing/postgres/cluster.ts';
import { holdingSql, type HeldSql } from '../../testing/postgres/held-sql.ts';
import { orderDeadlineMs } from '../http/serve-line.ts';
import { openServer } from '../store/server.ts';
import type { Sql } from '../store/sql.ts';

/**
 * Yokohama, 27 March 2023: under load a resident's print ran into a time-out, which released the lock but not the
 * transaction, and the next resident at the kiosk got the first one's certificate.
 */
const noon = Date.parse('2026-11-20T12:00:00+09:00');
const kioskName = 'KIOSK-1';
let cluster: Cluster;
/** A connection apart from the center's own. */
let observer: Sql;
let held: HeldSql;
let timers: ManualTimers;
let center: SimulatedCenter;
let first: Visit;
let next: Visit;
let line: OrderLine;

beforeAll(async () => {
  cluster = await startCluster();
  const url = await cluster.newDatabase();
  observer = openServer(url);
  held = holdingSql(openServer(url));
  timers = createManualTimers();
  center = await startSimulatedCenter({ now: () => noon }, held.sql, { timers });
});
afterAll(async () => {
  await center.close();
  await observer.close();
  await cluster.stop();
});
beforeEach(async () => {
  first = await visit(center, center.ca, 'tsukuba-family', kioskName);
  next = await visit(center, center.ca, 'tsukuba-single', kioskName);
  line = first.line('residenceRecord');
});

/** The first resident's order, as the kiosk sends it and may give it up. */
function send(requestId: string, signal?: AbortSignal): Promise<{ status: number; text: string }> {
  const path = pathOf(endpoints.order, { session: first.session });
  return tlsExchange(center.url + path, center.lineOf(kioskName), {
    ...{ method: 'POST', type: 'application/json', body: JSON.stringify({ requestId, lines: [line] }) },
    ...(signal ? { signal } : {}),
  });
}

const ordersOf = (own: Visit) => observer.query('SELECT state FROM orders WHERE session = $1', [own.session]);
const answersOf = (own: Visit) =>
  observer.query('SELECT 1 FROM order_answers WHERE session = $1', [own.session]);
const openTransactions = () =>
  observer.query("SELECT 1 FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'");

/** The next resident takes a certificate at the same kiosk: it is their own, and the only one. */
async function nextGetsTheOwn(): Promise<void> {
  const order = await next.kiosk.order(next.session, [next.line('residenceRecord')]);
  if (!order.ok) throw new Error(order.error);
  const text = await textOfSheet(Buffer.from(order.value.documents[0]?.sheets[0] ?? '', 'base64'), 'front');
  expect(text).toContain(next.holder.address.replaceAll('　', ''));
  expect(text).not.toContain(first.holder.address.replaceAll('　', ''));
  expect(await ordersOf(next)).toEqual([{ state: 'open' }]);
}

/** Nothing of the first order is left: no order, no answer, no transaction; the same request sent again makes a new order. */
async function nothingIsLeft(requestId: string): Promise<void> {
  expect(await ordersOf(first)).toEqual([]);
  expect(await answersOf(first)).toEqual([]);
  expect(await openTransactions()).toEqual([]);
  expect((await send(requestId)).status).toBe(200);
  expect(await ordersOf(first)).toEqual([{ state: 'open' }]);
}

describe.each([
  ['before its transaction', /center_site/],
  ['in the middle of its transaction, with its locks', /INSERT INTO orders/],
])('an order that is stopped %s', (_where, statement) => {
  it('and runs into its deadline is undone whole; the next resident gets their own certificate', async () => {
    const requestId = newRequestId();
    const hold = held.holdBefore(statement);
    const sent = send(requestId);
    await hold.reached;
    timers.advance(orderDeadlineMs);
    expect(await sent).toEqual({ status: 503, text: '{"error":"tooSlow"}' });
    await nextGetsTheOwn();
    hold.release();
    await hold.ended;
    await nothingIsLeft(requestId);
  });

  it('and whose kiosk goes away is undone whole; the next resident gets their own certificate', async () => {
    const requestId = newRequestId();
    const hold = held.holdBefore(statement);
    const gone = new AbortController();
    const sent = send(requestId, gone.signal);
    await hold.reached;
    gone.abort();
    await expect(sent).rejects.toThrow();
    await nextGetsTheOwn();
    hold.release();
    await hold.ended;
    await nothingIsLeft(requestId);
  });

  it('and overtaken by a later order of the same session is thrown away', async () => {
    const hold = held.holdBefore(statement);
    const sent = send(newRequestId());
    await hold.reached;
    const later = first.kiosk.order(first.session, [{ ...line, copies: 2 }]);
    // The later order has taken the session's turn by the time its own pages are being made.
    if (statement.source.includes('center_site')) expect((await later).ok).toBe(true);
    hold.release();
    const { status } = await sent;
    await hold.ended;
    expect((await later).ok).toBe(true);
    const states = (await ordersOf(first)).map(({ state }) => state);
    expect(states.filter((state) => state === 'open')).toHaveLength(1);
    const documents = await observer.query(
      "SELECT 1 FROM documents d JOIN orders o USING (transaction_id) WHERE o.session = $1 AND d.state = 'issued'",
      [first.session],
    );
    expect(documents).toHaveLength(2);
    if (statement.source.includes('center_site')) expect(status).toBe(409);
  });
});

describe('a session that ends while its order is being made', () => {
  it('leaves no order behind', async () => {
    const hold = held.holdBefore(/center_site/);
    const sent = send(newRequestId());
    await hold.reached;
    await first.kiosk.end(first.session);
    hold.release();
    expect(await sent).toEqual({ status: 409, text: '{"refused":"sessionEnded"}' });
    await hold.ended;
    expect(await ordersOf(first)).toEqual([]);
    expect(await openTransactions()).toEqual([]);
  });
});

describe('the database itself', () => {
  it('ends abandoned work: each connection asks for time limits when it opens', async () => {
    const said = async (name: string) => Object.values((await observer.query(`SHOW ${name}`))[0] ?? {})[0];
    expect(await said('statement_timeout')).toBe('10s');
    expect(await said('lock_timeout')).toBe('5s');
    expect(await said('idle_in_transaction_session_timeout')).toBe('10s');
  });

  it('leaves nothing of a transaction that it cut off midway, and the node goes on', async () => {
    const requestId = newRequestId();
    const hold = held.holdBefore(/INSERT INTO orders/);
    const sent = send(requestId);
    await hold.reached;
    await observer.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'",
    );
    hold.release();
    expect((await sent).status).toBe(500);
    await hold.ended;
    await nextGetsTheOwn();
    await nothingIsLeft(requestId);
    expect(center.faults).toHaveLength(1);
  });
});
