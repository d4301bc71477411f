import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { showTime } from './show-time.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const stamp = join(root, 'node_modules', '.komado-lock');

/** Runs a command, shows what it prints, and resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Installs the packages of package-lock.json when they are missing or belong to another lockfile. */
export async function ensureNodePackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('komado: installing packages (the versions of package-lock.json)');
  // Not "npm ci": pcsc-mini names optional packages for platforms that were never published, and "npm ci" calls a lockfile
  // without them broken. "--no-save" installs what the lockfile says and leaves it as it is. No install script is needed:
  // every native part comes prebuilt in its package.
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await showTime('npm packages', () => run('npm', args));
  if (code !== 0)
    throw new Error(`"npm install" failed with exit code ${code}: is the npm registry reachable?`);
  writeFileSync(stamp, lock);
}

/** The path of a Node 24: the machine's own, or the one that came as a package. */
export function findNode24() {
  if (Number(process.versions.node.split('.')[0]) === 24) return process.execPath;
  const require = createRequire(join(root, 'package.json'));
  for (const arch of ['x64', 'arm64']) {
    if (process.arch !== arch) continue;
    try {
      return join(dirname(require.resolve(`node-linux-${arch}/package.json`)), 'bin', 'node');
    } catch {
      // Not installed for this processor: reported below.
    }
  }
  throw new Error(
    `Node 24 is needed; this is ${process.version}, and no packaged runtime exists for ${process.arch}`,
  );
}
