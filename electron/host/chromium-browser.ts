import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import type { WindowOptions } from './host.ts';

/** Chromium in one of the places where distributions put it; null when there is none. */
export function findChromium(): string | null {
  return (
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
      existsSync(path),
    ) ?? null
  );
}

export interface ChromiumLaunch {
  readonly executable: string;
  readonly headless: boolean;
  readonly sandbox: boolean;
  /** Everything that the browser writes lies in here. */
  readonly folder: string;
  readonly window: Pick<WindowOptions, 'bounds' | 'kiosk'>;
}

/** A browser of one private window, spoken to over a pipe. Nothing of what it shows is written, also where it crashes. */
export async function launchChromium({
  executable,
  headless,
  sandbox,
  folder,
  window,
}: ChromiumLaunch): Promise<BrowserContext> {
  const { x, y, width, height } = window.bounds;
  const temporary = join(folder, 't');
  const home = join(folder, 'h');
  const dumps = join(folder, 'd');
  for (const each of [temporary, home, dumps]) mkdirSync(each);
  // A dump is a piece of the page's memory, and no switch keeps Debian's Chromium from writing one: it gives up where the
  // folders of its dumps are files.
  for (const each of ['new', 'pending', 'completed']) writeFileSync(join(dumps, each), '');
  const launched = chromium.launchPersistentContext(join(folder, 'p'), {
    executablePath: executable,
    headless,
    chromiumSandbox: sandbox,
    viewport: headless ? { width, height } : null,
    acceptDownloads: false,
    permissions: [],
    artifactsDir: temporary,
    env: {
      ...process.env,
      TMPDIR: temporary,
      XDG_CONFIG_HOME: home,
      XDG_CACHE_HOME: home,
      BREAKPAD_DUMP_LOCATION: dumps,
    },
    // The kiosk itself answers signals, and closes its windows in its own order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // Otherwise the first window is an ordinary one with an address bar.
    ignoreDefaultArgs: ['about:blank'],
    args: [
      ...(window.kiosk ? ['--kiosk'] : []),
      // A window of an application: the browser keeps no key combination for itself that its page has swallowed.
      '--app=data:text/html,',
      // Cookies, caches, history and sessions stay in memory.
      '--incognito',
      // Root has no sandbox: said at the start, and not in a bar over the screens.
      ...(sandbox ? [] : ['--test-type']),
      `--window-position=${x},${y}`,
      `--window-size=${width},${height}`,
      '--disable-pinch',
      '--overscroll-history-navigation=0',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--deny-permission-prompts',
      '--disable-breakpad',
    ],
  });
  return launched.catch((error: unknown) => {
    throw new Error(`Chromium did not open its window: ${reasonIn(error)}`, { cause: error });
  });
}

/** The browser's own last words, out of the many lines of its start. */
function reasonIn(error: unknown): string {
  const lines = (error instanceof Error ? error.message : '').split('\n');
  const said = lines.findLast((line) => /:ERROR:/.test(line)) ?? lines[0] ?? '';
  return said.replace(/^.*:ERROR:\S* */, '').trim();
}
