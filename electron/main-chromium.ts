import { createChromiumHost } from './host/chromium-host.ts';
import { readKioskConfig } from './kiosk/config.ts';
import { serveSite } from './kiosk/serve-site.ts';

/**
 * A site's kiosk in the distribution's Chromium, for machines on which Electron's runtime is not available.
 * @param executable path of Chromium
 * @param file the site's configuration
 * @param dist folder of the built page
 * @returns the exit code, as for `electron/main.ts`
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
