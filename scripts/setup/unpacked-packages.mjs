import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './node-packages.mjs';
import { showTime } from './show-time.mjs';

/**
 * Packages that are unpacked into var/tools and not installed: installing one would start its service, which listens on every address.
 * What cannot be had is said in one line; what uses it says itself that it did not run.
 */
export async function ensureUnpacked(packages) {
  for (const name of packages) {
    const folder = join(root, 'var', 'tools', name);
    if (existsSync(folder)) continue;
    if (!(await showTime(`Debian package ${name}`, () => unpack(name, folder))))
      console.log(`komado: Debian package ${name} could not be fetched (apt-get download ${name})`);
  }
}

async function unpack(name, folder) {
  const half = `${folder}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(join(half, 'files'), { recursive: true });
  try {
    const quiet = { cwd: half, stdio: ['ignore', 'ignore', 'ignore'] };
    if ((await run('apt-get', ['-qq', 'download', name], quiet)) !== 0) return false;
    const archive = readdirSync(half).find((file) => file.endsWith('.deb'));
    if (archive === undefined || (await run('dpkg-deb', ['-x', archive, 'files'], quiet)) !== 0) return false;
    // Whole or not at all: whoever looks finds a folder only once everything is in it.
    renameSync(join(half, 'files'), folder);
    return true;
  } catch {
    // No apt-get or no dpkg-deb on this system.
    return false;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}
