import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause, systemTimers } from '../../shared/timers.ts';
import { missing, toolPath } from './tool.ts';
import type { Tool } from './tool.ts';

export interface Pcscd {
  /** Value of PCSCLITE_CSOCK_NAME with which a client finds this daemon. A process reads it only once. */
  readonly socket: string;
  /** UNIX sockets of the two virtual readers, `Virtual PCD 00 00` and `Virtual PCD 00 01`. */
  readonly readers: readonly [string, string];
  /** Kills the daemon without warning, like a crash. */
  kill(): Promise<void>;
  /** Starts it again in the same place. @throws when it does not come up */
  start(): Promise<void>;
  /** Kills it and removes its folder. */
  stop(): Promise<void>;
}

const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const ports = [35_963, 35_964] as const;
/** How long the daemon may take to come up, ms. It takes seconds on a busy machine; this only prevents waiting for ever. */
const startMs = 30_000;

/**
 * Runs inside the namespaces. The daemon's own folder is bound over /run/pcscd, a path compiled into it; the driver opens its
 * ports on every address, here of a loopback that nobody else has. `quickack`: the driver sends length and command separately,
 * and would wait 40 ms for the acknowledgement of the first.
 */
const inside = `set -e
ip link set lo up
ip route replace local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1
mount -t tmpfs tmpfs /run
mkdir /run/pcscd
mount --bind "$1" /run/pcscd
rm -f "$1"/pcscd.* "$1"/vpcd-*
socat UNIX-LISTEN:"$1"/vpcd-0,fork TCP:127.0.0.1:${String(ports[0])},nodelay &
socat UNIX-LISTEN:"$1"/vpcd-1,fork TCP:127.0.0.1:${String(ports[1])},nodelay &
exec pcscd --foreground --error --config "$1"/reader.conf`;

/**
 * A PC/SC daemon with two virtual readers, separate from the system's: in its own mount, network and process namespaces, so
 * that any number can run side by side and no port is open on this machine.
 * @throws one line with the Debian package when something is not installed
 */
export async function startPcscd(): Promise<Pcscd> {
  for (const tool of ['pcscd', 'socat', 'unshare', 'setpriv', 'ip'] as const) requireTool(tool);
  if (!existsSync(driver)) throw new Error(`${driver} is not installed: apt-get install vsmartcard-vpcd`);
  const dir = await makeFolder();
  await writeFile(
    join(dir, 'reader.conf'),
    [
      'FRIENDLYNAME "Virtual PCD"',
      `DEVICENAME /dev/null:${String(ports[0])}`,
      `LIBPATH ${driver}`,
      `CHANNELID ${String(ports[0])}`,
      '',
    ].join('\n'),
  );
  const socket = join(dir, 'pcscd.comm');
  const readers = [join(dir, 'vpcd-0'), join(dir, 'vpcd-1')] as const;
  let running: Running | null = null;

  async function start(): Promise<void> {
    if (running) throw new Error('the daemon is already running');
    const own = run(dir);
    running = own;
    const deadline = systemTimers.elapsed() + startMs;
    for (const path of [socket, ...readers]) {
      while (!(await answers(path))) {
        if (own.process.exitCode !== null || systemTimers.elapsed() > deadline)
          throw new Error(`pcscd did not come up: ${own.said().trim() || 'it said nothing'}`);
        await pause(systemTimers, 20);
      }
    }
  }
  async function kill(): Promise<void> {
    const own = running;
    running = null;
    if (!own) return;
    own.process.kill('SIGKILL');
    await own.ended;
  }
  async function stop(): Promise<void> {
    await kill();
    await rm(dir, { recursive: true, force: true });
  }

  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { socket, readers, kill, start, stop };
}

/**
 * The same for every daemon of a process, one after the other: the client library reads once where its daemon is, and many test files share a
 * process. One that runs beside another has a folder of its own, and no client in this process.
 */
async function makeFolder(): Promise<string> {
  const usual = join(tmpdir(), `komado-pcscd-${String(process.pid)}`);
  try {
    await mkdir(usual, { mode: 0o700 });
    return usual;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return mkdtemp(`${usual}-`);
  }
}

interface Running {
  readonly process: ChildProcess;
  /** Resolves when the daemon and everything started with it are gone. */
  readonly ended: Promise<void>;
  said(): string;
}

function run(dir: string): Running {
  // It dies with us (pdeathsig), and its namespace with it (kill-child), even when we are killed.
  const child = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'unshare', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])],
      ...['--mount', '--net', '--pid', '--fork', '--kill-child', 'sh', '-c', inside, 'sh', dir],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: toolPath() } },
  );
  let said = '';
  const hear = (text: Buffer): void => {
    said = (said + text.toString('utf8')).slice(-4000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.on('error', (error) => {
    said += error.message;
  });
  // The pipes close when the last process holding them is gone.
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return { process: child, ended, said: () => said };
}

function requireTool(tool: Tool): void {
  const found = toolPath()
    .split(':')
    .some((folder) => folder !== '' && existsSync(join(folder, tool)));
  if (!found) throw missing(tool);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
