import type { Page } from '@playwright/test';
import type { Browser } from 'playwright-core';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import { watchdogTimes } from '../../electron/host/watchdog.ts';
import { beginService } from '../../electron/kiosk/begin-service.ts';
import { createKiosk, type Kiosk, type MachineClock } from '../../electron/kiosk/kiosk.ts';
import { openKioskWindow } from '../../electron/kiosk/kiosk-window.ts';
import { doubleTapMs } from '../../renderer/components/press-guard.ts';
import type { CashlessMethod } from '../../shared/cashless.ts';
import type { Intent } from '../../shared/intent.ts';
import type { Screen, ScreenKind } from '../../shared/screen.ts';
import { systemTimers, type Timers } from '../../shared/timers.ts';
import type { SimulatedSite } from '../../simulator/console/site/simulated-site.ts';
import type { StepOrder } from '../../shared/center-api.ts';
import type { ConfigurationPort, UpdatesPort } from '../../state-machines/attendant-ports.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';
import { letFingersRest } from './page-clock.ts';
import { untilScreen } from './until-screen.ts';

/** A kiosk in its window on the simulated site, as a resident finds it. */
export interface OpenKiosk {
  readonly kiosk: Kiosk;
  readonly page: () => Page;
  /** Folder of all that the window's own browser writes. */
  readonly folder: () => string;
  /** Whether the window lives, as its watchdog asks. */
  readonly ping: () => Promise<boolean | 'covered'>;
  /** Waits until the page has drawn a screen of this kind, and gives it. */
  shows<Kind extends ScreenKind>(kind: Kind): Promise<Screen['body'] & { kind: Kind }>;
  /** Waits until the page has drawn the machines' present question, and lets the finger rest from its last press. */
  readonly rest: () => Promise<void>;
  /** Presses the button with this name on the page. */
  press(name: string): Promise<void>;
  /** Presses keys by their labels. */
  type(characters: string): Promise<void>;
  typePin(digits: string): Promise<void>;
  /** From the start screen to the request to set the card. */
  toCard(municipality: string): Promise<void>;
  /** To the screen after the PIN and the return of the card. */
  toCertificate(municipality: string, holder: string, pin?: string): Promise<void>;
  /** From the chosen certificate, as it usually is but for the copies, to whatever the kiosk shows next. */
  throughChoices(copies?: number): Promise<void>;
  /** From the certificates to the confirmation of the holder's own record. */
  toConfirm(copies?: number): Promise<void>;
  /** From there on to its payment in cash. */
  toPayment(copies?: number): Promise<void>;
  /** Sends an intent past the page, as anybody could. */
  send(intent: Intent): string;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly size?: { readonly width: number; readonly height: number };
  readonly steps?: StepOrder;
  /** Ways to pay beside cash; none by default. */
  readonly cashless?: readonly CashlessMethod[];
  /** Of a kiosk that is configured by a file; by default there is none. */
  readonly configuration?: ConfigurationPort;
  /** Of a kiosk that takes updates; by default it takes none. */
  readonly updates?: UpdatesPort;
  /** The machines' clock; the real one by default. */
  readonly clock?: MachineClock;
}

/** Where a kiosk is opened: a site, its page, and its log. */
export interface KioskPlace {
  readonly simulated: SimulatedSite;
  /** Folder of the built page. */
  readonly dist: string;
  readonly log: string[];
  readonly timers?: Timers;
  /** The browser of all tests; null for a window with its own browser, as at a site. */
  readonly browser: Browser | null;
  /** On a display, with a browser of its own: where keys come from a keyboard. */
  readonly onDisplay?: boolean;
}

