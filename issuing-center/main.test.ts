import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { instantInJapan, isoDate } from '../shared/dates.ts';
import {
  startOcspResponder,
  type OcspResponderSimulator,
} from '../simulator/authorities/ocsp-responder/ocsp-responder.ts';
import type { KeyPairOnCard } from '../simulator/authorities/test-ca/card-material.ts';
import { openTestCa, type TestCa } from '../simulator/authorities/test-ca/test-ca.ts';
import { madeUpFacts } from '../testing/center/made-up-facts.ts';
import { createPlainKiosk } from '../testing/center/plain-kiosk.ts';
import { startCluster, type Cluster } from '../testing/postgres/cluster.ts';
import { runDemonstrationCenter } from '../simulator/console/demonstration-center.ts';
import { howToFill } from '../simulator/residents/how-to-fill.ts';
import { sampleHolder } from '../testing/temporary-ca.ts';
import { runCenter } from './main.ts';
import { readAnchors, validateCertificate } from './pki/certificate.ts';
import { saveHousehold, saveResident } from './registers/residents.ts';
import { saveCertificate } from './registers/user-certificates.ts';
import { migrate } from './store/migrate.ts';
import { openServer } from './store/server.ts';
import { codes } from '../testing/municipality-codes.ts';

const tsukuba = codes.tsukuba;
const clock = { now: () => instantInJapan(isoDate('2026-11-20'), '12:00:00') };

let folder: string;
let cluster: Cluster;
let ca: TestCa;
let responder: OcspResponderSimulator;
let card: KeyPairOnCard;
let database: string;
const at = (...names: string[]): string => path.join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-configured-'));
  cluster = await startCluster();
  database = await cluster.newDatabase();
  ca = await openTestCa(at('made-authorities'), clock);
  responder = await startOcspResponder(ca, clock);
  const { userAuthentication } = await ca.cardOf(sampleHolder);
  if (!userAuthentication) throw new Error('a card without a certificate');
  card = userAuthentication;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  await writeFile(at('permit.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const application = generateKeyPairSync('ed25519').publicKey;
  await writeFile(at('application.der'), application.export({ type: 'spki', format: 'der' }));
  await writeFile(at('application.pem'), application.export({ type: 'spki', format: 'pem' }));
  await writeFile(at('leaf.der'), card.certificate);
});
afterAll(async () => {
  await responder.close();
  await cluster.stop();
  await rm(folder, { recursive: true });
});

/** A municipality's configuration with the made-up authorities; DER and PEM in turn. */
async function configured(name: string, differing: Record<string, unknown> = {}): Promise<string> {
  const anchors = ca.anchors();
  const generations = (purpose: keyof typeof anchors) =>
    Promise.all(
      anchors[purpose].map(async (der, index) => {
        const certificate = `${purpose}-${String(index)}.${index % 2 === 0 ? 'der' : 'pem'}`;
        await writeFile(at(certificate), index % 2 === 0 ? der : new X509Certificate(der).toString());
        return { certificate, ocsp: [{ url: responder.url }] };
      }),
    );
  const config = {
    database: { kind: 'postgresql', url: database },
    keys: {
      ...{ binding: 'keys', seals: 'keys/seals', line: 'keys/line' },
      ...{ permit: 'permit.pem', application: 'application.der' },
    },
    authorities: {
      userAuthentication: await generations('userAuthentication'),
      signature: await generations('digitalSignature'),
    },
    listen: { kiosks: { port: 0 }, lists: { port: 0 } },
    handOut: 'hand-out',
    ...differing,
  };
  await writeFile(at(name), JSON.stringify(config));
  return at(name);
}

interface Run {
  /** What the command printed under a heading; resolves as soon as it is printed. */
  readonly said: (what: string) => Promise<string>;
  readonly tell: () => void;
  readonly ended: Promise<{ readonly code: number; readonly out: string; readonly err: string }>;
}

function run(...args: string[]): Run {
  const told = Promise.withResolvers<undefined>();
  const listeners: (() => void)[] = [];
  let [out, errors] = ['', ''];
  const world = {
    out: (text: string) => {
      out += `${text}\n`;
      for (const heard of listeners) heard();
    },
    err: (text: string) => {
      errors += `${text}\n`;
    },
    untilTold: () => told.promise,
  };
  const ended = runCenter(args, world, clock).then((code) => ({ code, out, err: errors }));
  return {
    ended,
    tell: () => told.resolve(undefined),
    said: (what) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = new RegExp(`^${what} +(.*)$`, 'm').exec(out)?.[1];
          if (found !== undefined) resolve(found);
        };
        listeners.push(look);
        look();
        ended.then(() => reject(new Error(`${what} was not said: ${errors}`)), reject);
      }),
  };
}

