import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSealKeys } from '../../issuing-center/seal/seal-keys.ts';
import { systemClock } from '../../shared/dates.ts';
import { openTrust, trustInBoth, type TrustMaterial } from '../../verifier/trust.ts';
import { materialOfLocalCenter, statesOfLocalCenters } from './local-centers.ts';
import { codes } from '../../testing/municipality-codes.ts';

let root: string;
const madeIn = (state: string) =>
  openSealKeys(path.join(root, state, 'seal-keys'), [codes.tsukuba], systemClock);
const opened = (material: TrustMaterial | null) => {
  const trust = material && openTrust(material);
  if (!trust?.ok) throw new Error('the list is refused');
  return trust.value;
};

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'komado-local-centers-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the centers of this machine', () => {
  it('are none before anything ran, and none in a folder without keys', async () => {
    expect(await statesOfLocalCenters(path.join(root, 'not-there'))).toEqual([]);
    await mkdir(path.join(root, 'console-2026-05-26'));
    expect(await statesOfLocalCenters(root)).toEqual([]);
    expect(await materialOfLocalCenter(root)).toBeNull();
  });

  it('are found where npm start, npm run demo and npm run center make their keys, and what each sealed is known', async () => {
    const first = await madeIn('console');
    const other = await madeIn('.');
    const states = await statesOfLocalCenters(root);
    expect(states).toEqual([path.join(root, 'console'), root]);
    const [one, two] = await Promise.all(states.map(materialOfLocalCenter));
    const { keys } = trustInBoth(opened(one ?? null), opened(two ?? null));
    const own = await Promise.all([first, other].map((center) => center.sealKeyList()));
    expect(new Set(own.map(({ list }) => list)).size).toBe(2);
    expect(new Set(keys.keys.map(({ kid }) => kid)).size).toBe(keys.keys.length);
    expect(keys.keys.length).toBe(2 * opened(one ?? null).keys.keys.length);
  });
});
