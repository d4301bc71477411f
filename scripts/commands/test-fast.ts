import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { endWithStages, root, runLanes, tell } from '../checks/run-stages.ts';
import { clearResults, houseRules, lint, types, unit } from '../checks/stages.ts';
import { slowTests } from '../../testing/slow-tests.ts';

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

/** Slow tests that are themselves among the changes. */
async function changedTests(since: string): Promise<readonly string[]> {
  const changed = await git('diff', '--name-only', since);
  return slowTests.filter((file) => changed?.split('\n').includes(file) === true);
}

async function main(args: readonly string[]): Promise<number> {
  let since: string;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { since: { type: 'string' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    since = values.since ?? (await whereBranchBegan());
  } catch (error) {
    console.error(`test:fast: ${error instanceof Error ? error.message : 'wrong arguments'}\n\n${help}`);
    return 2;
  }
  const commit = await git('rev-parse', '--verify', '--quiet', `${since}^{commit}`);
  if (commit === null) {
    console.error(`test:fast: --since: there is no commit "${since}"\n\n${help}`);
    return 2;
  }
  await clearResults();
  const changed = await changedTests(commit);
  const leftOut = slowTests.filter((file) => !changed.includes(file));
  const exclude = leftOut.flatMap((file) => ['--exclude', file]);
  return tell(await runLanes([[types, lint, houseRules], [unit(['--changed', commit, ...exclude])]]));
}

const told = toldToEnd();
endWithStages(told.signal);
process.exitCode = told.exitCode(await main(process.argv.slice(2)));
