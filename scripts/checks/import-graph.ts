import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path/posix';
import { namedIn } from './named-in.ts';

/** Stands for the target of an `import()` whose path is computed: nobody can tell where it leads. */
export const computedTarget = 'computed:import';

/** What each file imports: paths from the root, "node_modules/NAME", "node:NAME"; types count like values. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

export interface ReadImports {
  readonly graph: ImportGraph;
  /** What could not be read or found, one line each. */
  readonly faults: readonly string[];
}

/**
 * Reads the imports of files: import and export declarations, `import()` of a value and of a type, and `require()`.
 * @param files the text of every source file by its path from the root, with "/" between folders
 * @param isThere whether a file that is not among `files` (a style sheet, JSON) exists
 */
export function readImports(
  files: ReadonlyMap<string, string>,
  isThere: (path: string) => boolean,
): ReadImports {
  const graph = new Map<string, readonly string[]>();
  const faults: string[] = [];
  for (const [path, text] of files) {
    const { named, errors } = namedIn(path, text);
    faults.push(...errors.map((error) => `${path}: ${error}`));
    const targets = new Set<string>();
    for (const { name: specifier, kind } of named) {
      if (kind === 'url') continue;
      if (specifier === null) {
        targets.add(computedTarget);
        continue;
      }
      const target = targetOf(path, specifier);
      const isFile = target !== null && !/^(node_modules\/|node:)/.test(target);
      if (target === null || (isFile && !files.has(target) && !isThere(target)))
        faults.push(`${path}: there is nothing at "${specifier}"`);
      else targets.add(target);
    }
    graph.set(path, [...targets]);
  }
  return { graph, faults };
}

/** Where an import in this file leads; null for one that leads out of the tree or is an address. */
function targetOf(path: string, specifier: string): string | null {
  if (/^\.\.?(\/|$)/.test(specifier)) {
    // Vite's "?url" and "?raw" say what to make of a file, not which file.
    const target = join(dirname(path), specifier.replace(/\?.*$/, ''));
    return target.startsWith('../') ? null : target;
  }
  if (specifier.startsWith('node:')) return specifier;
  if (/^[/#]|^[a-z]+:/.test(specifier)) return null;
  const [scope = '', name] = specifier.split('/');
  if (builtinModules.includes(scope)) return `node:${scope}`;
  return `node_modules/${scope.startsWith('@') ? `${scope}/${name ?? ''}` : scope}`;
}
