import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, ConsoleMessage, Page } from 'playwright-core';
import { buildRenderer } from '../../renderer/build.ts';
import type { KioskBridge } from '../../electron/ipc/contract.ts';
import type { SentIntent } from '../../shared/intent.ts';
import type { PageFault } from '../../shared/page-fault.ts';
import type { Screen } from '../../shared/screen.ts';
import type { Utterance } from '../../shared/voice.ts';

/** What the page under test receives and sends, in place of a main process. */
interface FakeHost {
  show(screen: unknown): void;
  /** Resolves when the page reports a screen of this number as painted from now on. */
  nextPainted(id: number): Promise<void>;
  readonly sent: SentIntent[];
  readonly painted: number[];
  readonly faults: PageFault[];
  readonly said: Utterance[];
}

declare global {
  interface Window {
    fakeHost: FakeHost;
  }
}

/** A host in no network: Chromium itself serves the page from the folder, without an open port. */
const origin = 'https://kiosk.invalid';

const typeOf: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * Features of the browser that no page needs. The pages of the address bar's list are two, in a process of their own for each window,
 * and take more processor time than the page that is looked at. The others are Playwright's: the last switch of a name counts.
 */
const withoutFeatures = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'OmniboxWebUIPopup'],
  ...['DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'OptimizationHints'],
  ...['PaintHolding', 'ThirdPartyStoragePartitioning', 'Translate'],
] as const;

/**
 * @param more switches of Chromium's command line
 * @throws when Debian's chromium is not installed
 */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [
      ...[
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--force-prefers-reduced-motion',
      ],
      `--disable-features=${withoutFeatures.join(',')}`,
      ...more,
    ],
  });
}

export interface KioskPage {
  readonly page: Page;
  /** Publishes a screen and waits until the page reports it as painted. */
  readonly show: (screen: Screen) => Promise<void>;
  /** What the page complained about: errors, warnings, violations of its content security policy. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

interface KioskPageOptions {
  readonly width: number;
  readonly height: number;
  /** False: the page finds no window.komado. */
  readonly bridge?: boolean;
  readonly query?: string;
}

/**
 * Pages that were closed, by their browser: the next one with or without a bridge is loaded anew in one of them. A context and its process
 * take a second of processor time.
 */
const spares = new WeakMap<Browser, { readonly page: Page; readonly bridge: boolean }[]>();

async function takePage(browser: Browser, folder: string, bridge: boolean): Promise<Page> {
  const spare = spares.get(browser) ?? [];
  const at = spare.findIndex((one) => one.bridge === bridge && !one.page.isClosed());
  const [taken] = at < 0 ? [] : spare.splice(at, 1);
  if (taken) return taken.page;
  const context = await browser.newContext({ reducedMotion: 'reduce', hasTouch: true });
  await context.route(`${origin}/**`, async (route) => {
    const path = normalize(new URL(route.request().url()).pathname);
    const body = await readFile(join(folder, path)).catch(() => null);
    if (body === null) await route.fulfill({ status: 404 });
    else await route.fulfill({ body, contentType: typeOf[extname(path)] ?? 'application/octet-stream' });
  });
  if (bridge) await context.addInitScript(putFakeBridge);
  return context.newPage();
}

/** Opens the built renderer with a fake bridge, on a panel of this size, px. */
export async function openKioskPage(browser: Browser, options: KioskPageOptions): Promise<KioskPage> {
  const { width, height, bridge = true, query = '' } = options;
  const page = await takePage(browser, await buildRenderer(), bridge);
  await page.setViewportSize({ width, height });
  const complaints: string[] = [];
  const onError = (error: Error): void => {
    complaints.push(error.message);
  };
  const onMessage = (message: ConsoleMessage): void => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  };
  page.on('pageerror', onError);
  page.on('console', onMessage);
  await page.goto(`${origin}/index.html${query}`);
  return {
    page,
    complaints,
    show: async (screen) => {
      // One question to the browser: asking it again and again whether it has painted took as long as painting.
      await page.evaluate((next) => {
        window.fakeHost.painted.length = 0;
        const painted = window.fakeHost.nextPainted(next.id);
        window.fakeHost.show(next);
        return painted;
      }, screen);
    },
    async close() {
      page.off('pageerror', onError);
      page.off('console', onMessage);
      await page.unrouteAll({ behavior: 'wait' });
      // Nothing of this screen runs on beside the next one.
      await page.goto('about:blank');
      spares.set(browser, [...(spares.get(browser) ?? []), { page, bridge }]);
    },
  };
}

/** Runs in the page before its scripts. */
function putFakeBridge(): void {
  let listener: ((screen: Screen) => void) | null = null;
  const sent: SentIntent[] = [];
  const painted: number[] = [];
  const faults: PageFault[] = [];
  const said: Utterance[] = [];
  let waiting: { readonly id: number; readonly end: () => void }[] = [];
  const bridge: KioskBridge = {
    onScreen: (heard) => {
      listener = heard;
    },
    send: (intent) => {
      sent.push(intent);
      return Promise.resolve('accepted');
    },
    painted: (screen) => {
      painted.push(screen);
      for (const { id, end } of waiting) if (id === screen) end();
      waiting = waiting.filter(({ id }) => id !== screen);
    },
    fault: (fault) => {
      faults.push(fault);
    },
    say: (utterance) => {
      said.push(utterance);
    },
  };
  const fakeHost: FakeHost = {
    show: (screen: Screen) => listener?.(screen),
    nextPainted: (id) =>
      new Promise((resolve) => {
        waiting.push({ id, end: resolve });
      }),
    ...{ sent, painted, faults, said },
  };
  Object.assign(window, { komado: bridge, fakeHost });
}
