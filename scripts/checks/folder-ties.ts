import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { repositoryFiles } from './mentioned-files.ts';

/** Two sibling folders in a room, and an import from one into the other. */
interface Tie {
  /** The folder around both. */
  readonly inside: string;
  readonly from: string;
  readonly to: string;
  /** `renderer/frame/body.tsx imports renderer/screens/pin.tsx` */
  readonly by: string;
}

const importOf = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']*)'/g;

function tiesOf(files: readonly string[], read: (file: string) => string): Tie[] {
  return files
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|e2e)\.tsx?$/.test(file))
    .flatMap((file) =>
      [...read(file).matchAll(importOf)].flatMap(([, path = '']) => {
        const imported = normalize(join(dirname(file), path));
        const own = dirname(file).split('/');
        const other = dirname(imported).split('/');
        const shared = own.findIndex((part, index) => part !== other[index]);
        const from = own[shared];
        const to = other[shared];
        // Imports between rooms have rules of their own.
        if (shared < 1 || from === undefined || to === undefined) return [];
        return [{ inside: own.slice(0, shared).join('/'), from, to, by: `${file} imports ${imported}` }];
      }),
    );
}

/**
 * Sibling folders in a room that import each other, one line for each import on the way round, even when the way leads
 * through further folders: what both need belongs below them.
 * @param read text of a file by its path from the root
 */
export function tiedFolders(files: readonly string[], read: (file: string) => string): string[] {
  const ties = tiesOf(files, read);
  const reaches = (inside: string, start: string, end: string): boolean => {
    const seen = new Set<string>();
    const queue = [start];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (at === end) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      queue.push(...ties.filter((tie) => tie.inside === inside && tie.from === at).map(({ to }) => to));
    }
    return false;
  };
  return ties.filter(({ inside, from, to }) => reaches(inside, to, from)).map(({ by }) => by);
}

/** The tied folders in the repository under `root`. */
export function tiedFoldersOf(root: string): string[] {
  return tiedFolders(repositoryFiles(root), (file) => readFileSync(join(root, file), 'utf8'));
}
