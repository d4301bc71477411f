import { createHash, generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindingSchema, offersSchema, type Order } from '../shared/center-api.ts';
import { holderOf, holders } from '../simulator/population/holders.ts';
import { createPlainKiosk, proofOf, type PlainKiosk } from '../simulator/population/plain-kiosk.ts';
import { registerHouseholds } from '../simulator/population/residents.ts';
import { textOfSheet } from '../simulator/population/text-of-sheet.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../simulator/population/simulated-center.ts';
import { loadMincho } from '../printing/fonts/mincho.ts';
import { startCenter } from './server.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const clock = { now: () => noon };
let center: SimulatedCenter;
let kiosk: PlainKiosk;

beforeAll(async () => {
  center = await startSimulatedCenter(clock);
  kiosk = createPlainKiosk(center.url);
});
afterAll(() => center.close());

const nowhere = 'ab'.repeat(16);
const malformed = { status: 400, json: { error: 'malformed' } };

describe('the front door', () => {
  it('listens on this machine alone', () => {
    expect(center.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('tells what is offered, without any login', async () => {
    const { status, json } = await kiosk.send('GET', '/v1/offers');
    expect(status).toBe(200);
    const offers = offersSchema.parse(json);
    expect(offers.at).toBe(noon);
    const residenceRecords = offers.municipalities.map((one) => [
      one.id,
      one.state.open,
      one.offers.map(({ kind, price }) => `${kind} ${price}`).join(),
    ]);
    expect(residenceRecords).toEqual([
      ['arakawa', true, 'residenceRecord 200'],
      ['meguro', true, 'residenceRecord 200'],
      ['minato', true, 'residenceRecord 200'],
      ['tomakomai', true, 'residenceRecord 250'],
      ['tsukuba', true, 'residenceRecord 150'],
    ]);
  });

  it('says 404 to what is not in the contract', async () => {
    expect((await kiosk.send('GET', '/v1/residents')).status).toBe(404);
    expect((await kiosk.send('GET', `/v1/sessions/${nowhere}`)).status).toBe(404);
  });
});

describe('requests out of shape', () => {
  const session = { kiosk: 'KIOSK-1', municipality: 'tsukuba', kioskNonce: nowhere };
  const order = {
    requestId: nowhere,
    lines: [{ kind: 'residenceRecord', persons: ['p1'], shown: [], copies: 1 }],
  };
  const one = order.lines[0];
  it.each([
    ['/v1/sessions', undefined],
    ['/v1/sessions', []],
    ['/v1/sessions', { ...session, kioskNonce: 'short' }],
    ['/v1/sessions', { ...session, kiosk: 'kiosk one' }],
    ['/v1/sessions', { ...session, municipality: '../tsukuba' }],
    ['/v1/sessions/1/login', { certificate: '', signature: '' }],
    [`/v1/sessions/${nowhere}/login`, { certificate: '***', signature: 'AA==' }],
    [`/v1/sessions/${nowhere}/login`, { certificate: 'AA==' }],
    [`/v1/sessions/${nowhere}/orders`, { ...order, lines: [] }],
    [`/v1/sessions/${nowhere}/orders`, { ...order, requestId: 'x' }],
    [`/v1/sessions/${nowhere}/orders`, { ...order, lines: [{ ...one, copies: 0 }] }],
    [`/v1/sessions/${nowhere}/orders`, { ...order, lines: [{ ...one, copies: 11 }] }],
    [`/v1/sessions/${nowhere}/orders`, { ...order, lines: [{ ...one, copies: 1.5 }] }],
    [`/v1/sessions/${nowhere}/orders`, { ...order, lines: [{ ...one, persons: [] }] }],
    [`/v1/sessions/${nowhere}/orders`, { ...order, lines: [{ ...one, persons: ['resident-1'] }] }],
    [`/v1/sessions/${nowhere}/orders`, { ...order, lines: Array(11).fill(one) }],
    ['/v1/orders/1/outcome', { printed: [], notPrinted: [] }],
    [`/v1/orders/${nowhere}/outcome`, { printed: [] }],
  ])('%s %j are refused without an echo', async (path, body) => {
    expect(await kiosk.send('POST', path, body ?? null)).toEqual(malformed);
  });

  it('that are no JSON, of another type, or too large', async () => {
    const post = async (body: string, type: string) =>
      (await fetch(`${center.url}/v1/sessions`, { method: 'POST', body, headers: { 'content-type': type } }))
        .status;
    expect(await post('{', 'application/json')).toBe(400);
    expect(await post(JSON.stringify(session), 'text/plain')).toBe(415);
    expect(await post(JSON.stringify({ ...session, kiosk: 'K'.repeat(40_000) }), 'application/json')).toBe(
      413,
    );
  });

  it('leave nothing behind, and are no faults of the center', async () => {
    expect(await center.sql.query('SELECT 1 FROM sessions')).toEqual([]);
    expect(center.faults).toEqual([]);
  });
});

describe('what is not known', () => {
  it('a session: it has ended', async () => {
    const order = {
      requestId: nowhere,
      lines: [{ kind: 'residenceRecord', persons: ['p1'], shown: [], copies: 1 }],
    };
    const ended = { status: 409, json: { refused: 'sessionEnded' } };
    expect(await kiosk.send('POST', `/v1/sessions/${nowhere}/orders`, order)).toEqual(ended);
    const login = { certificate: 'AA==', signature: 'AA==' };
    expect(await kiosk.send('POST', `/v1/sessions/${nowhere}/login`, login)).toEqual(ended);
    expect(await kiosk.send('DELETE', `/v1/sessions/${nowhere}`)).toEqual({ status: 200, json: {} });
  });

  it('a municipality or a transaction: refused', async () => {
    const session = { kiosk: 'KIOSK-1', municipality: 'nowhere', kioskNonce: nowhere };
    expect(await kiosk.send('POST', '/v1/sessions', session)).toEqual({
      status: 409,
      json: { refused: 'serviceClosed' },
    });
    const outcome = { printed: [], notPrinted: ['AAAA-BBBB'] };
    expect(await kiosk.send('POST', `/v1/orders/${nowhere}/outcome`, outcome)).toEqual({
      status: 409,
      json: { refused: 'invalidOrder' },
    });
  });
});

describe('twenty residents at the same time', () => {
  it('get each their own pages', async () => {
    const willing = holders.filter(({ id }) =>
      ['tsukuba-family', 'tsukuba-single', 'minato-mixed', 'minato-variant', 'meguro-six'].includes(id),
    );
    const visits = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const holder = willing[index % willing.length];
        if (!holder) throw new Error('nobody is willing');
        const own = createPlainKiosk(center.url, `KIOSK-${index}`);
        const { userAuthentication } = await center.ca.cardOf(holder);
        const begun = await own.begin(holder.municipality);
        if (!begun.ok || !userAuthentication) throw new Error('no session');
        const resident = await own.login(begun.value, userAuthentication);
        if (!resident.ok) throw new Error(resident.error);
        const persons = resident.value.certificates[0]?.persons ?? [];
        const refs = persons.map(({ ref }) => ref);
        const order = await own.order(begun.value.session, [
          { kind: 'residenceRecord', persons: refs, shown: [], copies: 1 },
        ]);
        if (!order.ok) throw new Error(order.error);
        return { holder, begun: begun.value, persons, order: order.value, userAuthentication };
      }),
    );
    for (const { holder, begun, persons, order, userAuthentication } of visits) {
      const binding = bindingSchema.parse(JSON.parse(order.binding));
      expect(binding.kioskNonce).toBe(begun.kioskNonce);
      expect(binding.holder).toBe(createHash('sha256').update(userAuthentication.certificate).digest('hex'));
      expect(persons.find(({ self }) => self)?.name).toBe(holder.name);
      expect(await ownersOf(order)).toEqual([begun.session]);
      expect(binding.documents[0]?.subjects).toEqual(persons.map(({ ref }) => ref));
      const sheets = order.documents.flatMap((document) => document.sheets);
      const text = (await Promise.all(sheets.map((sheet) => textOfSheet(Buffer.from(sheet, 'base64'))))).join(
        '',
      );
      for (const { household, residents } of registerHouseholds) {
        const own = residents.some(({ id }) => id === holder.id);
        expect([household.id, text.includes(household.address.replaceAll('　', ''))]).toEqual([
          household.id,
          own,
        ]);
      }
    }
    const different = (values: readonly string[]) => new Set(values).size === visits.length;
    expect(different(visits.map(({ order }) => order.transaction))).toBe(true);
    expect(different(visits.map(({ order }) => order.documents[0]?.number ?? ''))).toBe(true);
    expect(different(visits.map(({ order }) => order.documents[0]?.sheets.join() ?? ''))).toBe(true);
    expect(center.faults).toEqual([]);
  });

  async function ownersOf(order: Order): Promise<unknown[]> {
    const rows = await center.sql.query('SELECT session FROM orders WHERE transaction_id = $1', [
      order.transaction,
    ]);
    return rows.map(({ session }) => session);
  }
});

