import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { openSigningKey } from '../../issuing-center/orders/binding-key.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { migrate } from '../../issuing-center/store/migrate.ts';
import { siteRuns } from '../../testing/center/rules-of-files.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { runMunicipality } from '../commands/municipality.ts';

let folder: string;
let config: string;
let file: string;
const clock = { at: Date.parse('2026-11-20T10:00:00+09:00'), now: (): number => clock.at };

/** A center that has run on a database of its own, and a file in which everything is dearer. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-publish-'));
  const files = await loadMunicipalities();
  const key = await openSigningKey(path.join(folder, 'keys'));
  const sql = await openEmbedded(path.join(folder, 'database'));
  await siteRuns(sql, files, key);
  await migrate(sql);
  await sql.close();
  config = path.join(folder, 'center.json');
  const authority = { certificate: 'ca.der', crl: 'file:///ca.crl' };
  await writeFile(
    config,
    JSON.stringify({
      database: { kind: 'embedded', folder: 'database' },
      keys: {
        ...{ binding: 'keys', seals: 'seals', line: 'line' },
        ...{ permit: 'permit.pem', application: 'application.der' },
      },
      authorities: { userAuthentication: [authority], signature: [authority] },
      handOut: 'hand-out',
    }),
  );
  const harima = files.get(codes.harima);
  const services = harima?.services.map((one) =>
    one.kind === 'residenceRecord'
      ? {
          ...one,
          prices: [
            { from: null, until: '2026-11-30', yen: 200 },
            { from: '2026-12-01', until: null, yen: 250 },
          ],
        }
      : one,
  );
  file = path.join(folder, 'new.json');
  await writeFile(file, JSON.stringify({ ...harima, services }));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const said = { out: '', err: '' };
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void (said.out += `${String(line)}\n`));
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void (said.err += `${String(line)}\n`));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text);
    return true;
  });
  const code = await runMunicipality(args, clock);
  vi.restoreAllMocks();
  return { code, ...said };
}

describe('npm run municipality -- publish', () => {
  it('enters rules, says what changes, takes them back, and says afterwards what was in force', async () => {
    const at = ['--config', config];
    expect(await run('publish', file, ...at, '--from', '2026-11-25')).toEqual({
      code: 0,
      out: [
        'number 2 of 28382 holds from 2026-11-25 00:00:00 in Japan',
        '令和8年12月1日から、住民票の写しの手数料を200円から250円に改める。',
        '  From 2026-12-01 the residence record costs 250 yen in place of 200.',
        '',
      ].join('\n'),
      err: '',
    });
    clock.at = Date.parse('2026-12-10T10:00:00+09:00');
    const back = await run('publish', '--back', '283827', ...at);
    expect([back.code, back.out]).toEqual([
      0,
      expect.stringMatching(/^number 3 of 28382 holds from 2026-12-10 10:01:00 in Japan\n/),
    ]);
    expect(back.out).toContain('From 2026-12-01 the residence record costs 200 yen in place of 250.');

    const then = await run('in-force', '28382', ...at, '--at', '2026-12-10T09:59+09:00');
    expect([then.code, then.err]).toEqual([
      0,
      'number 2 of 28382, published, in force since 2026-11-25 00:00:00 in Japan\n',
    ]);
    expect(JSON.parse(then.out)).toMatchObject({
      id: '28382',
      services: [{ prices: [{ yen: 200 }, { yen: 250 }] }, ...Array.from({ length: 5 }, () => ({}))],
    });
    const later = await run('in-force', '28382', ...at, '--at', '2026-12-11');
    expect(later.err).toContain('number 3 of 28382, takenBack, in force since 2026-12-10 10:01:00');
    const before = await run('in-force', '28382', ...at, '--at', '2026-11-19');
    expect([before.code, before.err]).toEqual([1, expect.stringContaining('nothing is on record for 28382')]);
  });

  it.each([
    [
      'without a configuration',
      ['publish', 'new.json'],
      2,
      '--config: expected the configuration of the center',
    ],
    [
      'with a day that there is not',
      ['publish', 'new.json', '--from', '2026-02-30', '--config', 'c'],
      2,
      '--from: expected 2026-12-01',
    ],
    ['with two files', ['publish', 'a', 'b', '--config', 'c'], 2, 'publish: expected one FILE'],
    ['of a code that is none', ['in-force', '28381x', '--config', 'c'], 2, 'CODE: expected a national code'],
    [
      'above what is no number',
      ['publish', 'a', '--above', 'x', '--config', 'c'],
      2,
      '--above: expected a number like 7',
    ],
    ['both ways', ['publish', 'a', '--back', '28382', '--config', 'c'], 2, '--back: takes no FILE'],
  ])('ends with what is wrong %s', async (_what, args, code, says) => {
    const ended = await run(...args);
    expect([ended.code, ended.err]).toEqual([code, expect.stringContaining(says)]);
  });

  it('ends with 1 where the file is at fault', async () => {
    const wrong = path.join(folder, 'wrong.json');
    await writeFile(wrong, '{}');
    const ended = await run('publish', wrong, '--config', config);
    expect([ended.code, ended.err]).toEqual([
      1,
      expect.stringContaining(`${wrong}: id: expected string, and nothing is there`),
    ]);
  });
});
