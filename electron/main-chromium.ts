import { createChromiumHost } from './host/chromium-host.ts';
import { readKioskConfig } from './kiosk/config.ts';
import { serveSite } from './kiosk/serve-site.ts';

/**
 * The kiosk of a site in the distribution's Chromium, for machines on which Electron's runtime cannot be had.
 * @param executable of Chromium
 * @param file the site's configuration
 * @param dist folder of the built page
 * @returns the exit code, as `electron/main.ts` has it
 */
export async function runInChromium(executable: string, file: string, dist: string): Promise<number> {
  const config = await readKioskConfig(file);
  if (!config.ok) {
    console.error(config.error);
    return 2;
  }
  const host = createChromiumHost({ executable, headless: false });
  return serveSite(config.value, file, host, dist, (line) => console.error(line));
}
