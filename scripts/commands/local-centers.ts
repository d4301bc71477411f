import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { openSealKeys } from '../../issuing-center/seal/seal-keys.ts';
import { systemClock } from '../../shared/dates.ts';
import type { TrustMaterial } from '../../verifier/trust.ts';

/**
 * The folders below `var` in which a center of this machine keeps its keys: the console's, one for each day that a demonstration was set
 * to, and the demonstration center's. The console's is the first.
 */
export async function statesOfLocalCenters(root: string): Promise<readonly string[]> {
  const inside = await readdir(root, { withFileTypes: true }).catch(() => []);
  const consoles = inside
    .filter((entry) => entry.isDirectory() && /^console(-|$)/.test(entry.name))
    .map(({ name }) => path.join(root, name))
    .sort();
  const states: string[] = [];
  for (const state of [...consoles, root]) if (await hasKeys(state)) states.push(state);
  return states;
}

/** What a receiver needs to check what the center of a folder has sealed; null when no center has made keys there. */
export async function materialOfLocalCenter(state: string): Promise<TrustMaterial | null> {
  if (!(await hasKeys(state))) return null;
  const own = await openSealKeys(path.join(state, 'seal-keys'), [], systemClock);
  return { rootKey: own.rootPublicKey, keys: JSON.stringify(await own.sealKeyList()), voids: null };
}

async function hasKeys(state: string): Promise<boolean> {
  return (await stat(path.join(state, 'seal-keys', 'root.pem')).catch(() => null)) !== null;
}
