import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import type { PageWindow } from '../../electron/host/host.ts';
import { watchdogTimes } from '../../electron/host/watchdog.ts';
import { openDisplay, type XDisplay } from '../../testing/screens/x-display.ts';

/** What stands when a key did reach the browser: pages that swallow nothing, with and without the browser's policies. */
const root = join(import.meta.dirname, '..', '..');
const policies = join(root, 'electron', 'host', 'chromium-policies.json');

interface Open {
  readonly window: PageWindow;
  readonly display: XDisplay;
  readonly close: () => Promise<void>;
}

/** A full screen with a page that has no habits of ours. */
async function openPlainPage(folder: string, executable: string): Promise<Open> {
  const display = await openDisplay();
  process.env['DISPLAY'] = display.name;
  await mkdir(join(folder, 'page'));
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>page</title><p>a page</p>');
  const host = createChromiumHost({ executable, headless: false });
  const window = await host.openWindow({
    ...{ dist: join(folder, 'page'), title: 'page', bridge: 'komado', query: {}, kiosk: true },
    onlyKioskKeys: null,
    bounds: { x: 0, y: 0, width: 1024, height: 768 },
    onCall: () => Promise.resolve(undefined),
    onPainted: () => undefined,
    onGone: () => undefined,
  });
  return {
    window,
    display,
    async close() {
      await host.close();
      delete process.env['DISPLAY'];
      await display.close();
    },
  };
}

const ping = (window: PageWindow): Promise<boolean | 'covered'> => window.ping(watchdogTimes.deadline);

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-covered-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test('a dialog over the page is noticed, whichever it is, and gone when the window is opened anew @long', async () => {
  const { window, display, close } = await openPlainPage(folder, findChromium() ?? '');
  // Printing, the notice that there are no developer tools, a file to be saved, the task manager, a search.
  for (const key of ['ctrl+p', 'F12', 'ctrl+s', 'shift+Escape', 'ctrl+f']) {
    await expect.poll(() => ping(window)).toBe(true);
    display.press(key);
    await expect.poll(async () => [key, await ping(window)]).toEqual([key, 'covered']);
    await window.reopen();
    expect([key, await ping(window)]).toEqual([key, true]);
  }
  await close();
});

test('with the policies, printing and choosing files do not exist', async () => {
  // The browser reads them from one place only: it sees the product's file there, and nobody else does.
  const etc = join(folder, 'etc');
  await mkdir(join(etc, 'policies', 'managed'), { recursive: true });
  const executable = join(folder, 'chromium');
  const asRoot = process.getuid?.() === 0 ? '' : '--map-root-user ';
  const bind = `cp "${policies}" "${etc}/policies/managed/komado.json" && mount --bind "${etc}" /etc/chromium`;
  const script = `#!/bin/sh\nexec unshare ${asRoot}--mount sh -c '${bind} && exec "${findChromium() ?? ''}" --no-sandbox --test-type "$@"' sh "$@"\n`;
  await writeFile(executable, script, { mode: 0o755 });
  const { window, display, close } = await openPlainPage(folder, executable);
  await expect.poll(() => ping(window)).toBe(true);
  for (const key of ['ctrl+p', 'ctrl+s']) {
    display.press(key);
    // A dialog without the policies stands within this many frames; each ping waits for one.
    for (let frame = 0; frame < 120; frame++) expect([key, await ping(window)]).toEqual([key, true]);
  }
  await close();
});
