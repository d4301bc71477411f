import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Electron's runtime is 110 MB; a working network fetches it within this time, ms. */
const downloadMs = 180_000;

/**
 * The executable of Electron's runtime if it is already there, in its package or at ELECTRON_OVERRIDE_DIST_PATH; otherwise
 * null.
 */
export function findElectron(root: string): string | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const folder = override ?? join(root, 'node_modules', 'electron', 'dist');
  const executable = join(folder, 'electron');
  return existsSync(executable) ? executable : null;
}

/** Has Electron's own script fetch the runtime (checked against the package's checksums). False when that fails. */
export function fetchElectron(root: string): boolean {
  const script = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(script)) return false;
  const result = spawnSync(process.execPath, [script], { cwd: root, stdio: 'ignore', timeout: downloadMs });
  return result.status === 0 && findElectron(root) !== null;
}
