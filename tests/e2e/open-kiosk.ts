import type { Page } from '@playwright/test';
import type { Browser } from 'playwright-core';
import { createChromiumHost, findChromium } from '../../electron/host/chromium-host.ts';
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
import { stepOrders } from '../../state-machines/session/steps.ts';
import { letFingersRest } from './page-clock.ts';
import { untilScreen } from './until-screen.ts';

/** A kiosk in its window on the simulated site, as a resident finds it. */
export interface OpenKiosk {
  readonly kiosk: Kiosk;
  readonly page: () => Page;
  /** Waits until the page has drawn a screen of this kind, and gives it. */
  shows<Kind extends ScreenKind>(kind: Kind): Promise<Screen['body'] & { kind: Kind }>;
  /** Waits until the page has drawn the question that the machines ask, and the finger has rested from its last press. */
  readonly rest: () => Promise<void>;
  /** Presses the button of this name on the page. */
  press(name: string): Promise<void>;
  /** Presses keys by their faces. */
  type(characters: string): Promise<void>;
  typePin(digits: string): Promise<void>;
  /** From the invitation to the set card. */
  toCard(municipality: string): Promise<void>;
  /** To the screen after PIN and card back. */
  toCertificate(municipality: string, holder: string, pin?: string): Promise<void>;
  /** From the chosen certificate through whose, what and how many, to what the kiosk shows then. */
  throughChoices(copies?: number): Promise<void>;
  /** From the certificates to the confirmation of the holder's own record. */
  toConfirm(copies?: number): Promise<void>;
  /** From there to its payment in cash. */
  toPayment(copies?: number): Promise<void>;
  /** What somebody could send past the page. */
  send(intent: Intent): string;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly size?: { readonly width: number; readonly height: number };
  readonly steps?: StepOrder;
  /** Ways to pay beside cash; none by default. */
  readonly cashless?: readonly CashlessMethod[];
  /** The machines' clock; the real one by default. */
  readonly clock?: MachineClock;
}

/** Where a kiosk is opened: a site, its page, and who writes down what it says. */
export interface KioskPlace {
  readonly simulated: SimulatedSite;
  /** Folder of the built page. */
  readonly dist: string;
  readonly log: string[];
  readonly timers?: Timers;
  /** The browser of all tests; null for a window with a browser of its own, as at a site. */
  readonly browser: Browser | null;
}

/** Opens a kiosk in a window. Closed by whoever opened it. */
export async function openOn(
  { simulated, dist, log, timers = systemTimers, browser }: KioskPlace,
  options: OpenOptions = {},
): Promise<OpenKiosk> {
  const executable = findChromium();
  if (executable === null) throw new Error('Chromium is missing: install the Debian package chromium');
  const host = createChromiumHost({ executable, headless: true, ...(browser ? { browser } : {}) });
  const { site } = simulated;
  const input = {
    ...site.input,
    cashlessMethods: options.cashless ?? [],
    steps: stepOrders[options.steps ?? 'municipality-first'],
  };
  const kiosk = createKiosk(site.ports, input, { clock: options.clock });
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
  /** A finger that has rested from its last press when it comes down. */
  const touch = async (button: ReturnType<Page['locator']>): Promise<void> => {
    await paint.caughtUp();
    await button.click();
    await letFingersRest(page(), doubleTapMs);
  };
  const opened: OpenKiosk = {
    kiosk,
    page,
    async shows(kind) {
      for (;;) {
        await page().locator(`[data-screen="${kind}"]`).waitFor();
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
        'administrative',
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
      for (let asked: ScreenKind = 'certificate'; ;) {
        const { body } = await untilScreen(kiosk, (screen) => screen.body.kind !== asked);
        asked = body.kind;
        if (asked !== 'persons' && asked !== 'items' && asked !== 'copies') return;
        if (asked === 'copies' && copies > 1) await opened.press(`copies-${String(copies)}`);
        await opened.press(`${asked}-done`);
      }
    },
    async toConfirm(copies) {
      await opened.press('certificate-residenceRecord');
      await opened.throughChoices(copies);
      await opened.shows('preview');
      await opened.press('preview-seen');
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

/** Whether the page has come as far as the machines: an answer to a question that has gone counts nothing. */
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
