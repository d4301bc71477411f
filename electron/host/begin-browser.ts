import type { BrowserContext } from 'playwright-core';
import { launchChromium, type ChromiumLaunch } from './chromium-browser.ts';
import type { WindowOptions } from './host.ts';
import { createWindowFolder, removeAtExit, removeWindowFolder } from './window-folder.ts';

/** A browser that is being launched, and the folder of all that it writes. */
export interface BegunBrowser {
  readonly folder: string;
  readonly context: Promise<BrowserContext>;
  /** Leaves the folder to whoever took the browser: it no longer goes when the process ends. */
  readonly keepFolder: () => void;
}

/** Launches a browser in a folder of its own, which goes at the latest when the process ends. */
export function beginBrowser(launch: Omit<ChromiumLaunch, 'folder'>): BegunBrowser {
  const folder = createWindowFolder();
  const keepFolder = removeAtExit(folder);
  return { folder, keepFolder, context: launchChromium({ ...launch, folder }) };
}

/** A browser that was begun before its window was asked for: it launches while the rest of the kiosk is still being loaded. */
export interface EarlyBrowser {
  /** The browser, once, for a window that it was begun for; null for any other. */
  take(window: Pick<WindowOptions, 'bounds' | 'kiosk'>): BegunBrowser | null;
  /** Ends it where nobody has taken it. */
  close(): Promise<void>;
}

/** Begins the browser of a window that has the whole screen. A launch that fails is told to whoever takes it. */
export function beginEarly(
  executable: string,
  { width, height }: { readonly width: number; readonly height: number },
): EarlyBrowser {
  const window = { bounds: { x: 0, y: 0, width, height }, kiosk: true };
  let begun: BegunBrowser | null = beginBrowser({
    ...{ executable, headless: false, sandbox: process.getuid?.() !== 0, window },
  });
  begun.context.catch(() => undefined); // told where it is taken
  return {
    take({ bounds, kiosk }) {
      const taken = begun;
      const fits = kiosk && bounds.x === 0 && bounds.y === 0;
      if (!fits || bounds.width !== width || bounds.height !== height) return null;
      begun = null;
      return taken;
    },
    async close() {
      const left = begun;
      begun = null;
      if (left === null) return;
      const context = await left.context.catch(() => null); // it never stood
      await context?.close().catch(() => undefined); // it has gone already
      left.keepFolder();
      removeWindowFolder(left.folder);
    },
  };
}
