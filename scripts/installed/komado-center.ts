import { runCenter } from '../../issuing-center/main.ts';
import { processWorld } from '../../issuing-center/run-node.ts';
import { systemClock } from '../../shared/dates.ts';
import { versionLine } from '../setup/product-root.ts';

/** A municipality's issuing center; of the demonstration's made-up authorities and residents nothing is installed. */
const args = process.argv.slice(2);

if (args.includes('--version')) console.log(versionLine());
else process.exitCode = await runCenter(args, processWorld, systemClock, 'komado-center');
