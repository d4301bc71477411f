import { runVerify } from '../commands/verify.ts';
import { versionLine } from '../setup/product-root.ts';

const args = process.argv.slice(2);

if (args.includes('--version')) console.log(versionLine());
else process.exitCode = await runVerify(args, { call: 'komado-verify', centers: null });
