import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const names = z.record(z.string(), z.string()).default({});
const packageSchema = z.object({
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).default({}),
});

/**
 * The folders of these npm packages and of all that they need, relative to the root (`node_modules/a/node_modules/b`), sorted.
 * What is optional is among them where it is installed: it was installed for this processor.
 * @throws when a needed package is not installed
 */
export function packageFolders(root: string, wanted: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const need = (name: string, from: string, optional: boolean): void => {
    const folder = folderOf(root, name, from);
    if (folder === null) {
      if (optional) return;
      throw new Error(`${from === '' ? 'the product' : from} needs ${name}, which is not installed`);
    }
    if (found.has(folder)) return;
    found.add(folder);
    const own = packageSchema.parse(JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')));
    for (const each of Object.keys(own.dependencies))
      need(each, folder, Object.hasOwn(own.optionalDependencies, each));
    for (const each of Object.keys(own.optionalDependencies)) need(each, folder, true);
    for (const each of Object.keys(own.peerDependencies))
      if (own.peerDependenciesMeta[each]?.optional !== true) need(each, folder, false);
  };
  for (const name of wanted) need(name, '', false);
  return [...found].sort();
}

/** Where Node finds a package for code in a folder: beside it, or beside one of the folders above. */
function folderOf(root: string, name: string, from: string): string | null {
  for (let at = from; ; at = dirname(at)) {
    const base = at === '.' ? '' : at;
    const folder = join(base, 'node_modules', name);
    if (!base.endsWith('node_modules') && existsSync(join(root, folder, 'package.json'))) return folder;
    if (base === '') return null;
  }
}

/** Of every package: sources, types, tests and what only its makers read. A licence always stays. */
const unneeded = [
  /\.(map|flow|markdown|md|tsbuildinfo|gyp|gypi|cc|cpp|hpp|h|yml|yaml|sh)$/i,
  /\.[mc]?tsx?$/,
  /(^|\/)(\.[^/]+|tsconfig[^/]*\.json|Makefile|CHANGELOG|AUTHORS|HISTORY)$/i,
  /^(test|tests|__tests__|integration|example|examples|benchmark|benchmarks|docs?|coverage|\.[^/]+)\//i,
  // A library of C for a system that this is not.
  /(^|\/)prebuilds\/(?!linux-)/,
  /\.musl\.node$/,
];

/** Of single packages: what no command of ours asks them for. */
const unneededOf: Readonly<Record<string, RegExp>> = {
  // Pages with which a tester looks at recordings, and helpers for browsers that we do not drive.
  'playwright-core': /^(bin|lib\/vite)\//,
  // Extensions of PostgreSQL; our tables use none.
  '@electric-sql/pglite': /^dist\/(?!pglite)[^/]*\.tar\.gz$|\.cjs$/,
  // Builds for the browser's own script tags.
  pdfkit: /^js\/pdfkit\.(standalone|browser)/,
};

const licence = /(^|\/)(licen[cs]e|copying|notice|third[-_]?party)[^/]*$/i;

/** The files of a package that are installed, relative to its folder, sorted; packages within it are packages of their own. */
export function filesOfPackage(root: string, folder: string): readonly string[] {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(folder)?.[1] ?? '';
  const special = unneededOf[name];
  const otherProcessor = new RegExp(`(^|/)prebuilds/linux-(?!${process.arch}(/|$))`);
  return filesBelow(join(root, folder), '')
    .filter(
      (file) =>
        licence.test(file) ||
        !(
          unneeded.some((pattern) => pattern.test(file)) ||
          otherProcessor.test(file) ||
          special?.test(file) === true
        ),
    )
    .sort();
}

function filesBelow(base: string, below: string): string[] {
  return readdirSync(join(base, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(base, path);
    return entry.isFile() ? [path] : [];
  });
}
