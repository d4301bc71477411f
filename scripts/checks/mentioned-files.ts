import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { rooms } from './rooms.ts';

/** A comment or a page that names a file which does not exist. */
export interface MissingFile {
  /** From the root, with the line: `docs/seal.md:8`. */
  readonly at: string;
  /** As written there. */
  readonly named: string;
}

const placesWithFiles = [...rooms, 'docs'].join('|');
/** A path that begins with a room (`*` stands for anything), or the name of a source file or a page alone. */
const mention = new RegExp(
  `(?<![\\w./@*{}-])(?:(?:\\.{1,2}/)*(?:${placesWithFiles})/[\\w.*/-]*[\\w*/]|(?:[\\w.*-]+/)*[\\w.*-]*\\w\\.(?:tsx?|mjs|cjs|css|md))(?![\\w*{}$-])`,
  'g',
);
/** A comment, or a string, which is skipped: it may have two slashes in it. */
const commentOrString =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/**
 * Every file that a comment in the code or a page of documentation names must exist: by its path from the root or from where
 * it is named, by the end of its path, or by its name alone. Strings are not checked, nor names of what a program writes.
 * @param read text of a file by its path from the root
 */
export function missingFiles(files: readonly string[], read: (file: string) => string): MissingFile[] {
  const known = new Known(files);
  return files
    .filter((file) => /\.(tsx?|mjs|cjs|js|css|md)$/.test(file))
    .flatMap((file) => {
      const text = read(file);
      const parts = file.endsWith('.md')
        ? [{ text, from: 0 }]
        : [...text.matchAll(commentOrString)]
            .filter(([found]) => found.startsWith('/'))
            .map((match) => ({ text: match[0], from: match.index }));
      return parts.flatMap((part) =>
        [...part.text.matchAll(mention)]
          .filter(([named]) => !known.has(named, file))
          .map((match) => ({
            at: `${file}:${text.slice(0, part.from + match.index).split('\n').length}`,
            named: match[0],
          })),
      );
    });
}

class Known {
  readonly #paths: ReadonlySet<string>;
  readonly #all: readonly string[];

  constructor(files: readonly string[]) {
    const folders = files.flatMap((file) => parents(file));
    this.#paths = new Set([...files, ...folders, ...files.map((file) => basename(file))]);
    this.#all = [...this.#paths];
  }

  has(named: string, from: string): boolean {
    const path = named.replace(/\/$/, '');
    if (path.includes('*')) {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\*+/g, '.*')}$`);
      return this.#all.some((each) => pattern.test(each));
    }
    const beside = normalize(join(dirname(from), path));
    return (
      this.#paths.has(path) || this.#paths.has(beside) || this.#all.some((each) => each.endsWith(`/${path}`))
    );
  }
}

function parents(file: string): string[] {
  const folder = dirname(file);
  return folder === '.' ? [] : [folder, ...parents(folder)];
}

/** Files of the repository under `root`, without what is installed or built. */
export function repositoryFiles(root: string): string[] {
  const skipped = new Set(['node_modules', 'dist', 'out', 'var', '.git']);
  return globSync('**/*', {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => skipped.has(entry.name),
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** What is named in the repository under `root` but does not exist. */
export function missingFilesOf(root: string): MissingFile[] {
  return missingFiles(repositoryFiles(root), (file) => readFileSync(join(root, file), 'utf8'));
}
