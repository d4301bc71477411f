import { runCommand } from '../../shared/command-options.ts';
import { earlyBrowserFor } from './early-start.ts';
import { readStartSettings, startHelp } from './start-settings.ts';

const args = process.argv.slice(2);
const early = earlyBrowserFor(args);
process.exitCode = await runCommand({ name: 'start', call: 'npm start' }, async () => {
  try {
    const settings = await readStartSettings(args);
    if (settings === 'help') {
      process.stdout.write(startHelp);
      return 0;
    }
    const { start } = await import('./start-command.ts');
    return await start(settings, early);
  } finally {
    await early?.close();
  }
});