describe('when the database breaks', () => {
  it('the kiosk hears "internal" and the fault names no person', async () => {
    const broken = await startSimulatedCenter(clock);
    try {
      const own = createPlainKiosk(broken.url);
      const holder = holderOf('tsukuba-single');
      const { userAuthentication } = await broken.ca.cardOf(holder);
      const begun = await own.begin(holder.municipality);
      if (!begun.ok || !userAuthentication) throw new Error('no session');
      await broken.sql.script('ALTER TABLE residents DROP COLUMN name');
      const proof = proofOf(begun.value, userAuthentication);
      expect(await own.send('POST', `/v1/sessions/${begun.value.session}/login`, proof)).toEqual({
        status: 500,
        json: { error: 'internal' },
      });
      expect(broken.faults).toHaveLength(1);
      expect(broken.faults[0]?.where).toBe('POST /v1/sessions/:session/login');
      expect(JSON.stringify(broken.faults)).not.toContain(proof.certificate);
    } finally {
      await broken.close();
    }
  });
});

describe('start and end', () => {
  it('refuses to start without CA, with a key of another kind, with a database of another version', async () => {
    const good = {
      sql: center.sql,
      anchors: center.ca.anchors().userAuthentication,
      signingKey: generateKeyPairSync('ed25519').privateKey,
      font: await loadMincho(),
      clock,
    };
    await expect(startCenter({ ...good, anchors: [] })).rejects.toThrow('at least one CA certificate');
    const { userAuthentication } = await center.ca.cardOf(holderOf('tsukuba-single'));
    const noCa = userAuthentication ? [userAuthentication.certificate] : [];
    await expect(startCenter({ ...good, anchors: noCa })).rejects.toThrow('expected a CA certificate');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await expect(startCenter({ ...good, signingKey: privateKey })).rejects.toThrow('Ed25519');
    await center.sql.query('UPDATE schema_version SET version = 2');
    await expect(startCenter(good)).rejects.toThrow('schema version 2, this center works with version 1');
    await center.sql.query('UPDATE schema_version SET version = 1');
  });

  it('ends though a connection was opened that asks nothing', async () => {
    const second = await startCenter({
      sql: center.sql,
      anchors: center.ca.anchors().userAuthentication,
      signingKey: generateKeyPairSync('ed25519').privateKey,
      font: await loadMincho(),
      clock,
    });
    const socket = connect(Number(new URL(second.url).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    await fetch(`${second.url}/v1/offers`);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    await second.close();
    await closed;
    await expect(fetch(`${second.url}/v1/offers`)).rejects.toThrow();
  });
});
