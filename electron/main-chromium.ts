import type { EarlyBrowser } from './host/begin-browser.ts';
import { createChromiumHost } from './host/chromium-host.ts';
import { beginConfig } from './kiosk/configuration/begin-config.ts';
import { readKioskConfig } from './kiosk/config.ts';
import { serveSite } from './kiosk/serve-site.ts';

/**
 * A site's kiosk in the distribution's Chromium, for machines on which Electron's runtime is not available.
 * @param executable path of Chromium
 * @param file the site's configuration
 * @param dist folder of the built page
 * @param early the browser, where it has been begun before
 * @returns the exit code, as for `electron/main.ts`
 */
export async function runInChromium(
  executable: string,
  file: string,
  dist: string,
  early: EarlyBrowser | null = null,
): Promise<number> {
  beginConfig(file, (line) => console.error(line));
  const config = await readKioskConfig(file);
  if (!config.ok) {
    console.error(config.error);
    return 2;
  }
  const host = createChromiumHost({ executable, headless: false, early });
  return serveSite(config.value, file, host, dist, (line) => console.error(line));
}
