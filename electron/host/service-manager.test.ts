import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { createServiceManager } from './service-manager.ts';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

function managed(askDisk: () => Promise<void>, watchdogUsec: string | null = '60000000') {
  const timers = createManualTimers();
  const told: string[] = [];
  const env = {
    NOTIFY_SOCKET: '/run/x',
    PATH: '/bin',
    ...(watchdogUsec === null ? {} : { WATCHDOG_USEC: watchdogUsec, WATCHDOG_PID: '1' }),
  };
  const manager = createServiceManager({
    ...{ env, journalFolder: '/journal', timers, askDisk },
    tell: (socket, words) => {
      told.push(`${socket} ${words.join(' ')}`);
      return Promise.resolve();
    },
    onFault: (error) => {
      throw error;
    },
  });
  return { env, manager, timers, told };
}

it('tells the service manager that the kiosk is up and that it ends, and leaves nothing by which others could', () => {
  const { env, manager, told } = managed(() => Promise.resolve());
  manager.ready();
  manager.stopping();
  expect(told).toEqual(['/run/x READY=1', '/run/x STOPPING=1']);
  expect(env).toEqual({ PATH: '/bin' });
});

it('is alive while page and disk answer, three times in the time after which the watchdog bites', async () => {
  const { manager, timers, told } = managed(() => Promise.resolve());
  for (let second = 0; second < 60; second += 4) {
    manager.alive();
    await settle();
    timers.advance(4_000);
  }
  expect(told).toEqual(['/run/x WATCHDOG=1', '/run/x WATCHDOG=1', '/run/x WATCHDOG=1']);
});

it('is not alive while the journal’s disk hangs, which is asked once, and is again when it answers', async () => {
  let answer: () => void = () => undefined;
  let asked = 0;
  const { manager, timers, told } = managed(() => {
    asked += 1;
    return new Promise((resolve) => {
      answer = resolve;
    });
  });
  for (let turn = 0; turn < 10; turn++) {
    manager.alive();
    timers.advance(20_000);
    await settle();
  }
  expect([asked, told]).toEqual([1, []]);
  answer();
  await settle();
  expect(told).toEqual([]);
  manager.alive();
  answer();
  await settle();
  expect([asked, told]).toEqual([2, ['/run/x WATCHDOG=1']]);
});

it('a service without a watchdog is told nothing of being alive', async () => {
  const { manager, told } = managed(() => Promise.resolve(), null);
  manager.alive();
  await settle();
  expect(told).toEqual([]);
});

it('a process that no service manager has started tells nobody', async () => {
  const timers = createManualTimers();
  const manager = createServiceManager({
    ...{ env: {}, journalFolder: '/journal', timers },
    tell: () => Promise.reject(new Error('must not be told')),
    onFault: (error) => {
      throw error;
    },
  });
  manager.ready();
  manager.alive();
  manager.stopping();
  await settle();
});

const canHear = ['systemd-notify', 'socat'].every(
  (tool) => spawnSync('sh', ['-c', 'command -v "$1"', 'sh', tool]).status === 0,
);
if (!canHear)
  console.warn('NOT TRIED HERE: the words to systemd, because systemd-notify or socat is not installed');

it.skipIf(!canHear)('systemd’s own program puts the word into the socket', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'komado-notify-'));
  const socket = join(folder, 'notify');
  const appears = new Promise<void>((resolve) => {
    const watcher = watch(folder, () => {
      if (!existsSync(socket)) return;
      watcher.close();
      resolve();
    });
  });
  const listener = spawn('socat', ['-u', `UNIX-RECV:${socket}`, 'STDOUT']);
  await appears;
  const faults: unknown[] = [];
  const manager = createServiceManager({
    ...{ env: { NOTIFY_SOCKET: socket }, journalFolder: folder, timers: createManualTimers() },
    onFault: (error) => faults.push(error),
  });
  const heard = once(listener.stdout, 'data');
  manager.ready();
  const [word] = (await heard) as [Buffer];
  expect(word.toString('utf8')).toContain('READY=1');
  expect(faults).toEqual([]);
  listener.kill();
  await once(listener, 'exit');
  rmSync(folder, { recursive: true });
});
