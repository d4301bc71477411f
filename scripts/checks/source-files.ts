import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { rooms } from './rooms.ts';

/** As in .gitignore: packages, and what is built or written. */
const notOurs = new Set(['node_modules', 'dist', 'out', 'var']);

/** Every file of code below the root, sorted, as its path from there with "/" between folders. */
export function sourceFiles(root: string): string[] {
  const found = globSync('**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', {
    cwd: root,
    exclude: (name) => notOurs.has(name),
  });
  return found.map((path) => path.split(sep).join('/')).sort();
}

/** Files of code in a folder that is not a room; the root itself holds the settings of tools. */
export function strayFiles(paths: readonly string[]): string[] {
  const known = new Set<string>(rooms);
  return paths.filter((path) => path.includes('/') && !known.has(path.split('/')[0] ?? ''));
}
