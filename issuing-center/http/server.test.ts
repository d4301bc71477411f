import { eventsIn, noLog } from '../../testing/log-lines.ts';
import { generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, pathOf } from '../../shared/endpoints.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { askedPath, offersAnswerSchema } from '../../shared/offers-api.ts';
import { ok } from '../../shared/result.ts';
import { signedSealKeyListSchema, signedVoidListsSchema } from '../../shared/seal.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { createPlainKiosk, proofOf, type PlainKiosk } from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { tlsExchange } from '../../testing/center/tls-exchange.ts';
import { visit, type Visit } from '../../testing/center/visit.ts';
import { loadMunicipalities } from '../municipalities/load.ts';
import { readMigrations } from '../store/migrate.ts';
import { newPublicServer } from './http-servers.ts';
import { serve } from './serve.ts';
import { startCenter } from './server.ts';
import { codes } from '../../testing/municipality-codes.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const clock = { now: () => noon };
let center: SimulatedCenter;
let kiosk: PlainKiosk;

beforeAll(async () => {
  center = await startSimulatedCenter(clock, undefined, {
    enrolment: { host: '127.0.0.1', port: 0 },
  });
  kiosk = createPlainKiosk(center, 'KIOSK-1');
});
afterAll(() => center.close());

const nowhere = 'ab'.repeat(16);
const ofNowhere = (endpoint: { readonly path: string }): string =>
  pathOf(endpoint, {
    ...{ session: nowhere, transaction: nowhere, refund: nowhere },
    ...{ municipality: codes.mihon, municipalities: codes.mihon, number: '1' },
  });
const malformed = { status: 400, json: { error: 'malformed' } };
const residenceRecord = {
  ...{ kind: 'residenceRecord', variant: null, year: null },
  ...{ persons: ['p1'], shown: [], copies: 1 },
};

const offersOf = (ids: readonly MunicipalityId[]): string =>
  pathOf(endpoints.offers, { municipalities: askedPath(ids) });

