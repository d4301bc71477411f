import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import type { DebianRoot } from './debian-root.ts';
import { makeServiceFolders } from './trial-site.ts';
import { environmentOf, oneOfUnit, readUnit } from './unit-file.ts';

/** A service of the root, started by hand as its unit says, by a service manager that only listens. */
export interface RunningService {
  /** Resolves with the first word to the service manager that begins so (`READY=1`). @throws when the service ends before, with what it said */
  told(word: string): Promise<string>;
  /** Resolves with the first line of its output that matches. @throws likewise */
  said(line: RegExp): Promise<string>;
  /** Tells it to end. @returns its exit code */
  end(): Promise<number>;
}

/** Where the words to the service manager arrive, in the root. */
const notifyFolder = '/run/komado-trial';
const lookEveryMs = 20;

/** @param env besides the unit's own; the unit's display is none of this root's */
export async function runService(
  root: DebianRoot,
  unitFile: string,
  env: Readonly<Record<string, string>>,
): Promise<RunningService> {
  const unit = readUnit(readFileSync(root.at(unitFile), 'utf8'));
  const user = oneOfUnit(unit, 'User');
  const folders = (['Runtime', 'State', 'Logs'] as const).flatMap((kind) => {
    const base = { Runtime: '/run', State: '/var/lib', Logs: '/var/log' }[kind];
    return (unit.get(`${kind}Directory`) ?? []).map((name) => `${base}/${name}`);
  });
  makeServiceFolders(root, user, folders);
  mkdirSync(root.at(notifyFolder), { recursive: true });
  rmSync(root.at(`${notifyFolder}/notify`), { force: true });
  const manager = await listen(root.at(`${notifyFolder}/notify`));
  const words = oneOfUnit(unit, 'ExecStart').split(' ');
  const service = root.start(words, {
    user,
    env: {
      ...environmentOf(unit),
      NOTIFY_SOCKET: `${notifyFolder}/notify`,
      WATCHDOG_USEC: String(Number(unit.get('WatchdogSec')?.[0] ?? 0) * 1_000_000),
      ...env,
    },
  });
  const output: string[] = [];
  let heard = '';
  const waiting = new Set<() => void>();
  const looked = (): void => {
    for (const look of waiting) look();
  };
  for (const stream of [service.stdout, service.stderr])
    if (stream)
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        looked();
      });
  // Words come without ends of lines, several at a time.
  manager.stdout?.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
    looked();
  });
  const ended = once(service, 'close') as Promise<[number | null]>;
  const firstOf = async (find: () => string | undefined): Promise<string> => {
    let look: () => void = () => undefined;
    const found = new Promise<string>((resolve) => {
      look = () => {
        const line = find();
        if (line !== undefined) resolve(line);
      };
      waiting.add(look);
      look();
    });
    const first = await Promise.race([found, ended.then(() => null)]);
    waiting.delete(look);
    if (first === null) throw new Error(`the service ended: ${output.slice(-20).join('\n')}`);
    return first;
  };
  return {
    told: (word) => firstOf(() => (heard.includes(word) ? word : undefined)),
    said: (pattern) => firstOf(() => output.find((line) => pattern.test(line))),
    async end() {
      // The service itself: what stands around it would pass nothing on.
      const [inside] = readFileSync(`/proc/${service.pid ?? 0}/task/${service.pid ?? 0}/children`, 'utf8').split(' ');
      process.kill(Number(inside), 'SIGTERM');
      const [code] = await ended;
      manager.kill();
      return code ?? 1;
    },
  };
}

/** Receives datagrams at a socket in the file system. Resolves when it is there. */
async function listen(socket: string): Promise<ChildProcess> {
  const child = spawn('setpriv', [
    ...['--pdeathsig', 'KILL', 'socat', '-u'],
    ...[`UNIX-RECV:${socket},mode=0777,unlink-early`, 'STDOUT'],
  ]);
  while (!existsSync(socket)) {
    if (child.exitCode !== null) throw new Error('socat does not listen');
    await setTimeout(lookEveryMs);
  }
  return child;
}