/** Opens a kiosk in a window. The caller closes it. */
export async function openOn(
  { simulated, dist, log, timers = systemTimers, browser, onDisplay = false }: KioskPlace,
  options: OpenOptions = {},
): Promise<OpenKiosk> {
  const executable = findChromium();
  if (executable === null) throw new Error('Chromium is missing: install the Debian package chromium');
  const host = createChromiumHost({ executable, headless: !onDisplay, ...(browser ? { browser } : {}) });
  const { site } = simulated;
  const input = {
    ...site.input,
    cashlessMethods: options.cashless ?? [],
    steps: stepOrders[options.steps ?? 'municipality-first'],
  };
  const { configuration = site.ports.configuration, updates = site.ports.updates } = options;
  const kiosk = createKiosk({ ...site.ports, configuration, updates }, input, { clock: options.clock });
  const endService = beginService(kiosk, site, site.ports.log);
  const paint = createPaintWatch(kiosk);
  const { window, close } = await openKioskWindow({
    host,
    kiosk,
    dist,
    size: options.size ?? { width: 1024, height: 768 },
    pxPerMm: null,
    fullScreen: true,
    timers,
    log: site.ports.log,
    onPainted: paint.painted,
    onHopeless: () => log.push('hopeless'),
  });
  const page = (): Page => host.pageOf(window);
  /** Presses, and then rests, so that the next press counts. */
  const touch = async (button: ReturnType<Page['locator']>): Promise<void> => {
    await paint.caughtUp();
    await button.click();
    await letFingersRest(page(), doubleTapMs);
  };
  const opened: OpenKiosk = {
    kiosk,
    page,
    folder: () => host.folderOf(window),
    ping: () => window.ping(watchdogTimes.deadline),
    async shows(kind) {
      for (;;) {
        await page()
          .locator(`[data-screen="${kind}"]`)
          .waitFor()
          .catch((cause: unknown) => {
            const { body } = kiosk.screen();
            const why = body.kind === 'message' ? ` ${body.cause}` : '';
            const told = log.slice(-10).join('\n');
            throw new Error(`waited for ${kind}, and the kiosk shows ${body.kind}${why}\n${told}`, { cause });
          });
        await paint.caughtUp();
        const { body } = kiosk.screen();
        if (isOf(body, kind)) return body;
      }
    },
    async rest() {
      await paint.caughtUp();
      await letFingersRest(page(), doubleTapMs);
    },
    press: (name) => touch(page().locator(`[data-name="${name}"]`)),
    async type(characters) {
      for (const character of characters)
        await touch(page().getByRole('button', { name: character, exact: true }));
    },
    async typePin(digits) {
      await opened.type(digits);
      await opened.press('pin-enter');
    },
    async toCard(municipality) {
      await opened.shows('attract');
      for (const name of [
        'start',
        'certificates',
        'consent',
        'whose-home',
        `municipality-${municipality}`,
        'offers-seen',
      ]) {
        await opened.press(name);
      }
      await opened.shows('setCard');
    },
    async toCertificate(municipality, holder, pin = '1234') {
      await opened.toCard(municipality);
      simulated.reader.set(await simulated.card(holder));
      await opened.shows('pin');
      await opened.typePin(pin);
      await opened.shows('takeCard');
      simulated.reader.set(null);
      await opened.shows('certificate');
    },
    async throughChoices(copies = 1) {
      await opened.shows('summary');
      if (copies > 1) {
        await opened.press('change-copies');
        await opened.shows('copies');
        await opened.press(`copies-${String(copies)}`);
        await opened.press('copies-done');
        await opened.shows('summary');
      }
      await opened.press('summary-done');
      await untilScreen(kiosk, ({ body }) => body.kind !== 'summary' && body.kind !== 'working');
    },
    async toConfirm(copies) {
      await opened.press('certificate-residenceRecord');
      await opened.throughChoices(copies);
      await opened.shows('confirm');
    },
    async toPayment(copies) {
      await opened.toConfirm(copies);
      await opened.press('pay');
      await untilScreen(kiosk, ({ body }) => body.kind === 'payment' && body.accepted.length > 0);
      await opened.shows('payment');
    },
    send: (intent) => kiosk.handle({ screen: kiosk.screen().id, intent }),
    async close() {
      await close();
      await endService();
      kiosk.stop();
      await host.close();
    },
  };
  return opened;
}

/** Whether the page has caught up with the machines: an answer to an earlier question does not count. */
function createPaintWatch(kiosk: Kiosk): {
  readonly painted: (screen: number) => void;
  readonly caughtUp: () => Promise<void>;
} {
  let last: number | null = null;
  let wake: () => void = () => undefined;
  return {
    painted(screen) {
      last = screen;
      wake();
    },
    async caughtUp() {
      while (last !== kiosk.screen().id)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}

function isOf<Kind extends ScreenKind>(
  body: Screen['body'],
  kind: Kind,
): body is Screen['body'] & { kind: Kind } {
  return body.kind === kind;
}
