import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog, type OpenLog } from './open-log.ts';
import { systemLogFiles, type LogFiles } from './rotating-file.ts';

const dayMs = 86_400_000;
let folder = '';
const clock = { time: 0, now: () => clock.time };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-log-'));
  clock.time = Date.UTC(2026, 10, 20, 1);
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(settings: { maxBytes?: number; fileSystem?: LogFiles } = {}): OpenLog {
  const { maxBytes = 10_000, fileSystem } = settings;
  return openLog({
    ...{ name: 'kiosk', source: 'K-TEST', clock, output: null },
    files: { folder, maxBytes, keepDays: 7 },
    ...(fileSystem ? { fileSystem } : {}),
  });
}

const names = (): string[] => readdirSync(folder).sort();
const linesOf = (name: string): string[] => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');

describe('files of the log', () => {
  it('begin anew each day (Japan), continue after a restart, and are deleted when old', () => {
    for (let day = 0; day < 10; day++) {
      const { log, close } = open();
      log.event('backInService', {});
      close();
      clock.time += dayMs;
    }
    expect(names()).toEqual(Array.from({ length: 8 }, (_, day) => `kiosk-2026-11-${22 + day}.1.jsonl`));
    const again = open();
    clock.time -= dayMs;
    again.log.event('kioskStarted', {});
    again.close();
    expect(linesOf('kiosk-2026-11-29.1.jsonl')).toHaveLength(2);
  });

  it('split within a day when they grow large, and number at most forty', () => {
    const { log, close } = open({ maxBytes: 200 });
    for (let line = 0; line < 100; line++) log.event('backInService', {});
    close();
    expect(names()).toHaveLength(40);
    expect(names()).toContain('kiosk-2026-11-20.50.jsonl');
    expect(names().map((name) => linesOf(name).length)).toEqual(Array<number>(40).fill(2));
  });

  it('are the log’s own: a planted one is refused by name, nothing is waited for, and nobody’s file grows', () => {
    const today = join(folder, 'kiosk-2026-11-20.1.jsonl');
    const target = join(folder, 'target');
    writeFileSync(target, 'precious', { mode: 0o600 });
    const plants: readonly (readonly [string, () => void])[] = [
      ['is a link', () => symlinkSync(target, today)],
      ['has a second name', () => linkSync(target, today)],
      ['is not a plain file', () => expect(spawnSync('mkfifo', [today]).status).toBe(0)],
      ['can be changed or read by other users', () => chmodSync(folder, 0o777)],
    ];
    for (const [why, plant] of plants) {
      plant();
      const { log, refused, close } = open();
      expect(refused).toContain(why);
      expect(refused).toContain(folder);
      log.event('kioskStarted', {});
      close();
      expect(readFileSync(target, 'utf8')).toBe('precious');
      rmSync(today, { force: true });
    }
    chmodSync(folder, 0o700);
    const { refused, close } = open();
    expect(refused).toBeNull();
    close();
  });

  it('survive a clock that jumps ahead for a moment', () => {
    const { log, close } = open();
    for (let day = 0; day < 3; day++) {
      log.event('backInService', {});
      clock.time += dayMs;
    }
    clock.time += 10_000 * dayMs;
    log.event('backInService', {});
    close();
    expect(names()).toHaveLength(3);
  });

  it('continue on a new line after one that a power cut tore', () => {
    writeFileSync(join(folder, 'kiosk-2026-11-20.1.jsonl'), '{"level":"in');
    const { log, close } = open();
    log.event('backInService', {});
    close();
    const [torn, whole] = linesOf('kiosk-2026-11-20.1.jsonl');
    expect(torn).toBe('{"level":"in');
    expect(JSON.parse(whole ?? '')).toMatchObject({ event: 'backInService' });
  });

  it('are pruned without touching other files', () => {
    writeFileSync(join(folder, 'kiosk-2001-01-01.txt'), '');
    const { log, close } = open();
    log.event('backInService', {});
    close();
    expect(names()).toContain('kiosk-2001-01-01.txt');
  });
});

describe('a full disk', () => {
  it('loses lines but tears no later one, and is reported once there is room again', () => {
    let room = Number.POSITIVE_INFINITY;
    const full: LogFiles = {
      ...systemLogFiles,
      write(file, bytes) {
        if (room <= 0) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
        const taken = Math.min(room, bytes.length);
        room -= taken;
        return systemLogFiles.write(file, bytes.subarray(0, taken));
      },
    };
    const { log, close } = open({ fileSystem: full });
    log.event('backInService', {});
    room = 20;
    log.event('kioskStarted', {});
    log.event('kioskStarted', {});
    room = Number.POSITIVE_INFINITY;
    log.event('kioskEnded', { exitCode: 0 });
    close();
    const lines = linesOf('kiosk-2026-11-20.1.jsonl');
    const whole = lines.flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as unknown] : []));
    expect(whole).toEqual([
      expect.objectContaining({ event: 'backInService' }),
      expect.objectContaining({ event: 'kioskEnded' }),
      expect.objectContaining({ event: 'logLinesLost', lines: 2 }),
    ]);
  });

  it('and a folder that cannot be created stop nobody', () => {
    writeFileSync(join(folder, 'file'), '');
    folder = join(folder, 'file');
    const { log, close } = open();
    expect(() => log.event('backInService', {})).not.toThrow();
    close();
    folder = join(folder, '..');
    expect(names()).toEqual(['file']);
  });
});

describe('standard output', () => {
  const written = (isTTY: boolean): string[] => {
    const lines: string[] = [];
    const output = { isTTY, write: (line: string) => lines.push(line) };
    const { log } = openLog({ name: 'center', source: 'center', clock, files: null, output });
    log.event('deviceTrouble', { device: 'wallet', state: 'offline', reason: 'none' });
    log.caught('programFailed', {}, new TypeError('words'));
    return lines;
  };

  it('gets JSON lines', () => {
    expect(written(false).map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'deviceTrouble',
      'programFailed',
    ]);
  });

  it('gets short lines when it is a terminal', () => {
    const [first, second] = written(true);
    expect(first).toMatch(/^\d\d:\d\d:\d\d warn {2}deviceTrouble device=wallet state=offline reason=none\n$/);
    expect(second).toMatch(
      / fatal programFailed reference=F-\w{4} TypeError logging\/rotating-file\.test\.ts:/,
    );
    expect(second).not.toContain('words');
  });
});
