import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endWithStages, root, runLanes, tell } from '../checks/run-stages.ts';
import { rooms } from '../checks/rooms.ts';
import { packages } from '../checks/package-stage.ts';
import { clearResults, endToEnd, inLongRun, powerCuts, screens, unit } from '../checks/stages.ts';

import { readWords, runCommand, wholeNumber } from '../../shared/command-options.ts';
import { toldToEnd } from './told-to-end.ts';

const help = `Usage: npm run test:long [-- --runs N]

The tests with random cases, many times more of them than npm test runs: walks through the machines, faults of devices, power
cuts at every write of a session's journal, many kiosks at once. Then every end-to-end test, every sample screen in every
language, look and size, a campaign of power cuts at random moments, and the life of the Debian packages in a root of their own.
It takes hours, and ends with one line "N passed, N failed".

  --runs N   runs of the campaign (default 1000)
  --help     this text

Exit codes: 0 everything passed, 1 something failed, 2 wrong arguments.
`;

/** What a test with random cases imports. */
const draws = /from '(?:fast-check|[./]+\/repetitions\.ts)'/;

async function testsThatDraw(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const file of glob(
    rooms.map((room) => `${room}/**/*.test.{ts,tsx}`),
    { cwd: root },
  ))
    if (draws.test(await readFile(join(root, file), 'utf8'))) found.push(file);
  return found;
}

async function main(args: readonly string[]): Promise<number> {
  const values = readWords(args, { runs: { type: 'string', default: '1000' }, help: { type: 'boolean' } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const runs = wholeNumber('--runs', values.runs, 1, 1_000_000);
  await clearResults();
  const long = [unit([...(await testsThatDraw())]), endToEnd, screens].map(inLongRun);
  return tell(await runLanes([[...long, powerCuts(runs), packages]]));
}

const told = toldToEnd();
endWithStages(told.signal);
process.exitCode = told.exitCode(
  await runCommand({ name: 'test:long', call: 'npm run test:long' }, () => main(process.argv.slice(2))),
);
