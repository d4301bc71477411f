import type { EarlyBrowser } from './host/begin-browser.ts';
import { createChromiumHost } from './host/chromium-host.ts';
import { beginConfig } from './kiosk/configuration/begin-config.ts';
import { readKioskConfig } from './kiosk/config.ts';
import { isMissing } from './kiosk/first-start/is-missing.ts';
import type { setUpWhereMissing } from './kiosk/first-start/set-up-kiosk.ts';
import { serveSite } from './kiosk/serve-site.ts';

/**
 * A site's kiosk in the distribution's Chromium, for machines on which Electron's runtime is not available.
 * @param executable path of Chromium
 * @param file the site's configuration
 * @param dist folder of the built page
 * @param early the browser, where it has been begun before; `firstStart`: a configuration that is not there is made at the screen
 * @returns the exit code, as for `electron/main.ts`
 */
export async function runInChromium(
  executable: string,
  file: string,
  dist: string,
  {
    early = null,
    firstStart = false,
  }: { readonly early?: EarlyBrowser | null; readonly firstStart?: boolean } = {},
): Promise<number> {
  const say = (line: string): void => console.error(line);
  const host = createChromiumHost({ executable, headless: false, early });
  const ended = firstStart && isMissing(file) ? await setUp(file, host, dist, say) : null;
  if (ended !== null) {
    await host.close();
    return ended;
  }
  beginConfig(file, say);
  const config = await readKioskConfig(file);
  if (!config.ok) {
    console.error(config.error);
    await host.close();
    return 2;
  }
  return serveSite(config.value, file, host, dist, say);
}

/** Loaded when it is needed: once in a kiosk's life. */
async function setUp(...all: Parameters<typeof setUpWhereMissing>): Promise<number | null> {
  return (await import('./kiosk/first-start/set-up-kiosk.ts')).setUpWhereMissing(...all);
}
