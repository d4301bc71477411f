import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { besideConfig, readCenterConfig } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'komado-center-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The example that the guide gives municipalities. */
const guide = readFileSync(join(import.meta.dirname, '..', 'docs', 'center.md'), 'utf8');
const example = /```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';

function written(text: string): string {
  const file = join(folder, 'center.json');
  writeFileSync(file, text);
  return file;
}

describe('a center’s configuration', () => {
  it('is accepted as the guide’s example prints it', async () => {
    const read = await readCenterConfig(written(example));
    expect(read).toMatchObject({
      ok: true,
      value: {
        database: { kind: 'postgresql', url: 'postgres://komado@127.0.0.1/komado' },
        municipalities: 'municipalities',
        listen: { kiosks: { port: 8700 }, lists: { port: 8701 } },
      },
    });
    expect(read.ok && read.value.authorities.userAuthentication).toHaveLength(2);
  });

  it('listens on loopback only and trusts OCSP only, unless it says otherwise', async () => {
    const shorter = JSON.parse(example) as Record<string, unknown>;
    for (const setting of ['listen', 'municipalities', 'crlSufficesWhenOcspIsSilent'])
      expect(Reflect.deleteProperty(shorter, setting)).toBe(true);
    const read = await readCenterConfig(written(JSON.stringify(shorter)));
    expect(read).toMatchObject({
      ok: true,
      value: {
        municipalities: null,
        crlSufficesWhenOcspIsSilent: false,
        listen: {
          kiosks: { host: '127.0.0.1', port: 8700, names: ['localhost', '127.0.0.1'] },
          lists: { host: '127.0.0.1', port: 8701 },
        },
      },
    });
  });

  it('has a console only where one is configured, whose authority has a folder', async () => {
    const { keys, ...rest } = JSON.parse(example) as { keys: object };
    const read = (consoleKeys: object, console: object | null): Promise<unknown> => {
      const listen = { kiosks: {}, lists: {}, console };
      return readCenterConfig(
        written(JSON.stringify({ ...rest, keys: { ...keys, ...consoleKeys }, listen })),
      );
    };
    expect(await read({}, null)).toMatchObject({
      value: { listen: { console: null }, keys: { console: null }, alarms: { silentMinutes: 5 } },
    });
    expect(await read({ console: 'keys/console' }, {})).toMatchObject({
      value: { listen: { console: { host: '127.0.0.1', port: 8703, names: ['localhost', '127.0.0.1'] } } },
    });
    expect(await read({}, {})).toMatchObject({
      error: expect.stringMatching(
        /keys\.console: expected a folder for the authority of the console/,
      ) as string,
    });
    expect(await read({ console: 'keys/console' }, { host: '0.0.0.0' })).toMatchObject({
      error: expect.stringMatching(/listen\.console\.names: expected the names/) as string,
    });
  });

  it('listens for other machines with the names at which they reach it, and not without', async () => {
    const listening = (kiosks: object): Promise<unknown> =>
      readCenterConfig(
        written(JSON.stringify({ ...(JSON.parse(example) as object), listen: { kiosks, lists: {} } })),
      );
    const names = ['center.city.example', '192.0.2.7', '2001:db8::7'];
    expect(await listening({ host: '0.0.0.0', names })).toMatchObject({
      value: { listen: { kiosks: { host: '0.0.0.0', names } } },
    });
    expect(await listening({ host: '::1' })).toMatchObject({ ok: true });
    for (const wrong of [{}, { names: ['localhost', '127.0.0.1', '::1'] }])
      expect(await listening({ host: '0.0.0.0', ...wrong })).toMatchObject({
        ok: false,
        error: expect.stringMatching(/center\.json: listen\.kiosks\.names: expected the names/) as string,
      });
    expect(await listening({ names: ['no name'] })).toMatchObject({
      error: expect.stringContaining(
        'listen.kiosks.names.0: expected a host name or an IP address',
      ) as string,
    });
  });

  it.each([
    ['"kind": "postgresql", "url": "postgres:', '"kind": "mysql", "url": "mysql:', /database\.kind: /],
    ['postgres://komado', 'komado', /center\.json: database\.url: expected postgres:\/\//],
    ['"seals": "keys/seals",', '', /keys\.seals: /],
    ['"certificate": "authorities/signature-1.pem",', '', /authorities\.signature\.0\.certificate: /],
    [
      'http://127.0.0.1:8888/ocsp',
      'ldap://127.0.0.1/ocsp',
      /authorities\.userAuthentication\.0\.ocsp\.0\.url: expected http/,
    ],
    [
      '"ocsp": [{ "url": "http://127.0.0.1:8888/ocsp" }]',
      '"ocsp": []',
      /userAuthentication\.0: expected a responder in ocsp or a list in crl/,
    ],
    ['http://127.0.0.1:8888/ocsp', 'http://127.0.0.1:0/ocsp', /ocsp\.0\.url: expected http/],
    ['http://127.0.0.1:8888/ocsp', 'http://a:b@127.0.0.1/ocsp', /ocsp\.0\.url: expected http/],
    ['http://127.0.0.1:8888/ocsp', 'http://127.0.0.1/%0d%0a', /ocsp\.0\.url: expected http/],
    ['"sha256"', '"md5"', /userAuthentication\.1\.ocsp\.0\.certIdHash: /],
    ['"port": 8700', '"port": 70000', /listen\.kiosks\.port: /],
    [
      '"host": "127.0.0.1", "port": 8701',
      '"host": "center", "port": 8701',
      /listen\.lists\.host: expected an IP/,
    ],
    ['["localhost", "127.0.0.1"]', '["not a name"]', /listen\.kiosks\.names\.0: expected a host name/],
    ['"handOut": "hand-out"', '"handout": "hand-out"', /handOut: .*\n.*handout/],
  ])(
    'is refused with %s replaced by %s, naming file, path and what was expected',
    async (from, to, message) => {
      expect(example).toContain(from);
      const result = await readCenterConfig(written(example.replace(from, to)));
      expect(result.ok ? '' : result.error).toMatch(message);
      expect(result.ok ? '' : result.error).toContain(join(folder, 'center.json'));
    },
  );

  it('that is missing or not JSON is reported as such', async () => {
    expect(await readCenterConfig(written('{'))).toMatchObject({
      ok: false,
      error: expect.stringContaining('not JSON') as string,
    });
    expect(await readCenterConfig(join(folder, 'none.json'))).toEqual({
      ok: false,
      error: `${join(folder, 'none.json')}: cannot be read`,
    });
  });

  it('names places relative to its own folder', () => {
    expect(besideConfig('/etc/komado/center.json', 'keys')).toBe('/etc/komado/keys');
    expect(besideConfig('/etc/komado/center.json', '/var/keys')).toBe('/var/keys');
  });
});
