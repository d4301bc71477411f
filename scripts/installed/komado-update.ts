import { runCommand } from '../../shared/command-options.ts';
import { runUpdate } from '../commands/update.ts';

process.exitCode = await runCommand({ name: 'komado-update', call: 'komado-update' }, () =>
  runUpdate(process.argv.slice(2)),
);
