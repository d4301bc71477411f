import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { endWithStages, root, runLanes, tell } from '../checks/run-stages.ts';
import { clearResults, houseRules, lint, types, unitOf } from '../checks/stages.ts';
import { slowTests } from '../../testing/slow-tests.ts';

import { readWords, runCommand, WrongWords } from '../../shared/command-options.ts';
import { toldToEnd } from './told-to-end.ts';

const help = `Usage: npm run test:fast [-- --since COMMIT]

Types, lint, and the unit tests that a change can touch, in less than a minute (a change that nearly everything imports takes longer);
ends with one line "N passed, N failed". Left to npm test: formatting, import rules, charts, end-to-end tests, and these slow tests,
unless they themselves were changed:
${slowTests.map((file) => `  ${file}`).join('\n')}

  --since COMMIT   what has changed since then (default: where this branch left main; on main itself the last commit)
  --help           this text

Exit codes: 0 everything passed, 1 something failed, 2 wrong arguments.
`;

const run = promisify(execFile);

async function git(...args: readonly string[]): Promise<string | null> {
  try {
    return (await run('git', [...args], { cwd: root })).stdout.trim();
  } catch {
    return null;
  }
}

/** The last commit that is also on main; without a main, the one checked out. */
async function whereBranchBegan(): Promise<string> {
  for (const main of ['main', 'origin/main']) {
    const base = await git('merge-base', 'HEAD', main);
    if (base !== null) return base;
  }
  return 'HEAD';
}

/** Files that differ from a commit, and those that git does not have yet. */
async function changedSince(commit: string): Promise<readonly string[]> {
  const lists = await Promise.all([
    git('diff', '--name-only', commit),
    git('ls-files', '--others', '--exclude-standard'),
  ]);
  return lists.flatMap((list) => list?.split('\n') ?? []).filter((file) => file !== '');
}

/** Folders that a module reads from the disk or is made from. No import leads to what is in them, so a change there counts as one of the module. */
const readers = [
  ['issuing-center/municipalities/', 'issuing-center/municipalities/load.ts'],
  ['issuing-center/store/migrations/', 'issuing-center/store/migrate.ts'],
  ['languages/', 'languages/compiled/catalogues.ts'],
  ['languages/', 'scripts/languages/compile-languages.ts'],
] as const;

/** The readers of the data among these files. */
function readersOf(files: readonly string[]): readonly string[] {
  return readers.flatMap(([folder, reader]) =>
    files.some((file) => file.startsWith(folder)) ? [reader] : [],
  );
}

async function main(args: readonly string[]): Promise<number> {
  const values = readWords(args, { since: { type: 'string' }, help: { type: 'boolean' } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const since = values.since ?? (await whereBranchBegan());
  const commit = await git('rev-parse', '--verify', '--quiet', `${since}^{commit}`);
  if (commit === null) throw new WrongWords(`--since: there is no commit "${since}"`);
  await clearResults();
  const changed = await changedSince(commit);
  const leftOut = slowTests.filter((file) => !changed.includes(file));
  const exclude = leftOut.flatMap((file) => ['--exclude', file]);
  const touching = unitOf([...changed, ...readersOf(changed)], exclude);
  return tell(await runLanes([[types, lint, houseRules], [touching]]));
}

const told = toldToEnd();
endWithStages(told.signal);
process.exitCode = told.exitCode(
  await runCommand({ name: 'test:fast', call: 'npm run test:fast' }, () => main(process.argv.slice(2))),
);
