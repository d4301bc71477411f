import type { ImportGraph } from './import-graph.ts';
import type { ImportRule, Pattern } from './import-rules.ts';

/** An import, or a chain of them, that a rule forbids. */
export interface BrokenRule {
  readonly rule: string;
  /** From the file that may not import to what it may not import; every step is an import. */
  readonly path: readonly string[];
}

/** Circles are forbidden everywhere; they break the rule of this name. */
export const noCircles = 'no-circles';

/** Everything in this import tree that breaks a rule. */
export function judgeImports(graph: ImportGraph, rules: readonly ImportRule[]): BrokenRule[] {
  const broken = rules.flatMap(({ name, from, to, reached }) =>
    [...graph.keys()]
      .filter((file) => matches(from, file))
      .flatMap((file) => (reached ? pathsTo(graph, file, to) : importsOf(graph, file, to)))
      .map((path) => ({ rule: name, path })),
  );
  return [...broken, ...circles(graph).map((path) => ({ rule: noCircles, path }))];
}

function matches({ is, isNot }: Pattern, name: string): boolean {
  return (is?.test(name) ?? true) && !(isNot?.test(name) ?? false);
}

function importsOf(graph: ImportGraph, file: string, to: Pattern): string[][] {
  return (graph.get(file) ?? []).filter((target) => matches(to, target)).map((target) => [file, target]);
}

/** The shortest way to each match that is reached from a file; what comes after a match is not examined. */
function pathsTo(graph: ImportGraph, start: string, to: Pattern): string[][] {
  const found: string[][] = [];
  const seen = new Set([start]);
  const ways: string[][] = [[start]];
  for (const way of ways) {
    for (const target of graph.get(way.at(-1) ?? '') ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      (matches(to, target) ? found : ways).push([...way, target]);
    }
  }
  return found;
}

/** One circle for each import that first closes it; a file that imports itself is a circle too. */
function circles(graph: ImportGraph): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const onWay = new Set<string>();
  const walk = (file: string): void => {
    if (onWay.has(file)) {
      found.push([...way.slice(way.indexOf(file)), file]);
      return;
    }
    if (done.has(file)) return;
    onWay.add(file);
    way.push(file);
    for (const target of graph.get(file) ?? []) walk(target);
    way.pop();
    onWay.delete(file);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file);
  return found;
}
