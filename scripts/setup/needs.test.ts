import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { nodeFlags } from '../../simulator/node-options.ts';
import { rooms } from '../checks/rooms.ts';

/** Compares what each command asks Debian for with what the files that it reaches call, look for and load. */
const root = join(import.meta.dirname, '..', '..');
const names = z.record(z.string(), z.string());
const list = z.array(z.string());
const needs = z
  .strictObject({
    packageOfTool: names,
    packageOfFile: names,
    packageOfModule: names,
    unpacked: list,
    alwaysThere: list,
    commands: z.record(
      z.string(),
      z.strictObject({ needs: list, wants: list, says: z.string(), flags: list.optional() }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'needs.json'), 'utf8')));

/**
 * What none of our code calls: fonts that Chromium looks for, the system's card daemon, which runs by itself, and its
 * library, which is loaded only where a configuration has such a reader.
 */
const unseen = ['fonts-noto-cjk', 'fonts-noto-core', 'pcscd', 'vsmartcard-vpcd', 'libpcsclite1'];
/** These only tell which package a tool belongs to, what a package asks Debian for, and which files are packed. */
const tellsOnly = [
  join(root, 'testing', 'pcscd', 'tool.ts'),
  join(root, 'scripts', 'packages', 'package-facts.ts'),
  join(root, 'scripts', 'packages', 'electron-app.ts'),
  import.meta.filename,
];
/** Files that the test runners find by themselves. */
const tests = [
  ...globSync(
    rooms.map((room) => `${room}/**/*.{test,e2e}.{ts,tsx}`),
    { cwd: root },
  ),
  'playwright.config.ts',
  'tests/e2e/global-setup.ts',
].map((file) => join(root, file));

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** All files that run when these do: what they import, and what they start by name. */
function reached(entries: readonly string[]): string[] {
  const seen = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file) || tellsOnly.includes(file) || !isFile(file)) continue;
    seen.add(file);
    const text = codeOf(file);
    for (const [, path = ''] of text.matchAll(/(?:from|import|import\()\s*'(\.[^']+)'/g))
      open.push(resolve(dirname(file), path));
    for (const [, path = ''] of text.matchAll(/'([\w./-]+\.tsx?)'/g))
      open.push(resolve(root, path), resolve(dirname(file), path));
  }
  return [...seen];
}

/** A file without what is stripped before it runs. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/^(?:import|export) type [^;]*;/gm, '')
    .replaceAll(/\/\*\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
}

/** The packages of everything that a file calls, looks for or loads. */
function packagesOf(file: string): string[] {
  const text = codeOf(file);
  const says = (name: string): boolean => text.includes(`'${name}'`) || text.includes(`/${name}'`);
  const of = (table: Readonly<Record<string, string>>, is: (name: string) => boolean): string[] =>
    Object.entries(table).flatMap(([name, from]) => (is(name) ? [from] : []));
  return [
    ...of(needs.packageOfTool, says),
    ...of(needs.packageOfFile, (part) => text.includes(part)),
    ...of(needs.packageOfModule, (module) => text.includes(`from '${module}'`)),
  ];
}

it.each(Object.keys(needs.commands))(
  '"npm run %s" asks Debian for what its files use, and for nothing else',
  (name) => {
    const command = needs.commands[name];
    const entry = join(root, 'scripts', 'commands', `${name}.ts`);
    expect(existsSync(entry)).toBe(true);
    const used = new Set(reached([entry, ...(name.startsWith('test') ? tests : [])]).flatMap(packagesOf));
    const asked = [...(command?.needs ?? []), ...(command?.wants ?? [])];
    expect([...used].filter((each) => !asked.includes(each) && !needs.alwaysThere.includes(each))).toEqual(
      [],
    );
    expect(asked.filter((each) => !used.has(each) && !unseen.includes(each))).toEqual([]);
  },
);

it('every tool that is called by name belongs to a known package', () => {
  const calls = reached([
    ...Object.keys(needs.commands).map((name) => join(root, 'scripts', 'commands', `${name}.ts`)),
    ...tests,
  ]).flatMap((file) =>
    [...codeOf(file).matchAll(/\b(?:spawn|spawnSync|execFile|execFileSync|runTool)\(\s*'([^']+)'/g)].map(
      ([, tool = '']) => tool,
    ),
  );
  expect(calls.length).toBeGreaterThan(20);
  expect(calls.filter((tool) => !(tool in needs.packageOfTool))).toEqual([]);
});

it('a center is started from here with the same flags as from its package', () => {
  expect(needs.commands['center']?.flags).toEqual(nodeFlags);
});
