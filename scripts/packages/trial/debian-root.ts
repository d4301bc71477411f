import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { err, ok, type Result } from '../../../shared/result.ts';

export interface Ran {
  readonly code: number;
  /** Standard output and error, as they came. */
  readonly text: string;
}

export interface InRoot {
  /** An ordinary user of the root, without any right of root's; left out: root. */
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A Debian system of its own, in a folder: with its own mounts and processes, and the machine's network. */
export interface DebianRoot {
  readonly folder: string;
  /** Where a file of the root lies outside of it. */
  at(path: string): string;
  run(words: readonly string[], how?: InRoot): Promise<Ran>;
  start(words: readonly string[], how?: InRoot): ChildProcess;
  remove(): void;
}

/**
 * Makes the root, with the same Debian and from the same places as this machine's.
 * @returns or why it cannot be made here
 */
export function makeDebianRoot(): Result<DebianRoot, string> {
  if (process.getuid?.() !== 0) return err('only root can make a root of its own');
  const sources = debianSources();
  if (sources.length === 0) return err('apt knows no Debian to take packages from');
  const suite = readFileSync('/etc/os-release', 'utf8').match(/^VERSION_CODENAME=(\w+)$/m)?.[1];
  if (suite === undefined) return err('this machine is no Debian');
  const folder = mkdtempSync(join(tmpdir(), 'komado-root-'));
  const made = spawnSync(
    'mmdebstrap',
    ['--mode=root', '--variant=apt', '--quiet', suite, folder, '-'],
    { input: sources.join('\n'), encoding: 'utf8', stdio: ['pipe', 'inherit', 'inherit'] },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return err('mmdebstrap did not make it (is it installed, and are the packages reachable?)');
  }
  return ok(rootIn(folder));
}

/** Debian's sources of this machine, as apt reads them; those of others are left out. */
function debianSources(): readonly string[] {
  const format = '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(SIGNED_BY)';
  const { status, stdout } = spawnSync(
    'apt-get',
    ['indextargets', '--format', format, 'Created-By: Packages'],
    { encoding: 'utf8' },
  );
  if (status !== 0) return [];
  const lines = stdout.split('\n').flatMap((line) => {
    const [origin, address = '', release = '', component = '', key = ''] = line.split('|');
    const signed = key === '' ? '' : `[signed-by=${key}] `;
    return origin === 'Debian' ? [`deb ${signed}${address} ${release} ${component}`] : [];
  });
  return [...new Set(lines)];
}

/**
 * Mounts what a system needs, and makes the folder the only root that there is: in a root by chroot, no browser could make the namespaces of
 * its sandbox.
 */
const enter = `
set -e
root=$1
shift
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mkdir -p "$root/tmp/.X11-unix" /tmp/.X11-unix
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
cd "$root"
pivot_root . .
umount -l .
cd /
exec "$@"
`;

/** Not those of the machine: they may hold what is nobody else's business. */
const plainEnv = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };

function rootIn(folder: string): DebianRoot {
  const start = (words: readonly string[], { user, env = {} }: InRoot = {}): ChildProcess => {
    const as =
      user === undefined
        ? []
        : [
            ...['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'],
            ...['--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'],
          ];
    const inside = ['sh', '-c', enter, 'sh', folder, ...as, ...words];
    return spawn(
      'setpriv',
      ['--pdeathsig', 'KILL', 'unshare', '--mount', '--pid', '--fork', '--kill-child', ...inside],
      { env: { ...plainEnv, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
  };
  return {
    folder,
    at: (path) => join(folder, path),
    start,
    async run(words, how) {
      const child = start(words, how);
      const parts: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (part: Buffer) => void parts.push(part));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code: code ?? 1, text: Buffer.concat(parts).toString('utf8') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
