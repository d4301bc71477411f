import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import { stepOrderNameSchema } from '../../shared/center-api.ts';
import { createElectronHost, prepareElectron } from '../../electron/host/electron-host.ts';
import { serveConsole } from './serve-console.ts';

const settingsSchema = z.object({
  steps: stepOrderNameSchema,
  size: z.object({ width: z.int(), height: z.int() }),
  state: z.string(),
  out: z.string(),
  dist: z.string(),
  panel: z.string(),
});

/** The console in Electron; its settings come as JSON in KOMADO_CONSOLE, because Electron reads the arguments itself. */
async function main(): Promise<number> {
  prepareElectron();
  const settings = settingsSchema.parse(JSON.parse(process.env['KOMADO_CONSOLE'] ?? '{}'));
  const host = await createElectronHost(join(import.meta.dirname, '..', '..', 'preload.cjs'));
  return serveConsole(host, settings);
}

main().then(
  (code) => app.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : 'the console could not start');
    app.exit(1);
  },
);
