import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path/posix';
import { parseSync, Visitor, type Argument } from 'oxc-parser';

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
    const { specifiers, computed, errors } = readSpecifiers(path, text);
    faults.push(...errors.map((error) => `${path}: ${error}`));
    const targets = new Set<string>(computed ? [computedTarget] : []);
    for (const specifier of specifiers) {
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

interface Specifiers {
  readonly specifiers: readonly string[];
  readonly computed: boolean;
  readonly errors: readonly string[];
}

function readSpecifiers(path: string, text: string): Specifiers {
  const parsed = parseSync(path, text);
  const written: (string | null)[] = [];
  new Visitor({
    ImportDeclaration: ({ source }) => void written.push(source.value),
    ExportAllDeclaration: ({ source }) => void written.push(source.value),
    ExportNamedDeclaration({ source }) {
      if (source !== null) written.push(source.value);
    },
    TSImportType: ({ source }) => void written.push(source.value),
    TSExternalModuleReference: ({ expression }) => void written.push(expression.value),
    ImportExpression: ({ source }) => void written.push(literalOf(source)),
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type === 'Identifier' && callee.name === 'require') written.push(literalOf(first));
    },
  }).visit(parsed.program);
  const specifiers = written.filter((each) => each !== null);
  return {
    specifiers,
    computed: specifiers.length < written.length,
    errors: parsed.errors.map(({ message }) => message),
  };
}

function literalOf(node: Argument | undefined): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  const only = node?.type === 'TemplateLiteral' && node.expressions.length === 0 ? node.quasis[0] : undefined;
  return only?.value.cooked ?? null;
}
