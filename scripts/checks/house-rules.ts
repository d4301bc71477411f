import { API, type Checker, type Project } from 'typescript/unstable/sync';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import { classLookalikes } from './class-lookalikes.ts';
import { ignoredResults } from './ignored-results.ts';

/** One of our rules that needs to know types: given a checker, it returns a function that finds the faults of one file. */
export interface HouseRule {
  readonly find: (checker: Checker) => (source: SourceFile) => readonly Node[];
  readonly says: string;
}

export interface Fault {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly says: string;
}

export const houseRules: readonly HouseRule[] = [
  {
    find: ignoredResults,
    says: 'this Result is ignored: handle its error, or say why it does not matter',
  },
  {
    find: classLookalikes,
    says: 'an instance of a class is expected here, but no constructor of it made this',
  },
];

/**
 * Judges every file of a tsconfig.json.
 * @throws when the compiler finds no file through it
 */
export function judgeTypes(
  tsconfig: string,
  rules: readonly HouseRule[] = houseRules,
): { readonly files: number; readonly faults: readonly Fault[] } {
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProjects: [tsconfig] }).getProject(tsconfig);
    if (project === undefined || project.rootFiles.length === 0)
      throw new Error(`${tsconfig}: the compiler found no file`);
    return { files: project.rootFiles.length, faults: faultsOf(project, rules) };
  } finally {
    api.close();
  }
}

function faultsOf({ program, checker, rootFiles }: Project, rules: readonly HouseRule[]): Fault[] {
  const finders = rules.map(({ find, says }) => ({ find: find(checker), says }));
  return rootFiles.flatMap((file) => {
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`${file}: the compiler does not know it`);
    const lineOf = (node: Node): number => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    return finders.flatMap(({ find, says }) =>
      find(source).map((node) => ({ file, line: lineOf(node), says })),
    );
  });
}
