import { runRegisters } from '../commands/registers.ts';
import { versionLine } from '../setup/product-root.ts';

const args = process.argv.slice(2);

if (args.includes('--version')) console.log(versionLine());
else process.exitCode = await runRegisters(args, 'komado-registers');