/** Gives the sample holder a place in the registers, as a municipality would. */
async function enterHolder(): Promise<void> {
  const sql = openServer(database);
  const valid = validateCertificate(
    card.certificate,
    readAnchors(ca.anchors().userAuthentication),
    clock.now(),
  );
  if (!valid.ok) throw new Error(valid.error);
  const { holder, members } = madeUpFacts(tsukuba).household;
  try {
    const { household: id, municipality, address, householdHead: head } = holder;
    await saveHousehold(sql, { id, municipality, address, head });
    for (const [index, member] of members.entries()) await saveResident(sql, { ...member, position: index });
    await saveCertificate(sql, valid.value, { resident: holder.id });
  } finally {
    await sql.close();
  }
}

async function countOf(table: string): Promise<unknown> {
  const sql = openServer(database);
  try {
    return (await sql.query(`SELECT count(*) AS count FROM ${table}`))[0]?.['count'];
  } finally {
    await sql.close();
  }
}

describe('a municipality’s center', () => {
  it('knows only the people in its registers, asks the cards’ authorities, and accepts the kiosks that it gave credentials to', async () => {
    const file = await configured('center.json');
    const given = await run('--config', file, '--kiosk', 'K-0001').ended;
    expect(given).toMatchObject({ code: 0, err: '' });
    expect(given.out).toContain(at('hand-out', 'K-0001.key.pem'));

    const center = run('--config', file);
    const url = await center.said('listening');
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    for (const table of ['residents', 'households', 'user_certificates', 'seals', 'family_registers'])
      expect([table, await countOf(table)]).toEqual([table, 0]);

    const [lineCa, certificate, key] = await Promise.all(
      ['line-ca.pem', 'K-0001.pem', 'K-0001.key.pem'].map((name) => readFile(at('hand-out', name), 'utf8')),
    );
    const lineOf = () => ({ ca: lineCa ?? '', certificate: certificate ?? '', key: key ?? '' });
    const kiosk = createPlainKiosk({ url, lineOf }, 'K-0001');
    const login = async () => {
      const begun = await kiosk.begin(tsukuba);
      if (!begun.ok) throw new Error(begun.error);
      return kiosk.login(begun.value, card);
    };
    expect(await login()).toEqual({ ok: false, error: 'certificateUnknown' });
    expect(responder.requests).toBe(1);
    await enterHolder();
    const resident = await login();
    expect(resident.ok && resident.value.certificates.length).toBeGreaterThan(0);
    await ca.register.revoke(card.certificate, clock.now());
    expect(await login()).toMatchObject({ ok: false, error: 'certificateRevoked' });
    responder.setFault('badSignature');
    expect(await login()).toMatchObject({ ok: false });

    const bindingKey = await readFile(await center.said('binding key'));
    expect(createPublicKey({ key: bindingKey, format: 'der', type: 'spki' }).asymmetricKeyType).toBe(
      'ed25519',
    );
    expect(await readFile(await center.said('seal root'))).toHaveLength(32);
    center.tell();
    const { code, err } = await center.ended;
    expect(code).toBe(0);
    expect(err.trim()).toContain('"event":"revocationSourceFailed","source":"ocsp","why":"signature"');
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(await countOf('residents')).toBe(madeUpFacts(tsukuba).household.members.length);
  });

  it('puts nobody into its registers, and no demonstration fills its database', async () => {
    const fresh = await cluster.newDatabase();
    const [url, telemetry] = [fresh, { url: 'http://127.0.0.1:1', buffer: 'told' }];
    const file = await configured('fresh.json', { telemetry, database: { kind: 'postgresql', url } });
    const node = run('--config', file);
    const lists = await node.said('lists');
    expect(await (await fetch(`${lists}/readyz`)).json()).toEqual({ ready: true });
    expect(await (await fetch(`${lists}/healthz`)).json()).toEqual({ alive: true });
    node.tell();
    await node.ended;
    const told = await Promise.all((await readdir(at('told'))).map((name) => readFile(at('told', name))));
    const waiting = told.map((bytes) => gunzipSync(bytes)).join('');
    expect(waiting).toMatch(/(?=[^]*"komado.nodeStarted")(?=[^]*http.server.request.duration)[^]*"\/readyz"/);
    const sql = openServer(fresh);
    const residents = (): Promise<unknown> => sql.query('SELECT count(*)::int AS residents FROM residents');
    expect(await residents()).toEqual([{ residents: 0 }]);
    for (const madeUp of [false, true])
      await expect(howToFill(sql, { own: false, madeUp })).rejects.toThrow('DATABASE_URL: ');
    vi.stubEnv('DATABASE_URL', fresh);
    const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const args = ['--port', '0', '--lists-port', '0', '--made-up', '--state', at('demonstration')];
    expect(await runDemonstrationCenter(args)).toBe(2);
    expect(err.mock.calls.flat().join('')).toContain('center: DATABASE_URL: a center has worked on this');
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    expect(await residents()).toEqual([{ residents: 0 }]);
    await sql.close();
  });

  it('has an empty database of a server filled only where that was said', async () => {
    const sql = openServer(await cluster.newDatabase());
    await expect(howToFill(sql, { own: false, madeUp: false })).rejects.toThrow('--made-up');
    expect(await howToFill(sql, { own: false, madeUp: true })).toBe('fill');
    expect(await howToFill(sql, { own: true, madeUp: false })).toBe('fill');
    await migrate(sql);
    expect(await howToFill(sql, { own: true, madeUp: false })).toBe('fill');
    await sql.close();
  });

  it('checks a configuration without the database, and prints its schema', async () => {
    const away = { kind: 'postgresql', url: 'postgres://nobody@127.0.0.1:1/none' };
    const file = await configured('checked.json', { database: away });
    expect(await run('--config', file, '--check-config').ended).toMatchObject({
      ...{ code: 0, err: '' },
      out: `${file} is right\n`,
    });
    const wrong = await configured('wrong.json', { database: away, municipalities: 'none' });
    expect(await run('--config', wrong, '--check-config').ended).toMatchObject({
      code: 2,
      err: expect.stringContaining(`${wrong}: municipalities: none: expected`) as string,
    });
    const { out } = await run('--config-schema').ended;
    expect(JSON.parse(out)).toMatchObject({ properties: { listen: {}, authorities: {}, handOut: {} } });
  });

  it('does no task in a database that no center ever worked on', async () => {
    const empty = await cluster.newDatabase();
    const file = await configured('empty.json', { database: { kind: 'postgresql', url: empty } });
    await run('--config', file, '--kiosk', 'K-0001').ended;
    for (const task of [['--revoke-kiosk', 'K-0001'], ['--enrolments'], ['--odd-reports']])
      expect(await run('--config', file, ...task).ended).toMatchObject({
        ...{ code: 1, out: '' },
        err: expect.stringContaining('center: no center ever worked on this database') as string,
      });
    const sql = openServer(empty);
    expect(await sql.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).toEqual([]);
    await sql.close();
  });

  it('does the operator’s tasks on an embedded database too, one at a time', async () => {
    const file = await configured('embedded.json', {
      database: { kind: 'embedded', folder: 'registers' },
    });
    for (const task of [['--enrolments'], ['--revoke-kiosk', 'K-0001']])
      expect(await run('--config', file, ...task).ended).toEqual({
        ...{ code: 1, out: '' },
        err: `center: ${file}: database.folder: no center was ever started on ${at('registers')}\n`,
      });
    const node = run('--config', file);
    await node.said('listening');
    node.tell();
    await node.ended;
    expect(await run('--config', file, '--enrolments').ended).toEqual({
      ...{ code: 0, err: '' },
      out: '0 waiting\n',
    });
    for (const task of ['--revoke-kiosk', '--release-kiosk'])
      expect(await run('--config', file, task, 'K-0404').ended).toMatchObject({
        code: 1,
        err: expect.stringContaining('no kiosk K-0404 was ever given credentials') as string,
      });
    expect((await run('--config', file, '--kiosk', 'K-0001').ended).code).toBe(0);
    expect(await run('--config', file, '--release-kiosk', 'K-0001').ended).toMatchObject({
      code: 1,
      err: 'center: K-0001 is trusted: there is nothing to release\n',
    });
    expect(await run('--config', file, '--odd-reports').ended).toMatchObject({
      code: 0,
      out: '0 to look at\n',
    });
    expect(await run('--config', file, '--revoke-kiosk', 'K-0001').ended).toEqual({
      ...{ code: 0, err: '' },
      out: 'K-0001 is no longer let in with the credentials it has so far\n',
    });
    expect(await run('--config', file, '--set-enrolment', 'E-9999-MHON=refused').ended).toMatchObject({
      code: 1,
      err: 'center: there is no request E-9999-MHON\n',
    });
    expect(await run('--config', file, '--revoke-seal', '00'.repeat(8)).ended).toMatchObject({
      code: 1,
      err: `center: no municipality has a seal key ${'00'.repeat(8)}\n`,
    });
    for (const wrong of [['--kiosk', 'k 1'], ['--kiosk', 'K-0001', '--enrolments'], ['--port', '0'], ['x']])
      expect((await run('--config', file, ...wrong).ended).code).toBe(2);
    expect((await run('--enrolments').ended).err).toContain('--config: expected a configuration');
    expect(await run('--help').ended).toMatchObject({
      code: 0,
      out: expect.stringContaining('--config FILE') as string,
    });
  });

  it.each<[string, (good: { keys: object; authorities: object }) => Record<string, unknown>, RegExp]>([
    [
      'an authority that is a card’s certificate',
      ({ authorities }) => ({
        authorities: {
          ...authorities,
          signature: [{ certificate: 'leaf.der', ocsp: [{ url: 'http://127.0.0.1:1' }] }],
        },
      }),
      /: authorities\.signature\.0\.certificate: leaf\.der: expected the certificate of an authority .*keyCertSign.*PEM\n$/,
    ],
    [
      'an authority whose file is missing',
      ({ authorities }) => ({
        authorities: {
          ...authorities,
          userAuthentication: [{ certificate: 'none.pem', crl: 'file:///none.crl' }],
        },
      }),
      /: authorities\.userAuthentication\.0\.certificate: none\.pem: expected .*; it is not there, or this user may not read it\n$/,
    ],
    [
      'a permit key of another kind',
      ({ keys }) => ({ keys: { ...keys, permit: 'application.pem' } }),
      /: keys\.permit: application\.pem: expected a private key of P-384/,
    ],
    [
      'a permit key whose file is missing',
      ({ keys }) => ({ keys: { ...keys, permit: 'none.pem' } }),
      /: keys\.permit: none\.pem: expected/,
    ],
    [
      'an application key of another kind',
      ({ keys }) => ({ keys: { ...keys, application: 'permit.pem' } }),
      /: keys\.application: permit\.pem: expected an Ed25519 public key/,
    ],
    [
      'a municipalities folder without a municipality',
      () => ({ municipalities: 'keys' }),
      /: municipalities: keys: expected a folder of municipalities\n[\s\S]*at least one municipality/,
    ],
    [
      'a municipalities folder that is missing',
      () => ({ municipalities: 'none' }),
      /: municipalities: none: expected a folder of municipalities; it is not there, or this user may not read it\n$/,
    ],
    ['a misspelt setting', () => ({ muncipalities: 'x' }), /\(whole file\): .*muncipalities/],
  ])('does not start with %s, says where it is named, and exits with 2', async (_what, differ, message) => {
    const good = JSON.parse(await readFile(await configured('good.json'), 'utf8')) as {
      keys: object;
      authorities: object;
    };
    const ended = await run('--config', await configured('wrong.json', differ(good))).ended;
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.err).toMatch(message);
    expect(ended.err).toContain(at('wrong.json'));
  });

  it('takes the application’s key as PEM too, and exits with 1 when its port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const good = JSON.parse(await readFile(await configured('good.json'), 'utf8')) as { keys: object };
    const file = await configured('taken.json', {
      keys: { ...good.keys, application: 'application.pem' },
      listen: { kiosks: { port }, lists: { port: 0 } },
    });
    expect(await run('--config', file).ended).toEqual({
      ...{ code: 1, out: '' },
      err: `center: port ${String(port)} is in use: stop what listens there, or set listen in ${file}\n`,
    });
    await new Promise((resolve) => server.close(resolve));
  });
});
