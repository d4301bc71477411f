import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order, OrderRequest } from '../../shared/center-api.ts';
import { isoDate } from '../../shared/dates.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { nonceSchema, personRefSchema, sessionIdSchema } from '../../shared/ids.ts';
import { createHonestCenter } from '../../testing/center/honest-center.ts';
import { newRequestId } from '../../testing/center/plain-kiosk.ts';
import { writeAgain } from './answer-json.ts';
import { givenAnswer, keepAnswer } from './idempotent-order.ts';
import { openEmbedded } from '../store/embedded.ts';
import { makeMonth, monthAt } from '../store/months.ts';
import { migrate } from '../store/migrate.ts';
import { deleteExpired, deleteSession, hasTurn, insertSession, takeTurn } from '../store/sessions.ts';
import type { AnswerSession } from './seal-answer.ts';
import type { Sql } from '../store/sql.ts';
import { codes } from '../../testing/municipality-codes.ts';

const now = Date.parse(isoDate('2026-11-20'));
const center = createHonestCenter();
const purpose = {
  kiosk: 'K-0001',
  service: 'certificates',
  municipality: codes.mihon,
} as const;
const month = monthAt(now);
let sql: Sql;

beforeAll(async () => {
  sql = await openEmbedded();
  await migrate(sql);
  await makeMonth(sql, month);
});
afterAll(() => sql.close());

async function newSession(): Promise<AnswerSession> {
  const kioskNonce = nonceSchema.parse(randomBytes(16).toString('hex'));
  const id = sessionIdSchema.parse(randomBytes(16).toString('hex'));
  const challenge = { bytes: randomBytes(32), expiresAt: now + 1_000 };
  await insertSession(sql, { ...purpose, id, kioskNonce, month, rules: null }, challenge, now + 1_000);
  return { id, kioskNonce };
}

const newRequest = (copies = 1): OrderRequest => ({
  requestId: newRequestId(),
  lines: [
    {
      ...{ kind: 'residenceRecord', variant: null, year: null, shown: [], copies },
      persons: [personRefSchema.parse('p1')],
    },
  ],
});

/** An order as the center answers it, pages and all. */
function orderFor(request: OrderRequest): Order {
  const begin = { ...purpose, kioskNonce: randomBytes(16).toString('hex') };
  const { session } = center.answer(endpoints.beginSession, {}, begin) as { session: string };
  center.answer(endpoints.login, { session }, { certificate: 'AAAA', signature: 'AAAA' });
  return center.answer(endpoints.order, { session }, request) as Order;
}

const refused = { ok: false, error: { refused: 'invalidOrder' } };

describe('the answer to an order', () => {
  it('is given again to the same request, and to no other', async () => {
    const [session, other] = [await newSession(), await newSession()];
    const request = newRequest();
    const order = orderFor(request);
    expect(await givenAnswer(sql, session, request)).toBeNull();
    await keepAnswer(sql, session, request, writeAgain(order));
    expect(await givenAnswer(sql, session, request)).toEqual({ ok: true, value: writeAgain(order) });
    const [line] = request.lines;
    if (!line) throw new Error('no line');
    expect(await givenAnswer(sql, session, { ...request, lines: [{ ...line, copies: 2 }] })).toEqual(refused);
    expect(await givenAnswer(sql, other, request)).toEqual(refused);
    expect(await givenAnswer(sql, session, newRequest())).toBeNull();
  });

  it('goes when a later order of its session comes, when the session ends, and when its time is over', async () => {
    const session = await newSession();
    const [first, second] = [newRequest(), newRequest()];
    await keepAnswer(sql, session, first, writeAgain(orderFor(first)));
    await keepAnswer(sql, session, second, writeAgain(orderFor(second)));
    expect(await givenAnswer(sql, session, first)).toBeNull();
    expect((await givenAnswer(sql, session, second))?.ok).toBe(true);
    expect(await deleteSession(sql, 'K-0001', session.id)).toBe(month);
    expect(await givenAnswer(sql, session, second)).toBeNull();

    const forgotten = await newSession();
    await keepAnswer(sql, forgotten, first, writeAgain(orderFor(first)));
    await deleteExpired(sql, now + 1_000);
    expect(await sql.query('SELECT 1 FROM order_answers')).toEqual([]);
  });

  it('can be neither read nor changed by whoever has only the database', async () => {
    const session = await newSession();
    const request = newRequest();
    const order = orderFor(request);
    await keepAnswer(sql, session, request, writeAgain(order));
    const [row] = await sql.query('SELECT request, sealed FROM order_answers WHERE session = $1', [
      session.id,
    ]);
    const sealed = row?.['sealed'];
    if (!(sealed instanceof Uint8Array)) throw new Error('nothing was kept');
    const bytes = Buffer.from(sealed).toString('latin1');
    for (const secret of [order.documents[0]?.number, order.documents[0]?.sheets[0], request.requestId])
      expect(bytes).not.toContain(secret);
    expect(row?.['request']).not.toBe(request.requestId);
    // The same pages are sealed differently each time.
    await keepAnswer(sql, session, request, writeAgain(order));
    const [again] = await sql.query('SELECT sealed FROM order_answers WHERE session = $1', [session.id]);
    expect(again?.['sealed']).not.toEqual(sealed);
    for (const at of [0, 12, 28, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await sql.query('UPDATE order_answers SET sealed = $2 WHERE session = $1', [session.id, changed]);
      await expect(givenAnswer(sql, session, request)).rejects.toThrow();
    }
  });
});

describe('the turn of a session', () => {
  it('belongs to the request that came last', async () => {
    const session = await newSession();
    const [first, second] = [newRequestId(), newRequestId()];
    expect(await hasTurn(sql, session.id, first)).toBe(false);
    await takeTurn(sql, session.id, first);
    expect(await hasTurn(sql, session.id, first)).toBe(true);
    await takeTurn(sql, session.id, second);
    expect(await hasTurn(sql, session.id, first)).toBe(false);
    expect(await hasTurn(sql, session.id, second)).toBe(true);
  });

  it('belongs, like the session itself, to one kiosk', async () => {
    const session = await newSession();
    expect(await deleteSession(sql, 'K-0002', session.id)).toBeNull();
    expect(await deleteSession(sql, 'K-0001', session.id)).toBe(month);
  });
});
