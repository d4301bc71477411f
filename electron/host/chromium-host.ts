import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { within } from '../../shared/deadline.ts';
import { systemTimers } from '../../shared/timers.ts';
import { pageOrigin, type KioskHost, type PageWindow, type WindowOptions } from './host.ts';
import { pageFile } from './page-files.ts';

export interface ChromiumHostOptions {
  readonly executable: string;
  /** Without a display: the same browser, rendering to memory (tests, demonstration). */
  readonly headless: boolean;
  /**
   * A browser that is already running, for callers who only care about the contents of windows: each window is a context in
   * it and starts no process.
   */
  readonly browser?: Browser;
  /** Prepares each new profile before its page is opened: routes set here take precedence over the host's own. */
  readonly prepare?: (context: BrowserContext, options: WindowOptions) => Promise<void>;
}

/** A Chromium page window, with access to the page for callers that drive it (tests, demonstration). */
export interface ChromiumWindow extends PageWindow {
  page(): Page;
}

export interface ChromiumHost extends KioskHost {
  openWindow(options: WindowOptions): Promise<ChromiumWindow>;
  /** The page in a window of this host. @throws when the window is not this host's or is closed */
  pageOf(window: PageWindow): Page;
}

/** Chromium in one of the places where distributions put it; null when there is none. */
export function findChromium(): string | null {
  return (
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
      existsSync(path),
    ) ?? null
  );
}

/**
 * The distribution's own Chromium as the kiosk's window, driven over a pipe: no port is open. Each window is a separate
 * browser, with a profile folder that is deleted with it.
 */
export function createChromiumHost(options: ChromiumHostOptions): ChromiumHost {
  // Chromium's sandbox needs the user namespaces of an ordinary user; it does not work for root on a developer's machine.
  const sandbox = process.getuid?.() !== 0;
  const open = new Set<ChromiumWindow>();
  return {
    name: 'chromium',
    description:
      `Chromium (${options.executable}${options.headless ? ', headless' : ''})` +
      (sandbox
        ? ''
        : ' – the browser sandbox is OFF because this runs as root; run as an ordinary user at a site'),
    async openWindow(windowOptions) {
      const window = await openChromiumWindow(options, sandbox, windowOptions);
      open.add(window);
      return window;
    },
    pageOf(window) {
      const own = [...open].find((each) => each === window);
      if (!own) throw new Error('not a window of this host');
      return own.page();
    },
    async close() {
      await Promise.all([...open].map((window) => window.close()));
      open.clear();
    },
  };
}

