import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { rooms } from './rooms.ts';

/** As .gitignore has it: packages and what is built or written. */
const notOurs = new Set(['node_modules', 'dist', 'out', 'var']);

/** Every file of code below the root, as its path from there with "/" between folders, in order. */
export function sourceFiles(root: string): string[] {
  const found = globSync('**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', {
    cwd: root,
    exclude: (name) => notOurs.has(name),
  });
  return found.map((path) => path.split(sep).join('/')).sort();
}

/** Files of code in a folder that is no room; at the root lie the settings of tools. */
export function strayFiles(paths: readonly string[]): string[] {
  const known = new Set<string>(rooms);
  return paths.filter((path) => path.includes('/') && !known.has(path.split('/')[0] ?? ''));
}
