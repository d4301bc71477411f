import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { within } from '../../shared/deadline.ts';
import { isKioskKey, swallowOtherKeys } from '../../shared/kiosk-keys.ts';
import { systemTimers } from '../../shared/timers.ts';
import { beginBrowser, type EarlyBrowser } from './begin-browser.ts';
import { hasPolicies } from './chromium-policies.ts';
import { measurePanel } from './measure-panel.ts';
import { pageOrigin, type KioskHost, type PageWindow, type WindowOptions } from './host.ts';
import { pageFile } from './page-files.ts';
import { removeAtExit, removeWindowFolder } from './window-folder.ts';

export interface ChromiumHostOptions {
  readonly executable: string;
  /** Without a display: the same browser, rendering to memory (tests, demonstration). */
  readonly headless: boolean;
  /**
   * A browser that is already running, for callers who only care about the contents of windows: each window is a context in
   * it and starts no process.
   */
  readonly browser?: Browser;
  /** A browser that was begun before: the first window that it fits takes it. Whoever began it ends it where none has. */
  readonly early?: EarlyBrowser | null;
  /** Prepares each new profile before its page is opened: routes set here take precedence over the host's own. */
  readonly prepare?: (context: BrowserContext, options: WindowOptions) => Promise<void>;
}

/** A Chromium page window, with access to the page for callers that drive it (tests, demonstration). */
export interface ChromiumWindow extends PageWindow {
  page(): Page;
  /** Folder of all that the window's browser writes. @throws where it is closed, or has no browser of its own. */
  folder(): string;
}

export interface ChromiumHost extends KioskHost {
  openWindow(options: WindowOptions): Promise<ChromiumWindow>;
  /** The page in a window of this host. @throws when the window is not this host's or is closed */
  pageOf(window: PageWindow): Page;
  /** Folder of all that the window's own browser writes. @throws likewise, and where the window has no browser of its own. */
  folderOf(window: PageWindow): string;
}

/**
 * The distribution's own Chromium as the kiosk's window, spoken to over a pipe: no port is open. Each window is a browser
 * of its own with a folder that is deleted with it.
 */
export function createChromiumHost(options: ChromiumHostOptions): ChromiumHost {
  // Chromium's sandbox needs the user namespaces of an ordinary user; it does not work for root on a developer's machine.
  const sandbox = process.getuid?.() !== 0;
  const open = new Set<ChromiumWindow>();
  const own = (window: PageWindow): ChromiumWindow => {
    const found = [...open].find((each) => each === window);
    if (!found) throw new Error('not a window of this host');
    return found;
  };
  return {
    name: 'chromium',
    description:
      `Chromium (${options.executable}${options.headless ? ', headless' : ''})` +
      (sandbox
        ? ''
        : ' – the browser sandbox is OFF because this runs as root; run as an ordinary user at a site') +
      (options.headless || hasPolicies()
        ? ''
        : " – the browser's policies are not installed; at a site, see docs/site.md"),
    async openWindow(windowOptions) {
      const window = await openChromiumWindow(options, sandbox, windowOptions);
      open.add(window);
      return window;
    },
    panelSize: () => measurePanel(options, sandbox),
    pageOf: (window) => own(window).page(),
    folderOf: (window) => own(window).folder(),
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
  let folder: string | null = null;
  let keepFolder: () => void = () => undefined;
  let hadFocus = false;
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  let last: unknown = undefined;
  let published = 0;
  let state: 'open' | 'reopening' | 'closed' = 'open';

  /** A window that has the whole screen has the focus, too: whatever takes it stands over the screens. */
  const watchesFocus = options.kiosk && !hostOptions.headless && !hostOptions.browser;
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
    const { browser, early, executable, headless } = hostOptions;
    if (browser) context = await browser.newContext(inSharedBrowser(options));
    else {
      const begun = early?.take(options) ?? beginBrowser({ executable, headless, sandbox, window: options });
      ({ folder, keepFolder } = begun);
      context = await begun.context;
      // Once more, after Playwright's own end of the browser: a browser that lives would fill the folder again.
      keepFolder();
      keepFolder = removeAtExit(folder);
    }
    const launched = context;
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
        else if (kind === 'fault') options.onFault?.(payload);
        else if (kind === 'say') options.onSaid?.(payload);
        else if (kind === 'call') return options.onCall(payload);
        return undefined;
      },
    );
    await launched.addInitScript(bridgeScript, options.bridge);
    // Before any script of ours, and in pages that are not ours: a browser's own page has no habits of ours.
    if (options.onlyKioskKeys) {
      const pad = JSON.stringify(options.onlyKioskKeys);
      await launched.addInitScript(`(${swallowOtherKeys.toString()})(${isKioskKey.toString()}, ${pad})`);
    }
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
    // With a new page the browser believes Playwright again.
    if (watchesFocus) await showRealFocus(launched, first);
    // Once the page stands, it goes nowhere else.
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
    await closing?.close().catch(() => undefined); // it has gone already
    const left = folder;
    folder = null;
    hadFocus = false;
    keepFolder();
    if (left !== null) removeWindowFolder(left);
  };

  try {
    await launch();
  } catch (error) {
    await shut();
    throw error;
  }
  return {
    page() {
      if (!page) throw new Error('the window is closed');
      return page;
    },
    folder() {
      if (folder === null) throw new Error('the window is closed, or has no browser of its own');
      return folder;
    },
    publish(data) {
      last = data;
      show();
    },
    async ping(deadlineMs) {
      if (!page) return false;
      const answered = page.evaluate(lookAround, watchesFocus).catch(() => null);
      const seen = await within(systemTimers, deadlineMs, answered);
      // A page that is not ours any more is as gone as one that does not answer.
      if (seen.late || seen.value?.origin !== pageOrigin) return false;
      // One that never had the focus has lost none: a desktop may not give it to anybody.
      if (!seen.value.focused) return hadFocus ? 'covered' : true;
      hadFocus = true;
      return true;
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
    },
  };
}

function inSharedBrowser({ bounds: { width, height } }: WindowOptions): BrowserContextOptions {
  return { viewport: { width, height }, acceptDownloads: false, permissions: [] };
}

/** Playwright lets every page believe that it has the focus: this one is told the truth. */
async function showRealFocus(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  // Off has an effect only in who put it on.
  for (const enabled of [true, false]) await session.send('Emulation.setFocusEmulationEnabled', { enabled });
}

/** Runs in the page: where it is, and whether it is on the screen, is drawn and has the focus, where that is asked. */
async function lookAround(watchesFocus: boolean): Promise<{ origin: string; focused: boolean }> {
  if (watchesFocus) await new Promise((drawn) => requestAnimationFrame(drawn));
  const focused = !watchesFocus || (document.hasFocus() && document.visibilityState === 'visible');
  return { origin: location.origin, focused };
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
      fault: (fault: unknown): void => {
        void call('fault', fault);
      },
      say: (utterance: unknown): void => {
        void call('say', utterance);
      },
    }),
  });
}
