import { join } from 'node:path';
import { app } from 'electron';
import { beginConfig } from './kiosk/configuration/begin-config.ts';
import { readKioskConfig } from './kiosk/config.ts';
import { createElectronHost, prepareElectron } from './host/electron-host.ts';
import { setUpWhereMissing } from './kiosk/first-start/set-up-kiosk.ts';
import { serveSite } from './kiosk/serve-site.ts';

/**
 * A site's kiosk in Electron. Started with KOMADO_CONFIG (the configuration file) and KOMADO_DIST (the built page) in its
 * environment, because Electron interprets command-line arguments itself; KOMADO_FIRST_START=1 has a configuration that is not there made at
 * the screen.
 */
async function main(): Promise<number> {
  prepareElectron();
  const file = process.env['KOMADO_CONFIG'] ?? '';
  const dist = process.env['KOMADO_DIST'] ?? '';
  const say = (line: string): void => console.error(line);
  // Between two windows, and before the first, the program does not end with the last one that is closed.
  app.on('window-all-closed', () => undefined);
  const host = await createElectronHost(join(import.meta.dirname, '..', 'preload.cjs'));
  const ended =
    process.env['KOMADO_FIRST_START'] === '1' ? await setUpWhereMissing(file, host, dist, say) : null;
  if (ended !== null) return ended;
  beginConfig(file, say);
  const config = await readKioskConfig(file);
  if (!config.ok) {
    console.error(config.error);
    return 2;
  }
  return serveSite(config.value, file, host, dist, say);
}

main().then(
  (code) => app.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : 'the kiosk could not start');
    app.exit(1);
  },
);
