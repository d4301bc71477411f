import { runCommand } from '../../shared/command-options.ts';
import { earlyBrowserFor } from './early-start.ts';

const args = process.argv.slice(2);
const early = earlyBrowserFor(args);
process.exitCode = await runCommand({ name: 'start', call: 'npm start' }, async () => {
  const { start } = await import('./start-command.ts');
  try {
    return await start(args, early);
  } finally {
    await early?.close();
  }
});
