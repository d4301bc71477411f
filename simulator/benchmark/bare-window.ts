import type { ChromiumHost, ChromiumWindow } from '../../electron/host/chromium-host.ts';
import { codesOf, usualPadCodes } from '../../shared/pad-keys.ts';

/** Opens the page of build-bare-page.ts as the kiosk's is opened. Resolves once it is painted. */
export async function openBareWindow(host: ChromiumHost, dist: string): Promise<ChromiumWindow> {
  const painted = Promise.withResolvers<undefined>();
  const window = await host.openWindow({
    ...{ dist, title: 'Bare', bridge: 'bare', query: {}, kiosk: true },
    onlyKioskKeys: codesOf(usualPadCodes),
    bounds: { x: 0, y: 0, width: 1024, height: 768 },
    onCall: () => Promise.resolve(null),
    onPainted: () => painted.resolve(undefined),
    onGone: () => painted.reject(new Error('the bare page has gone')),
  });
  await painted.promise;
  return window;
}
