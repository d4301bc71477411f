import { existsSync, globSync, readFileSync } from 'node:fs';
import { isBuiltin, stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { namedIn } from '../checks/named-in.ts';

/** The code that some commands run, as it is installed: every file at its own place, without its types. */
export interface ReachedCode {
  /** Path below the root, with `/`, and contents. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Names of npm packages. */
  readonly packages: readonly string[];
}

/** What builds pages is asked for only where nothing is built yet: an installed command never gets there. */
const builders: readonly string[] = ['vite'];

/** Data that code finds beside itself, by the rooms that have such. */
const data: Readonly<Record<string, string>> = {
  'issuing-center': '**/*.{json,sql,csv}',
  printing: '**/*.{json,svg}',
  verifier: '{lookalikes/*.bin,page/page.html,page/page.css}',
};

/**
 * Follows everything that the entries run. Types are blanked, so that a line of a trace is the line of the source, and a name ends
 * in `.mjs` where the source's ends in `.ts`: below node_modules or not, such a file needs nothing but Node.
 * @param entries paths below the root
 * @throws when a file cannot be read or parsed, or is one that Node cannot run without a builder
 */
export function reachedCode(root: string, entries: readonly string[]): ReachedCode {
  const files = new Map<string, Buffer>();
  const packages = new Set<string>();
  const waiting = [...entries];
  const seen = new Set(waiting);
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const bytes = readFileSync(join(root, file));
    if (!/\.[mc]?[jt]sx?$/.test(file)) {
      files.set(file, bytes);
      continue;
    }
    const { code, names } = runnable(file, bytes.toString('utf8'));
    files.set(installedName(file), Buffer.from(code));
    for (const name of names) {
      if (/^\.{1,2}\//.test(name)) {
        const target = join(dirname(file), name);
        if (!seen.has(target)) waiting.push(target);
        seen.add(target);
      } else if (!isBuiltin(name) && !builders.includes(packageOf(name))) packages.add(packageOf(name));
    }
  }
  const rooms = new Set([...files.keys()].map((file) => file.split('/')[0] ?? ''));
  for (const room of rooms) {
    const pattern = data[room];
    if (pattern === undefined) continue;
    for (const name of globSync(pattern, { cwd: join(root, room) }).sort())
      files.set(`${room}/${name}`, readFileSync(join(root, room, name)));
  }
  return { files, packages: [...packages].sort() };
}

/** A file as Node runs it, and what it names of files and packages, as the source does. */
function runnable(file: string, text: string): { readonly code: string; readonly names: readonly string[] } {
  if (/x$/.test(file)) throw new Error(`${file}: an installed command cannot run JSX`);
  const typed = /ts$/.test(file);
  const code = typed ? stripTypeScriptTypes(text) : text;
  const { named, errors } = namedIn(installedName(file), code);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file}: ${error}`);
  const names = named.flatMap(({ name, kind }) => {
    if (name === null) throw new Error(`${file}: imports a computed path`);
    // A folder, or a page of the web.
    return kind === 'url' && !/\.[mc]?[jt]s$/.test(name) ? [] : [name];
  });
  return { code: names.reduce(withInstalledName, code), names };
}

function withInstalledName(code: string, name: string): string {
  const installed = installedName(name);
  return installed === name || !name.startsWith('.')
    ? code
    : code.replaceAll(`'${name}'`, `'${installed}'`).replaceAll(`"${name}"`, `"${installed}"`);
}

function installedName(file: string): string {
  return file.replace(/(?<!\.d)\.ts$/, '.mjs');
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Whether a command's file exists: its name is what a package promises in /usr/bin. */
export function entryOf(root: string, command: string): string {
  const entry = `scripts/installed/${command}.ts`;
  if (!existsSync(join(root, entry))) throw new Error(`${entry} is not there`);
  return entry;
}