async function openChromiumWindow(
  hostOptions: ChromiumHostOptions,
  sandbox: boolean,
  options: WindowOptions,
): Promise<ChromiumWindow> {
  const profile = await mkdtemp(join(tmpdir(), 'komado-window-'));
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  let last: unknown = undefined;
  let published = 0;
  let state: 'open' | 'reopening' | 'closed' = 'open';

  const isClosed = (): boolean => state === 'closed';
  const gone = (): void => {
    if (state === 'open') options.onGone();
  };
  const show = (): void => {
    if (last === undefined || !page) return;
    const data = last;
    const order = ++published;
    page
      .evaluate(
        ([name, screen, turn]) => {
          const deliver: unknown = Reflect.get(window, `__${name}Deliver`);
          if (typeof deliver === 'function') Reflect.apply(deliver, undefined, [screen, turn]);
        },
        [options.bridge, data, order] as const,
      )
      // A page that is still loading asks for the last screen itself; the watchdog reopens one that is gone.
      .catch(() => undefined);
  };

  const launch = async (): Promise<void> => {
    const launched = await openContext(hostOptions, sandbox, options, profile);
    context = launched;
    await launched.route('**/*', async (route) => {
      const request = route.request();
      const ours = request.url().startsWith(`${pageOrigin}/`) && request.method() === 'GET';
      if (ours) await route.fulfill(await pageFile(options.dist, request.url()));
      // A navigation that is "aborted" leaves the page as it is; one that is "blocked" would end at an error page.
      else await route.abort(request.isNavigationRequest() ? 'aborted' : 'blockedbyclient');
    });
    await launched.exposeBinding(
      `__${options.bridge}Call`,
      async (source, kind: unknown, payload: unknown) => {
        if (source.frame !== page?.mainFrame()) return undefined;
        if (kind === 'ready') show();
        else if (kind === 'painted' && typeof payload === 'number') options.onPainted(payload);
        else if (kind === 'call') return options.onCall(payload);
        return undefined;
      },
    );
    await launched.addInitScript(bridgeScript, options.bridge);
    await hostOptions.prepare?.(launched, options);
    const first = launched.pages()[0] ?? (await launched.newPage());
    page = first;
    // Nothing of ours opens a window: any that opens is closed.
    launched.on('page', (other) => {
      other.close().catch(() => undefined); // it has closed by itself meanwhile
    });
    first.on('crash', gone);
    launched.on('close', gone);
    await first.goto(`${pageOrigin}/index.html?${new URLSearchParams(options.query).toString()}`);
    // Once the page has loaded, it cannot navigate anywhere else.
    await launched.route(
      (url) => url.href.startsWith(pageOrigin),
      async (route) => {
        const leaves = route.request().isNavigationRequest();
        if (leaves) await route.abort('aborted');
        else await route.fallback();
      },
    );
  };
  const shut = async (): Promise<void> => {
    const closing = context;
    context = null;
    page = null;
    await closing?.close().catch(() => undefined); // it is already gone
  };

  await launch();
  return {
    page() {
      if (!page) throw new Error('the window is closed');
      return page;
    },
    publish(data) {
      last = data;
      show();
    },
    async ping(deadlineMs) {
      if (!page) return false;
      // A page that is no longer ours is as bad as one that does not answer.
      const answered = page.evaluate((origin) => location.origin === origin, pageOrigin).catch(() => false);
      const alive = await within(systemTimers, deadlineMs, answered);
      return !alive.late && alive.value;
    },
    async reopen() {
      if (state !== 'open') return;
      state = 'reopening';
      try {
        await shut();
        await launch();
        show();
      } finally {
        // If the window was closed meanwhile, it stays closed.
        if (isClosed()) await shut();
        else state = 'open';
      }
    },
    async close() {
      if (state === 'closed') return;
      state = 'closed';
      await shut();
      // The profile's cache may hold a picture of a screen: it is deleted with the window.
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Opens a profile of its own, in a new browser or in the given one. */
async function openContext(
  { executable, headless, browser }: ChromiumHostOptions,
  sandbox: boolean,
  options: Pick<WindowOptions, 'bounds' | 'kiosk'>,
  profile: string,
): Promise<BrowserContext> {
  const { x, y, width, height } = options.bounds;
  const common = {
    viewport: headless ? { width, height } : null,
    acceptDownloads: false,
    permissions: [],
  };
  if (browser) return browser.newContext(common);
  return chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless,
    chromiumSandbox: sandbox,
    ...common,
    // The kiosk handles signals itself and closes its windows in its own order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // Otherwise the first window would be an ordinary one with an address bar.
    ignoreDefaultArgs: ['about:blank'],
    args: [
      ...(options.kiosk ? ['--kiosk'] : []),
      '--app=data:text/html,',
      // Without a sandbox (as root) Chromium would show a warning bar over the screens; the kiosk says so at the start instead.
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
}

/** Runs in the page before its own scripts: the bridge over the pipe, with the same shape as that of Electron's preload. */
function bridgeScript(name: string): void {
  let listener: ((data: unknown) => void) | null = null;
  let last: unknown = undefined;
  let newest = 0;
  const call = (kind: string, payload?: unknown): Promise<unknown> => {
    const binding: unknown = Reflect.get(window, `__${name}Call`);
    return Promise.resolve(
      typeof binding === 'function' ? Reflect.apply(binding, undefined, [kind, payload]) : undefined,
    );
  };
  Object.defineProperty(window, `__${name}Deliver`, {
    value: (data: unknown, turn: number): void => {
      // Deliveries may overtake each other: the newest stays.
      if (turn < newest) return;
      newest = turn;
      last = data;
      listener?.(data);
    },
  });
  Object.defineProperty(window, name, {
    value: Object.freeze({
      onScreen(heard: (data: unknown) => void): void {
        listener = heard;
        if (last !== undefined) heard(last);
        void call('ready');
      },
      send: (payload: unknown): Promise<unknown> => call('call', payload),
      painted: (id: number): void => {
        void call('painted', id);
      },
    }),
  });
}
