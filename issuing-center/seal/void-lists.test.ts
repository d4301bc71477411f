import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { municipalityIdSchema, requestIdSchema, sha256Schema } from '../../shared/ids.ts';
import { sealKeyListSchema, type VoidList } from '../../shared/seal.ts';
import { yen } from '../../shared/yen.ts';
import { openVoidList } from '../../verifier/code/open-lists.ts';
import { newSessionId, newTransactionId } from '../store/random.ts';
import { openEmbedded } from '../store/embedded.ts';
import { makeMonth, monthAt } from '../store/months.ts';
import { migrate } from '../store/migrate.ts';
import { insertOrder, settleOrder, voidOpenOrders } from '../store/orders.ts';
import type { Queries, Sql } from '../store/sql.ts';
import { openSealKeys, type SealKeys } from './seal-keys.ts';
import { createVoidLists, voidListKeptMs } from './void-lists.ts';
import { codes } from '../../testing/municipality-codes.ts';

const municipalityIds = [codes.tsukuba, codes.meguro].map((id) => municipalityIdSchema.parse(id));
const start = instantInJapan(isoDate('2026-11-20'), '09:30:00');

let folder: string;
let sql: Sql;
let sealKeys: SealKeys;
let now: number;
const clock = { now: () => now };
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-void-'));
  now = start;
  sql = await openEmbedded();
  await migrate(sql);
  await makeMonth(sql, month);
  sealKeys = await openSealKeys(folder, municipalityIds, clock);
});
beforeEach(() => {
  now = start;
});
afterAll(async () => {
  await sql.close();
  await rm(folder, { recursive: true });
});

const month = monthAt(start);

/** An order in Tsukuba with these document numbers. */
async function order(...numbers: readonly string[]) {
  const [municipality] = municipalityIds;
  if (!municipality) throw new Error('a municipality');
  const [transaction, session] = [newTransactionId(), newSessionId()];
  const documents = numbers.map(
    (number) => ({ number, kind: 'income', variant: null, year: null, price: yen(200), sheets: 1 }) as const,
  );
  const requestId = requestIdSchema.parse(newTransactionId());
  const certificateSha256 = sha256Schema.parse('ab'.repeat(32));
  const holder = { kiosk: 'KIOSK-1', municipality, certificateSha256 };
  const rest = { ...holder, price: yen(200 * numbers.length), builtAt: now, rules: null, documents };
  await insertOrder(sql, { transaction, requestId, session, month, ...rest });
  return { transaction, session: { id: session, month }, month };
}

async function opened(lists: readonly string[]): Promise<readonly VoidList[]> {
  const keys = sealKeyListSchema.parse(JSON.parse((await sealKeys.sealKeyList()).list));
  return lists.map((list) => {
    const result = openVoidList(new Uint8Array(Buffer.from(list, 'base64')), keys, []);
    if (!result.ok) throw new Error(result.error);
    return result.value;
  });
}

// echo -n 0000-0000-0000-0001 | sha256sum | cut -c1-16
const marks = { one: '9a38527ca836df1c', two: 'c2b86d8262ca7045' };

describe('lists of void numbers', () => {
  it('name what was not paid or not printed, sorted, and nothing that was printed', async () => {
    const { voidLists } = createVoidLists({ queries: sql, sealKeys, municipalityIds, clock });
    const unpaid = await order('0000-0000-0000-0001');
    await voidOpenOrders(sql, month, [unpaid.session.id]);
    const half = await order('0000-0000-0000-0002', '0000-0000-0000-0003');
    await settleOrder(sql, half, ['0000-0000-0000-0003'], null, start);
    await order('0000-0000-0000-0004');
    expect(await opened((await voidLists()).lists)).toEqual([
      { municipality: codes.tsukuba, issuedAt: start, numbers: [marks.one, marks.two].sort() },
      { municipality: codes.meguro, issuedAt: start, numbers: [] },
    ]);
  });

  it('are cached for a minute, made once for all who ask at once, and each newer than the one before', async () => {
    let asked = 0;
    const queries: Queries = {
      query: (...call) => {
        asked += 1;
        return sql.query(...call);
      },
    };
    const { voidLists } = createVoidLists({ queries, sealKeys, municipalityIds, clock });
    const [one, two] = await Promise.all([voidLists(), voidLists()]);
    now += voidListKeptMs - 1;
    expect(await voidLists()).toEqual(one);
    expect(two).toEqual(one);
    expect(asked).toBe(1);
    now += 1;
    await voidLists();
    expect(asked).toBe(2);
    // The clock is set back.
    now = start - 1000;
    const [list] = await opened((await voidLists()).lists);
    expect(list?.issuedAt).toBe(start + voidListKeptMs + 1);
  });

  it('are made anew when certificates already in somebody’s hands become void, even while a list is being made', async () => {
    let asked = 0;
    const queries: Queries = {
      query: (...call) => {
        asked += 1;
        return sql.query(...call);
      },
    };
    const { voidLists, forget } = createVoidLists({ queries, sealKeys, municipalityIds, clock });
    const before = voidLists();
    forget();
    const [[one], [two]] = await Promise.all([
      before.then(({ lists }) => opened(lists)),
      voidLists().then(({ lists }) => opened(lists)),
    ]);
    expect(asked).toBe(2);
    // A receiver accepts the newer one, and no older one after it.
    expect(two?.issuedAt).toBe((one?.issuedAt ?? 0) + 1);
  });

  it('are made at the next request after the database has failed', async () => {
    let down = true;
    const queries: Queries = {
      query: (...call) => (down ? Promise.reject(new Error('no answer in time')) : sql.query(...call)),
    };
    const { voidLists } = createVoidLists({ queries, sealKeys, municipalityIds, clock });
    await expect(voidLists()).rejects.toThrow('no answer in time');
    down = false;
    expect((await voidLists()).lists).toHaveLength(2);
  });
});
