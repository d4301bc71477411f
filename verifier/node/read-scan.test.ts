import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scansIn } from './read-scan.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-read-scan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('opens every page of a TIFF: what is on a later one is looked at, too', async () => {
  const lights = [250, 120, 30];
  const sheets = lights.map((light) => ({
    create: { width: 1240, height: 1754, channels: 3, background: { r: light, g: light, b: light } } as const,
  }));
  const pages = await Promise.all(sheets.map((sheet) => sharp(sheet).png().toBuffer()));
  const file = path.join(folder, 'pages.tiff');
  await writeFile(
    file,
    await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer(),
  );
  const scans = await scansIn(file);
  if (!scans.ok) throw new Error(scans.error.why);
  const opened = await Promise.all(scans.value.map((open) => open()));
  expect(opened.map(({ width, height }) => [width, height])).toEqual(lights.map(() => [1240, 1754]));
  for (const [index, light] of lights.entries())
    expect(opened[index]?.data[1240 * 877 + 620]).toBeCloseTo(light / 255, 1);
});
