import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { writePublished } from './published-municipalities.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-published-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('all of Japan is published by files that a center takes, each under its own code and name', async () => {
  await writePublished(folder, 'all');
  const all = await loadMunicipalities(folder);
  expect(all.size).toBe(1741);
  const own = await loadMunicipalities();
  for (const [id, file] of own) expect(all.get(id)).toEqual(file);
  expect(all.get(codes.tsukuba)?.name.ja).toBe('つくば市');
});

it('five are those of a small center, and nothing of before stays', async () => {
  await writePublished(folder, 'five');
  expect([...(await loadMunicipalities(folder)).keys()]).toEqual([
    ...[codes.tomakomai, codes.tsukuba, codes.minato, codes.meguro, codes.arakawa],
  ]);
});
