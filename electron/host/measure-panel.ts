import type { Browser, BrowserContext } from 'playwright-core';
import { beginBrowser } from './begin-browser.ts';
import type { PanelSize } from './host.ts';
import { removeWindowFolder } from './window-folder.ts';

/** It stands for a moment, wherever the panel ends. */
const window = { bounds: { x: 0, y: 0, width: 640, height: 480 }, kiosk: true } as const;

/**
 * Asks a browser how large the display is: on a display without a desktop nobody fits a window into it, and what is below its edge cannot be
 * pressed. @throws when the browser does not start
 */
export async function measurePanel(
  {
    browser,
    executable,
    headless,
  }: { readonly browser?: Browser; readonly executable: string; readonly headless: boolean },
  sandbox: boolean,
): Promise<PanelSize> {
  if (browser) return seenFrom(await browser.newContext());
  const begun = beginBrowser({ executable, headless, sandbox, window });
  try {
    return await seenFrom(await begun.context);
  } finally {
    begun.keepFolder();
    removeWindowFolder(begun.folder);
  }
}

async function seenFrom(context: BrowserContext): Promise<PanelSize> {
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    return await page.evaluate(() => ({ width: screen.width, height: screen.height }));
  } finally {
    await context.close();
  }
}
