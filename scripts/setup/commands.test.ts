import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

// `exec`: npm's shell passes no signal on, so whoever ended npm alone left the command running.
it('every npm command goes through komado.mjs, which installs the packages in a fresh clone and finds Node 24', () => {
  for (const [script, runs] of Object.entries(scripts))
    expect(`${script}: ${runs}`).toMatch(/: exec node scripts\/komado\.mjs [a-z-]+$/);
});

it('an unknown command is answered with the names of those that npm can run', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'komado.mjs'), 'nosuch'], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  const named = [...stderr.matchAll(/^ {2}npm run (\S+) {1,}\S/gm)].map(([, name]) => name);
  expect(named).toContain('test:fast');
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});

it('a tool of a package is run by it', () => {
  const komado = join(root, 'scripts', 'komado.mjs');
  const { status, stdout } = spawnSync(process.execPath, [komado, 'typecheck', '--version'], {
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^Version \d+\./)]);
});
