import { spawnSync } from 'node:child_process';
import { run } from './node-packages.mjs';
import { ensureUnpacked } from './unpacked-packages.mjs';
import { showTime } from './show-time.mjs';

/** Which of these packages dpkg does not list as installed. Null where there is no dpkg at all. */
function missingOf(packages) {
  if (packages.length === 0) return [];
  const answer = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...packages], {
    encoding: 'utf8',
  });
  if (answer.error) return null;
  const installed = answer.stdout
    .split('\n')
    .filter((line) => line.endsWith(' installed'))
    .map((line) => line.split(' ')[0]);
  return packages.filter((name) => !installed.includes(name));
}

/** How this user may install packages: as root, with sudo without a password, or not at all. */
function installer() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo'] : null;
}

/**
 * Installs what a command needs from Debian if it may. If it may not, says in one line what is missing and why; throws when
 * the command cannot run without it. Those in `unpacked` are not installed, but unpacked.
 */
export async function ensureDebianPackages({ needs, wants: all }, unpacked = []) {
  const wants = all.filter((name) => !unpacked.includes(name));
  await ensureUnpacked(missingOf(all.filter((name) => unpacked.includes(name))) ?? []);
  const missing = missingOf([...needs, ...wants]);
  if (missing === null) {
    console.log(
      `komado: no dpkg on this system; it must provide by itself: ${[...needs, ...wants].join(' ')}`,
    );
    return;
  }
  if (missing.length === 0) return;
  const prefix = installer();
  if (prefix !== null) {
    console.log(`komado: installing Debian packages: ${missing.join(' ')}`);
    if (await install(prefix, missing)) return;
  }
  const why =
    prefix === null ? 'this user is not root and sudo asks for a password' : 'apt-get could not install them';
  const still = missingOf([...needs, ...wants]) ?? missing;
  const line = `missing Debian packages: ${still.join(' ')} (${why}); install them with: sudo apt-get install ${still.join(' ')}`;
  if (needs.some((name) => still.includes(name))) throw new Error(line);
  console.log(`komado: ${line}`);
}

async function install(prefix, packages) {
  const [command, ...before] = [...prefix, 'apt-get'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  const update = await showTime('package lists', () =>
    run(command, [...before, ...lock, '-qq', 'update'], quiet),
  );
  if (update !== 0)
    console.log('komado: "apt-get update" failed; trying with the package lists that are there');
  const install = [...before, ...lock, '-qq', '-y', '--no-install-recommends', 'install', ...packages];
  return (await showTime('Debian packages', () => run(command, install, quiet))) === 0;
}
