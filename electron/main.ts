import { join } from 'node:path';
import { app } from 'electron';
import { beginConfig } from './kiosk/configuration/begin-config.ts';
import { readKioskConfig } from './kiosk/config.ts';
import { createElectronHost, prepareElectron } from './host/electron-host.ts';
import { serveSite } from './kiosk/serve-site.ts';

/**
 * A site's kiosk in Electron. Started with KOMADO_CONFIG (the configuration file) and KOMADO_DIST (the built page) in its
 * environment, because Electron interprets command-line arguments itself.
 */
async function main(): Promise<number> {
  prepareElectron();
  const file = process.env['KOMADO_CONFIG'] ?? '';
  const dist = process.env['KOMADO_DIST'] ?? '';
  beginConfig(file, (line) => console.error(line));
  const config = await readKioskConfig(file);
  if (!config.ok) {
    console.error(config.error);
    return 2;
  }
  const host = await createElectronHost(join(import.meta.dirname, '..', 'preload.cjs'));
  return serveSite(config.value, file, host, dist, (line) => console.error(line));
}

main().then(
  (code) => app.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : 'the kiosk could not start');
    app.exit(1);
  },
);
