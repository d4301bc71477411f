import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureOutput } from '../../testing/captured-output.ts';
import { runPrepared } from './prepared.ts';

const written = captureOutput();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-prepared-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm run prepared', () => {
  it('prints its help', async () => {
    expect(await runPrepared(['--help'])).toBe(0);
    expect(written.out).toMatch(/^Usage: npm run prepared/);
  });

  it.each([
    [['--oot', 'x']],
    [['loose']],
    [['--out', '/dev/null/x.html']],
    [['--out', tmpdir()]],
    [['--municipalities', '/nowhere']],
  ])('exits with 2 and one line for %j', async (args) => {
    expect(await runPrepared(args)).toBe(2);
    expect(written.err).toMatch(/^prepared: [^\n]+ explains\)\n$/);
  });

  it('writes the page into a folder that it makes, with its day and all municipalities', async () => {
    const out = path.join(folder, 'new', 'page.html');
    expect(await runPrepared(['--out', out], { now: () => Date.parse('2026-11-29T16:00:00Z') })).toBe(0);
    const page = await readFile(out, 'utf8');
    expect(written.out).toMatch(/^wrote .*page\.html \(\d{3} kB, 13 municipalities\)\n$/);
    expect(page).toContain('"madeOn":"2026-11-30"');
    expect(page).toContain('那覇市');
    // Its own policy lets nothing in but what is in it.
    expect(page).toMatch(/content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
  });

  it('exits with 1 and each fault for a municipality’s file that is not usable', async () => {
    const wrong = path.join(folder, 'wrong');
    await mkdir(wrong);
    await writeFile(path.join(wrong, '08220-tsukuba.json'), '{}');
    expect(await runPrepared(['--out', path.join(folder, 'x.html'), '--municipalities', wrong])).toBe(1);
    expect(written.err).toContain('08220-tsukuba.json: ');
  });
});
