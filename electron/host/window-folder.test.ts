import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWindowFolder, removeWindowFolder } from './window-folder.ts';

const module_ = join(import.meta.dirname, 'window-folder.ts');

let place: string;
let before: string | undefined;
beforeEach(() => {
  // Not a place in memory, and so not where folders are made first: they are taken away from everywhere.
  place = mkdtempSync(join(tmpdir(), 'komado-places-'));
  before = process.env['TMPDIR'];
  process.env['TMPDIR'] = place;
});
afterEach(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  rmSync(place, { recursive: true, force: true });
});

/** Another process with a folder of its own. */
async function other(): Promise<{ readonly folder: string; readonly child: ChildProcess }> {
  const script = `import { createWindowFolder } from ${JSON.stringify(module_)}; console.log(createWindowFolder()); setInterval(() => 0, 1e6);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [told] = (await once(child.stdout, 'data')) as [Buffer];
  return { folder: told.toString('utf8').trim(), child };
}

it('is this user’s alone, and goes', () => {
  const folder = createWindowFolder();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  writeFileSync(join(folder, 'written'), 'by a browser');
  removeWindowFolder(folder);
  expect(existsSync(folder)).toBe(false);
});

it('of a process that was killed goes when the next one begins; that of a process that lives stays', async () => {
  const killed = await other();
  const living = await other();
  const own = createWindowFolder();
  expect([killed.folder, living.folder].map((folder) => existsSync(folder))).toEqual([true, true]);
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  const next = createWindowFolder();
  expect(existsSync(killed.folder)).toBe(false);
  expect([living.folder, own, next].map((folder) => existsSync(folder))).toEqual([true, true, true]);
  living.child.kill('SIGKILL');
  await once(living.child, 'exit');
  for (const folder of [living.folder, own, next]) removeWindowFolder(folder);
});

it('of a name that somebody planted, with a pipe or a link for its owner, keeps no window waiting', async () => {
  const planted = ['aaaaaa', 'bbbbbb'].map((name) => join(place, `komado-window-${String(2 ** 30)}-${name}`));
  const [piped = '', linked = ''] = planted;
  for (const folder of planted) mkdirSync(folder);
  execFileSync('mkfifo', [join(piped, 'owner')]);
  symlinkSync('/dev/zero', join(linked, 'owner'));
  const { folder, child } = await other();
  expect(planted.filter((each) => existsSync(each))).toEqual([]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  removeWindowFolder(folder);
});

it('goes also where the process’s number is another’s now, or the machine was begun anew', () => {
  const own = createWindowFolder();
  const owner = readFileSync(join(own, 'owner'), 'utf8');
  const abandoned = (name: string, words: string | null): string => {
    const folder = join(dirname(own), name);
    mkdirSync(folder);
    if (words !== null) writeFileSync(join(folder, 'owner'), words);
    return folder;
  };
  const [boot = '', namespace = '', pid = '', began = ''] = owner.split(' ');
  const prefix = `komado-window-${pid}`;
  const gone = [
    abandoned(`${prefix}-aaaaaa`, [boot, namespace, pid, `${began}0`].join(' ')),
    abandoned(`${prefix}-bbbbbb`, ['another-boot', namespace, pid, began].join(' ')),
    abandoned(`komado-window-${String(2 ** 30)}-cccccc`, null),
  ];
  const kept = [
    // Of a container beside this one, and one that is just being made.
    abandoned(`komado-window-${String(2 ** 30)}-eeeeee`, [boot, 'pid:[1]', '7', '7'].join(' ')),
    abandoned(`${prefix}-ffffff`, null),
  ];
  const next = createWindowFolder();
  expect(gone.filter((folder) => existsSync(folder)).map((folder) => basename(folder))).toEqual([]);
  expect(kept.filter((folder) => !existsSync(folder)).map((folder) => basename(folder))).toEqual([]);
  for (const folder of [...kept, own, next]) removeWindowFolder(folder);
});
