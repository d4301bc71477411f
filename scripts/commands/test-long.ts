import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endWithStages, root, runLanes, tell } from '../checks/run-stages.ts';
import { rooms } from '../checks/rooms.ts';
import { clearResults, powerCuts, unit } from '../checks/stages.ts';

import { toldToEnd } from './told-to-end.ts';

const help = `Usage: npm run test:long [-- --runs N]

The tests with random cases, many times more of them than npm test runs: walks through the machines, faults of devices, power
cuts at every write of a session's journal, many kiosks at once. Then a campaign of power cuts at random moments. It takes
an hour or more, and ends with one line "N passed, N failed".

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
  let runs: number;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { runs: { type: 'string', default: '1000' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    runs = Number(values.runs);
    if (!Number.isInteger(runs) || runs < 1 || runs > 1_000_000)
      throw new Error('--runs: expected a number from 1');
  } catch (error) {
    console.error(`test:long: ${error instanceof Error ? error.message : 'wrong arguments'}\n\n${help}`);
    return 2;
  }
  await clearResults();
  const long = unit([...(await testsThatDraw())], { KOMADO_TESTS: 'long' });
  return tell(await runLanes([[long, powerCuts(runs)]]));
}

const told = toldToEnd();
endWithStages(told.signal);
process.exitCode = told.exitCode(await main(process.argv.slice(2)));
