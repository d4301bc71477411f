import { spawn, spawnSync, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { err, ok, type Result } from '../../../shared/result.ts';

export interface Ran {
  readonly code: number;
  /** Standard output and error, as they came. */
  readonly text: string;
}

export interface InRoot {
  /** An ordinary user of the root, without any right of root's; left out: root. */
  readonly user?: string;
  /** What it reads from its standard input; left out: nothing. */
  readonly input?: string;
}

/** A Debian of its own in a folder, with its own systemd, mounts, processes and devices, and the machine's network. */
export interface DebianRoot {
  /** Where a file of the root lies outside of it, also one in memory. */
  at(path: string): string;
  run(words: readonly string[], how?: InRoot): Promise<Ran>;
  /** Starts a program that goes on, and leaves its input and output to the caller, who has to end it. */
  start(words: readonly string[], how?: InRoot): ChildProcessWithoutNullStreams;
  remove(): Promise<void>;
}

/** Besides what a least Debian has: what every machine has, and a graphics card and a camera for a machine without a screen. */
const included = ['systemd-sysv', 'dbus', 'udev', 'ca-certificates', 'xserver-xorg-video-dummy', 'x11-apps'];

/**
 * Makes the root, with the same Debian and from the same places as this machine's, and starts it.
 * @returns or why it cannot be made here
 */
export async function makeDebianRoot(say: (line: string) => void): Promise<Result<DebianRoot, string>> {
  if (process.getuid?.() !== 0) return err('only root can make a root of its own');
  const cgroups = unifiedCgroups();
  if (cgroups === null)
    return err('this machine has no unified control groups (cgroup2), which systemd needs');
  const sources = debianSources();
  const suite = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  if (sources.length === 0 || suite === undefined) return err('apt knows no Debian to take packages from');
  const folder = mkdtempSync(join(tmpdir(), 'komado-root-'));
  const made = spawnSync(
    'mmdebstrap',
    ['--mode=root', '--variant=apt', `--include=${included.join(',')}`, '--quiet', suite, folder, '-'],
    { input: sources.join('\n'), stdio: ['pipe', 'inherit', 'inherit'] },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return err('mmdebstrap did not make it (are Debian’s packages reachable?)');
  }
  // Whom it asks for names of machines: apt has packages to fetch.
  copyFileSync('/etc/resolv.conf', join(folder, 'etc', 'resolv.conf'));
  // As Debian's installer writes it.
  writeFileSync(join(folder, 'etc', 'hosts'), '127.0.0.1 localhost\n::1 localhost\n');
  return boot(folder, cgroups, say);
}

/** Where cgroup2 is mounted. */
function unifiedCgroups(): string | null {
  const line = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .find((each) => each.startsWith('cgroup2 '));
  return line?.split(' ')[1] ?? null;
}

/** Debian's keys, as its own package installs them, on the machine and in the root. */
const keys = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Debian's sources of this machine, as apt reads them; those of others are left out. */
function debianSources(): readonly string[] {
  const format = '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)';
  const { status, stdout } = spawnSync(
    'apt-get',
    ['indextargets', '--format', format, 'Created-By: Packages'],
    { encoding: 'utf8' },
  );
  if (status !== 0) return [];
  const lines = stdout.split('\n').flatMap((line) => {
    const [origin, address = '', release = '', component = ''] = line.split('|');
    return origin === 'Debian' ? [`deb [signed-by=${keys}] ${address} ${release} ${component}`] : [];
  });
  return [...new Set(lines)];
}

/**
 * Mounts what a system needs, and makes the folder the only root that there is: in a root by chroot, no browser could make the namespaces of
 * its sandbox. The devices are few, and its own: a system that starts looks after all that it finds.
 */
const enter = `
set -e
root=$1
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=0755 tmpfs "$root/dev"
for device in null zero full random urandom tty tty0 tty7; do
  if [ -e "/dev/$device" ]; then
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  fi
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"
mount -t tmpfs -o mode=0755 tmpfs "$root/run"
cd "$root"
pivot_root . .
umount -l .
cd /
exec env -i container=komado-trial PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --log-target=console --show-status=no
`;

/** Not those of the machine: they may hold what is nobody else's business. */
const plainEnv = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
};

async function boot(
  folder: string,
  cgroups: string,
  say: (line: string) => void,
): Promise<Result<DebianRoot, string>> {
  // Control groups of its own, or its systemd would rule over the machine's.
  const group = join(cgroups, basename(folder));
  mkdirSync(group);
  const namespaces = ['--mount', '--pid', '--uts', '--ipc', '--cgroup', '--fork', '--kill-child'];
  const system = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'sh', '-c', 'echo $$ >"$1/cgroup.procs" && shift && exec "$@"', 'sh', group],
      ...['unshare', ...namespaces, 'sh', '-c', enter, 'sh', folder],
    ],
    { env: plainEnv, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = once(system, 'exit');
  const lines: string[] = [];
  for (const stream of [system.stdout, system.stderr])
    createInterface({ input: stream }).on('line', (line) => void lines.push(line));
  const root = rootIn(folder, group, system, ended);
  // Its own program waits until nothing more is being started; what is degraded is said below.
  const up = await Promise.race([waitUntilUp(root, system), ended.then(() => null)]);
  if (up === null) {
    await root.remove();
    return err(`its systemd did not start: ${lines.slice(-5).join(' | ')}`);
  }
  say(`a Debian of its own is up (${up})`);
  return ok(root);
}

const lookEveryMs = 200;

async function waitUntilUp(root: DebianRoot, system: ChildProcess): Promise<string> {
  for (;;) {
    const { text } = await root.run(['systemctl', 'is-system-running', '--wait']);
    if (/^(running|degraded)$/m.test(text)) return text.trim();
    if (system.exitCode !== null) throw new Error(text);
    await new Promise((again) => setTimeout(again, lookEveryMs));
  }
}

function rootIn(folder: string, group: string, system: ChildProcess, ended: Promise<unknown>): DebianRoot {
  /** The system's first process, from outside: the only child of what made its namespaces. */
  const inside = (): string => {
    const pid = system.pid ?? 0;
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  };
  const start: DebianRoot['start'] = (words, { user } = {}) => {
    const as =
      user === undefined
        ? []
        : [
            ...[
              'setpriv',
              `--reuid=${user}`,
              `--regid=${user === 'nobody' ? 'nogroup' : user}`,
              '--init-groups',
            ],
            ...['--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'],
          ];
    return spawn('nsenter', ['--target', inside(), '--all', '--root', '--wd', ...as, ...words], {
      env: plainEnv,
    });
  };
  return {
    at: (path) => join('/proc', inside(), 'root', path),
    start,
    async run(words, how) {
      const child = start(words, how);
      child.stdin.on('error', () => undefined); // it ended without reading: its exit code says why
      child.stdin.end(how?.input);
      const parts: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (part: Buffer) => void parts.push(part));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code: code ?? 1, text: Buffer.concat(parts).toString('utf8') };
    },
    async remove() {
      system.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
      endGroup(group);
    },
  };
}

/** The kernel takes a moment to forget the last process of a group. */
function endGroup(group: string): void {
  try {
    writeFileSync(join(group, 'cgroup.kill'), '1');
    const inside = readdirSync(group, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const each of [group, ...inside].sort().reverse()) rmdirSync(each);
  } catch {
    return; // an empty group costs nothing, and goes with the machine
  }
}
