import { endWithStages, runLanes, tell, type Stage } from '../checks/run-stages.ts';
import {
  charts,
  clearResults,
  endToEnd,
  format,
  houseRules,
  lint,
  rooms,
  screens,
  types,
  unit,
} from '../checks/stages.ts';
import { oneOf, readWords, runCommand } from '../../shared/command-options.ts';
import { toldToEnd } from './told-to-end.ts';

/** Unit tests leave a third of two processors idle, since many wait for a server or a device; what only computes runs beside them. */
const lanes: readonly (readonly Stage[])[] = [
  [types, format, lint, houseRules, rooms, charts, screens],
  [unit()],
];
/** Alone: what waits for frames and devices is the first to fail on a busy machine. */
const afterwards: readonly (readonly Stage[])[] = [[endToEnd]];
const names = [...lanes, ...afterwards].flat().map(({ name }) => name);

const help = `Usage: npm test [-- --only NAME]

Runs every check and ends with one line "N passed, N failed".

  --only NAME   one stage: ${names.join(', ')}
  --help        this text

Exit codes: 0 everything passed, 1 something failed, 2 wrong arguments.
`;

async function main(args: readonly string[]): Promise<number> {
  const values = readWords(args, { only: { type: 'string' }, help: { type: 'boolean' } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const only = values.only === undefined ? undefined : oneOf('--only', names, values.only);
  const wanted = ({ name }: Stage): boolean => only === undefined || name === only;
  await clearResults();
  const run = (those: typeof lanes) => runLanes(those.map((lane) => lane.filter(wanted)));
  return tell(await run(lanes), await run(afterwards));
}

const told = toldToEnd();
endWithStages(told.signal);
process.exitCode = told.exitCode(
  await runCommand({ name: 'test', call: 'npm test' }, () => main(process.argv.slice(2))),
);