describe('the center’s servers', () => {
  it('listen on loopback only: over TLS for kiosks, in the clear for what is public', () => {
    expect(center.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(center.publicUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(center.enrolmentUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  });

  it('tell what is offered without a login', async () => {
    const all = [...(await loadMunicipalities()).keys()];
    const { status, json } = await kiosk.send('GET', offersOf(all));
    expect(status).toBe(200);
    const offers = offersAnswerSchema.parse(json);
    expect(offers.anyOpen).toBe(true);
    expect(offers.at).toBe(noon);
    const open = offers.municipalities.map(({ id, state }) => [id, state.open] as const);
    expect(open.map(([id]) => id)).toEqual(all);
    expect(Object.fromEntries(open)).toMatchObject({
      [codes.arakawa]: true,
      [codes.meguro]: true,
      [codes.minato]: true,
      [codes.tomakomai]: true,
      [codes.tsukuba]: true,
    });
    for (const { offers: own } of offers.municipalities) expect(own.length).toBeGreaterThan(0);
  });

  it('answer 404 to what is not in the contract', async () => {
    expect((await kiosk.send('GET', '/residents')).status).toBe(404);
    expect((await kiosk.send('GET', ofNowhere(endpoints.endSession))).status).toBe(404);
  });

  it.each(Object.entries(endpoints))('serve %s at its own port only', async (_name, endpoint) => {
    const { method, port } = endpoint;
    const first = (center.enrolmentUrl ?? '') + ofNowhere(endpoint);
    const statuses = {
      line: (await kiosk.send(method, ofNowhere(endpoint))).status,
      public: (await fetch(center.publicUrl + ofNowhere(endpoint), { method })).status,
      enrolment: (await tlsExchange(first, { ca: center.options.transport.ca }, { method })).status,
    };
    const { [port]: own, ...others } = statuses;
    expect(own).not.toBe(404);
    expect(Object.values(others)).toEqual([404, 404]);
  });

  it('serve no endpoint twice', () => {
    const server = newPublicServer({ log: noLog });
    const once = (): void => serve(server, endpoints.reserve, () => Promise.resolve(ok({ validUntil: 0 })));
    once();
    expect(once).toThrow('already declared');
  });

  it('give everybody the public lists and nothing else', async () => {
    const get = async (path: string) => {
      const response = await fetch(center.publicUrl + path);
      return { status: response.status, json: (await response.json()) as unknown };
    };
    const keys = await get(endpoints.sealKeys.path);
    expect(keys.status).toBe(200);
    expect(signedSealKeyListSchema.parse(keys.json).list).toContain(codes.tsukuba);
    const lists = await get(endpoints.voidNumbers.path);
    expect(signedVoidListsSchema.parse(lists.json).lists).toHaveLength((await loadMunicipalities()).size);
    expect((await get(offersOf([]))).status).toBe(404);
    expect((await kiosk.send('GET', endpoints.sealKeys.path)).status).toBe(404);
  });
});

describe('malformed requests', () => {
  const session = {
    ...{ kiosk: 'KIOSK-1', service: 'certificates' },
    ...{ municipality: codes.tsukuba, kioskNonce: nowhere },
  };
  const order = { requestId: nowhere, lines: [residenceRecord] };
  const one = residenceRecord;
  const claim = {
    ...{ refund: nowhere, transaction: nowhere, reason: 'badPrint', instead: 'money' },
    ...{ amount: 100, by: 'S-01', second: null },
  };
  const enrolment = {
    ...{ place: 'みほん町 1', headOfRegister: null, telephone: '0144000000' },
    ...{ requestId: nowhere, certificate: 'AA==', signature: 'AA==' },
  };
  it.each([
    [endpoints.beginSession.path, undefined],
    [endpoints.beginSession.path, []],
    [endpoints.beginSession.path, { ...session, kioskNonce: 'short' }],
    [endpoints.beginSession.path, { ...session, kiosk: 'kiosk one' }],
    [endpoints.beginSession.path, { ...session, municipality: '../tsukuba' }],
    [endpoints.beginSession.path, { ...session, service: 'everything' }],
    [endpoints.beginSession.path, { ...session, municipality: null }],
    [endpoints.beginSession.path, { ...session, service: 'enrolment', municipality: null }],
    [endpoints.beginSession.path, { ...session, service: 'pin' }],
    [pathOf(endpoints.login, { session: '1' }), { certificate: '', signature: '' }],
    [ofNowhere(endpoints.login), { certificate: '***', signature: 'AA==' }],
    [ofNowhere(endpoints.login), { certificate: 'AA==' }],
    [ofNowhere(endpoints.order), { ...order, lines: [] }],
    [ofNowhere(endpoints.order), { ...order, requestId: 'x' }],
    [ofNowhere(endpoints.order), { ...order, lines: [{ ...one, copies: 0 }] }],
    [ofNowhere(endpoints.order), { ...order, lines: [{ ...one, copies: 11 }] }],
    [ofNowhere(endpoints.order), { ...order, lines: [{ ...one, copies: 1.5 }] }],
    [ofNowhere(endpoints.order), { ...order, lines: [{ ...one, persons: [] }] }],
    [ofNowhere(endpoints.order), { ...order, lines: [{ ...one, persons: ['resident-1'] }] }],
    [ofNowhere(endpoints.order), { ...order, lines: Array(11).fill(one) }],
    [pathOf(endpoints.outcome, { transaction: '1' }), { printed: [], notPrinted: [] }],
    [ofNowhere(endpoints.outcome), { printed: [] }],
    // What no register can hold: it was a fault of the database, and no evidence of an odd report.
    [ofNowhere(endpoints.outcome), { printed: ['AAAA-BBBB\u0000'], notPrinted: [] }],
    [ofNowhere(endpoints.outcome), { printed: [], notPrinted: ['\ud800'] }],
    [endpoints.claimRefund.path, { ...claim, documents: ['AAAA\u0000BBBB'] }],
    [ofNowhere(endpoints.enrol), { ...enrolment, place: 'みほん町 \u0000' }],
    [ofNowhere(endpoints.enrol), { ...enrolment, headOfRegister: '\ud800' }],
  ])('to %s with %j are refused without an echo', async (path, body) => {
    expect(await kiosk.send('POST', path, body ?? null)).toEqual(malformed);
  });

  it('are not called so without their fault', async () => {
    const ask = (path: string, body: unknown) => kiosk.send('POST', path, body);
    expect(await ask(endpoints.claimRefund.path, { ...claim, documents: ['AAAA-BBBB'] })).toEqual({
      status: 409,
      json: { refused: 'codeUnknown' },
    });
    expect(await ask(ofNowhere(endpoints.enrol), enrolment)).toEqual({
      status: 409,
      json: { refused: 'sessionEnded' },
    });
  });

  it('that are not JSON, of another content type or too large are refused', async () => {
    const post = async (body: string, type: string) => {
      const what = { method: 'POST', body, type };
      return (await tlsExchange(center.url + endpoints.beginSession.path, center.lineOf('KIOSK-1'), what))
        .status;
    };
    expect(await post('{', 'application/json')).toBe(400);
    expect(await post(JSON.stringify(session), 'text/plain')).toBe(415);
    const large = JSON.stringify({ ...session, kiosk: 'K'.repeat(40_000) });
    expect(await post(large, 'application/json')).toBe(413);
  });

  it('leave no session behind and no fault in the log', async () => {
    expect(await center.sql.query('SELECT 1 FROM sessions')).toEqual([]);
    expect(center.faults).toEqual([]);
  });
});

describe('unknown ids', () => {
  it('of a session are answered as a session that has ended', async () => {
    const order = { requestId: nowhere, lines: [residenceRecord] };
    const ended = { status: 409, json: { refused: 'sessionEnded' } };
    expect(await kiosk.send('POST', ofNowhere(endpoints.order), order)).toEqual(ended);
    const login = { certificate: 'AA==', signature: 'AA==' };
    expect(await kiosk.send('POST', ofNowhere(endpoints.login), login)).toEqual(ended);
    expect(await kiosk.send('DELETE', ofNowhere(endpoints.endSession))).toEqual({ status: 200, json: {} });
  });

  it('of a municipality or a transaction are refused', async () => {
    const session = {
      ...{ kiosk: 'KIOSK-1', service: 'certificates' },
      ...{ municipality: codes.mihon, kioskNonce: nowhere },
    };
    expect(await kiosk.send('POST', endpoints.beginSession.path, session)).toEqual({
      status: 409,
      json: { refused: 'serviceClosed' },
    });
    const outcome = { printed: [], notPrinted: ['AAAA-BBBB'] };
    expect(await kiosk.send('POST', ofNowhere(endpoints.outcome), outcome)).toEqual({
      status: 409,
      json: { refused: 'invalidOrder' },
    });
  });
});

describe('a kiosk', () => {
  let own: Visit;
  let other: PlainKiosk;
  beforeAll(async () => {
    own = await visit(center, center.ca, 'tsukuba-single', 'KIOSK-1');
    other = createPlainKiosk(center, 'KIOSK-2');
  });
  const stateOf = async (): Promise<unknown> =>
    (await center.sql.query('SELECT state FROM sessions WHERE id = $1', [own.session]))[0]?.['state'];

  it('cannot begin a session in another’s name', async () => {
    const body = {
      ...{ kiosk: 'KIOSK-1', service: 'certificates' },
      ...{ municipality: codes.tsukuba, kioskNonce: nowhere },
    };
    expect(await other.send('POST', endpoints.beginSession.path, body)).toEqual({
      status: 403,
      json: { error: 'forbidden' },
    });
    expect(await center.sql.query('SELECT 1 FROM sessions WHERE kiosk_nonce = $1', [nowhere])).toEqual([]);
  });

  it('cannot log in, order, report or end in a session that another began', async () => {
    const { userAuthentication } = await center.ca.cardOf(own.holder);
    if (!userAuthentication) throw new Error('no card');
    const begun = await kiosk.begin(own.holder.municipality);
    if (!begun.ok) throw new Error(begun.error);
    const ended = { ok: false, error: 'sessionEnded' };
    expect(await other.login(begun.value, userAuthentication)).toEqual(ended);
    // The other kiosk's try has not used up the challenge.
    expect((await kiosk.login(begun.value, userAuthentication)).ok).toBe(true);

    const line = own.line('residenceRecord');
    expect(await other.order(own.session, [line])).toEqual(ended);
    const order = await own.kiosk.order(own.session, [line]);
    if (!order.ok) throw new Error(order.error);
    const outcome = { printed: [], notPrinted: order.value.documents.map(({ number }) => number) };
    expect(await other.outcome(order.value.transaction, outcome)).toEqual({
      ok: false,
      error: 'invalidOrder',
    });
    await other.end(own.session);
    expect(await stateOf()).toBe('loggedIn');
    expect((await own.kiosk.outcome(order.value.transaction, outcome)).ok).toBe(true);
    await own.kiosk.end(own.session);
    expect(await stateOf()).toBeUndefined();
  });
});

describe('when the database breaks', () => {
  it('the kiosk hears "internal" and the fault names no person', async () => {
    const holder = holderOf('tsukuba-single');
    const { userAuthentication } = await center.ca.cardOf(holder);
    const begun = await kiosk.begin(holder.municipality);
    if (!begun.ok || !userAuthentication) throw new Error('no session');
    await center.sql.script('ALTER TABLE residents RENAME COLUMN name TO gone');
    const proof = proofOf(begun.value, userAuthentication);
    expect(
      await kiosk.send('POST', pathOf(endpoints.login, { session: begun.value.session }), proof),
    ).toEqual({
      status: 500,
      json: { error: 'internal' },
    });
    await center.sql.script('ALTER TABLE residents RENAME COLUMN gone TO name');
    expect(eventsIn(center.faults).map(({ event, route }) => [event, route])).toEqual([
      ['serverFault', `POST ${endpoints.login.path}`],
    ]);
    expect(JSON.stringify(center.faults)).not.toContain(proof.certificate);
  });
});

describe('the center at start and end', () => {
  it('refuses to start without a CA, with a key of another kind or a database of another version', async () => {
    const good = center.options;
    await expect(startCenter({ ...good, anchors: [] })).rejects.toThrow('at least one CA certificate');
    const { userAuthentication } = await center.ca.cardOf(holderOf('tsukuba-single'));
    const noCa = userAuthentication ? [userAuthentication.certificate] : [];
    await expect(startCenter({ ...good, anchors: noCa })).rejects.toThrow('expected a CA certificate');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await expect(startCenter({ ...good, signingKey: privateKey })).rejects.toThrow('Ed25519');
    const known = (await readMigrations()).length;
    const later = known + 1;
    await center.sql.query('INSERT INTO schema_migrations (number, name) VALUES ($1, $2)', [
      later,
      'later.sql',
    ]);
    await expect(startCenter(good)).rejects.toThrow(
      `schema version ${later}, this center works with version ${known}`,
    );
    await center.sql.query('DELETE FROM schema_migrations WHERE number = $1', [later]);
    // None of those that did not start is still counted as a node.
    expect(await center.sql.query('SELECT 1 FROM center_nodes')).toHaveLength(1);
  });

  it('says which port is taken, and leaves nothing open', async () => {
    const port = Number(new URL(center.url).port);
    await expect(startCenter({ ...center.options, port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port,
    });
    expect(await center.sql.query('SELECT 1 FROM center_nodes')).toHaveLength(1);
  });

  it('ends even while open connections have asked nothing', async () => {
    const second = await center.addNode();
    const sockets = [second.url, second.publicUrl].map((url) =>
      connect(Number(new URL(url).port), '127.0.0.1'),
    );
    const closed = sockets.map((socket) => {
      socket.on('error', () => undefined);
      return new Promise((resolve) => socket.once('close', resolve));
    });
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect((await createPlainKiosk(second).send('GET', offersOf([]))).status).toBe(200);
    await second.close();
    await Promise.all(closed);
    await expect(createPlainKiosk(second).send('GET', offersOf([]))).rejects.toThrow();
    expect(await center.sql.query('SELECT 1 FROM center_nodes')).toHaveLength(1);
  });
});
