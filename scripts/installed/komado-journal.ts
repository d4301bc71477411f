import { systemClock } from '../../shared/dates.ts';
import { runJournal } from '../commands/journal.ts';
import { versionLine } from '../setup/product-root.ts';

const args = process.argv.slice(2);

if (args.includes('--version')) console.log(versionLine());
else process.exitCode = await runJournal(args, systemClock, 'komado-journal');
