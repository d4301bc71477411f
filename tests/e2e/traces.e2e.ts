import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createWindowFolder, removeWindowFolder } from '../../electron/host/window-folder.ts';

/** What is left of a window on the disk: by a page that puts words wherever it can, and by the bytes of whatever was written. */
const words = '植込 山田花子 PLANTED-WORDS';
const marks = ['山田花子', 'PLANTED-WORDS', encodeURIComponent('山田花子')];

interface Planted {
  readonly process: ChildProcess;
  readonly folder: string;
}

let place: string;
/** Where windows lie: a place in memory that no other kiosk of this machine looks into, as each takes away what dead ones left. */
let runtime: string;
const usualRuntime = process.env['XDG_RUNTIME_DIR'];
let begun: ChildProcess | null = null;
test.beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'komado-traces-'));
  runtime = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'komado-traces-'));
  process.env['XDG_RUNTIME_DIR'] = runtime;
});
test.afterEach(async () => {
  begun?.kill('SIGKILL');
  if (usualRuntime === undefined) delete process.env['XDG_RUNTIME_DIR'];
  else process.env['XDG_RUNTIME_DIR'] = usualRuntime;
  for (const each of [place, runtime]) await rm(each, { recursive: true, force: true });
});

async function begin(): Promise<Planted> {
  const planting = join(import.meta.dirname, 'planting-kiosk.ts');
  const child = spawn(process.execPath, [planting, join(place, 'page'), words], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // All that the process writes outside of the window's folder can be found here.
    env: { ...process.env, HOME: place, TMPDIR: place, NODE_OPTIONS: '' },
  });
  begun = child;
  const [told] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, folder: told.toString('utf8').trim() };
}

/** Files with one of the words in them, in any of the ways in which a browser writes text. */
function withTraces(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .filter((path) => {
      const bytes = readFileSync(path);
      return marks.some((mark) =>
        (['utf8', 'utf16le'] as const).some((encoding) => bytes.includes(Buffer.from(mark, encoding))),
      );
    });
}

/** Processes whose command line names this folder: the browser's. */
function browserOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLine(name).includes(folder))
    .map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return ''; // gone meanwhile
  }
}

test('a session that ends leaves no folder, and had written nothing of what it showed', async () => {
  const { process: kiosk, folder } = await begin();
  expect(readdirSync(folder).length).toBeGreaterThan(1);
  expect(withTraces(folder)).toEqual([]);
  kiosk.stdin?.write('end');
  await once(kiosk, 'exit');
  expect(existsSync(folder)).toBe(false);
  expect(withTraces(place)).toEqual([]);
});

for (const first of ['kiosk', 'browser'] as const)
  test(`kiosk and browser are killed in the middle of a session, the ${first} first: nothing is in what they left${first === 'kiosk' ? '' : ' @long'}`, async () => {
    const { process: kiosk, folder } = await begin();
    const browser = browserOf(folder);
    expect(browser.length).toBeGreaterThan(0);
    const killBrowser = (): void => {
      for (const pid of browser)
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          continue; // it went with another of them
        }
    };
    if (first === 'browser') killBrowser();
    kiosk.kill('SIGKILL');
    await once(kiosk, 'exit');
    killBrowser();
    await expect.poll(() => browserOf(folder)).toEqual([]);
    // The page itself and its words were given to the process, and are no trace of it.
    await rm(join(place, 'page'), { recursive: true });
    expect(withTraces(folder)).toEqual([]);
    expect(withTraces(place)).toEqual([]);
    removeWindowFolder(createWindowFolder());
    expect(existsSync(folder)).toBe(false);
  });

test('a page that crashes leaves no picture of its memory', async () => {
  const { process: kiosk, folder } = await begin();
  const page = browserOf(folder).filter((pid) => commandLine(String(pid)).includes('--type=renderer'));
  expect(page.length).toBeGreaterThan(0);
  for (const pid of page) process.kill(pid, 'SIGSEGV');
  await expect.poll(() => browserOf(folder).filter((pid) => page.includes(pid))).toEqual([]);
  expect(withTraces(folder)).toEqual([]);
  const dumps = [folder, place].flatMap((where) =>
    readdirSync(where, { recursive: true, encoding: 'utf8' }).filter((name) => /\.dmp$|core/.test(name)),
  );
  expect(dumps).toEqual([]);
  kiosk.stdin?.write('end');
  await once(kiosk, 'exit');
});
