import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { captureOutput } from '../../testing/captured-output.ts';
import { runGallery } from './gallery.ts';

const written = captureOutput();

describe('npm run gallery', () => {
  it('prints its help', async () => {
    expect(await runGallery(['--help'])).toBe(0);
    expect(written.out).toContain('--out DIR');
    expect(written.out).toContain('1080x1920-low');
  });

  it.each([
    [['--oot', 'x']],
    [['--out', '']],
    [['loose']],
    [['--theme', 'dark']],
    [['--screens', '--out', '']],
    [['--screens', '--language', 'ja,xx']],
    [['--screens', '--size', '125']],
    [['--screens', '--theme', '']],
    [['--screens', '--layout', '640x480']],
    [['--screens', '--only', 'no such screen']],
    // Store staff have no low layout.
    [['--screens', '--only', 'staff-menu', '--layout', '1080x1920-low']],
  ])('exits with 2 and one line for %j', async (args) => {
    expect(await runGallery(args)).toBe(2);
    expect(written.err).toMatch(/^gallery: [^\n]+ explains\)\n$/);
  });

  it('ends when it is told to, and takes away what it made beside its folder', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'komado-gallery-'));
    try {
      const temporary = path.join(folder, 'tmp');
      await mkdir(temporary);
      const command = path.join(import.meta.dirname, 'gallery.ts');
      const child = spawn(process.execPath, [command, '--out', path.join(folder, 'out')], {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, TMPDIR: temporary },
      });
      child.stdout.once('data', () => child.kill('SIGINT'));
      const [code] = (await once(child, 'close')) as [number | null];
      expect(code).toBe(130);
      expect(await readdir(temporary)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('exits with 2 and names the option when its folder cannot be made', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'komado-gallery-'));
    try {
      const file = path.join(folder, 'file');
      await writeFile(file, '');
      expect(await runGallery(['--out', file])).toBe(2);
      expect(written.err).toMatch(/^gallery: --out: .+ is no folder .+\n$/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
