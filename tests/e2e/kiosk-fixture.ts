import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { createChromiumHost, findChromium } from '../../electron/host/chromium-host.ts';
import { beginService } from '../../electron/kiosk/begin-service.ts';
import { createKiosk, type Kiosk, type MachineClock } from '../../electron/kiosk/kiosk.ts';
import { openKioskWindow } from '../../electron/kiosk/kiosk-window.ts';
import { keyBounceMs } from '../../renderer/components/press-guard.ts';
import { buildRenderer } from '../../renderer/build.ts';
import type { CashlessMethod } from '../../shared/cashless.ts';
import { systemClock } from '../../shared/dates.ts';
import type { Intent } from '../../shared/intent.ts';
import type { Screen, ScreenKind } from '../../shared/screen.ts';
import { systemTimers } from '../../shared/timers.ts';
import { openSerialCable } from '../../simulator/devices/cctalk-bus/serial-cable.ts';
import { createConsoleControls, type ConsoleControls } from '../../simulator/console/panel/controls.ts';
import { openHoursClock, type ConsoleClock } from '../../simulator/console/site/console-clock.ts';
import {
  openSimulatedSite,
  type SimulatedSite,
  type SimulatedSiteOptions,
} from '../../simulator/console/site/simulated-site.ts';
import { stepOrders, type StepOrder } from '../../state-machines/session/steps.ts';

export interface TestSite {
  readonly simulated: SimulatedSite;
  readonly controls: ConsoleControls;
  readonly clock: ConsoleClock;
  /** Everything that the kiosk and its site write. */
  readonly folder: string;
  readonly log: string[];
  readonly dist: string;
}

/** A kiosk in its window on the simulated site, as a resident finds it. */
export interface OpenKiosk {
  readonly kiosk: Kiosk;
  readonly page: () => Page;
  /** Waits until the page has drawn a screen of this kind, and gives it. */
  shows<Kind extends ScreenKind>(kind: Kind): Promise<Screen['body'] & { kind: Kind }>;
  /** Presses the button of this name on the page. */
  press(name: string): Promise<void>;
  /** Presses keys by their faces, no faster than a panel's bounce lets them count. */
  type(characters: string): Promise<void>;
  typePin(digits: string): Promise<void>;
  /** From the invitation to the set card. */
  toCard(municipality: string): Promise<void>;
  /** To the screen after PIN and card back. */
  toCertificate(municipality: string, holder: string, pin?: string): Promise<void>;
  /** From there to the confirmation of the holder's own record. */
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

interface Fixtures {
  readonly openKiosk: (options?: OpenOptions) => Promise<OpenKiosk>;
}

export const test = base.extend<Fixtures, { site: TestSite }>({
  site: [
    async ({}, provide) => {
      const folder = await mkdtemp(join(tmpdir(), 'komado-e2e-'));
      const log: string[] = [];
      const clock = openHoursClock(systemClock);
      const cable = await openSerialCable();
      // Coins and notes come over a serial line, as at a site.
      const simulated = await openTestSimulation({
        folder,
        clock,
        log: (line) => log.push(line),
        msPerSheet: 50,
        cashCable: cable,
      });
      const dist = await buildRenderer();
      await provide({
        simulated,
        controls: createConsoleControls(simulated, clock),
        clock,
        folder,
        log,
        dist,
      });
      await simulated.close();
      await cable.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  openKiosk: async ({ site }, provide) => {
    const opened: OpenKiosk[] = [];
    await provide(async (options) => {
      const kiosk = await openOn(site, options);
      opened.push(kiosk);
      return kiosk;
    });
    for (const kiosk of opened) await kiosk.close();
    // The next test finds the site as a morning finds it.
    for (const action of [
      { do: 'takeCard' },
      { do: 'plugReader', plugged: true },
      { do: 'toner', empty: false },
      { do: 'emptyTray' },
      { do: 'setPaper', sheets: 250 },
      { do: 'cover', open: false },
      { do: 'jam', jammed: false },
      { do: 'receiptPaper', out: false },
    ]) {
      await site.controls.act(action);
    }
  },
});
export { expect };

type TestSimulation = Pick<SimulatedSiteOptions, 'clock' | 'log' | 'msPerSheet' | 'cashCable'> & {
  /** Everything that the kiosk and its site write. */
  readonly folder: string;
};

/** A simulated site as tests want it: all in one folder, registers in memory. */
export function openTestSimulation({ folder, ...options }: TestSimulation): Promise<SimulatedSite> {
  return openSimulatedSite({
    ...options,
    state: join(folder, 'state'),
    paper: join(folder, 'paper'),
    steps: stepOrders['municipality-first'],
    language: 'ja',
    registersInMemory: true,
  });
}

/** Opens a kiosk in a window on a site of its own; `openKiosk` does it on the one that tests share. */
export async function openOn(
  { simulated, dist, log }: Pick<TestSite, 'simulated' | 'dist' | 'log'>,
  options: OpenOptions = {},
): Promise<OpenKiosk> {
  const executable = findChromium();
  if (executable === null) throw new Error('Chromium is missing: install the Debian package chromium');
  const host = createChromiumHost({ executable, headless: true });
  const { site } = simulated;
  const input = {
    ...site.input,
    cashlessMethods: options.cashless ?? [],
    steps: stepOrders[options.steps ?? 'municipality-first'],
  };
  const kiosk = createKiosk(site.ports, input, { clock: options.clock });
  const endService = beginService(kiosk, site, (line) => log.push(line));
  const { window, close } = await openKioskWindow({
    host,
    kiosk,
    dist,
    size: options.size ?? { width: 1024, height: 768 },
    pxPerMm: null,
    fullScreen: true,
    timers: systemTimers,
    log: (line) => log.push(line),
    onHopeless: () => log.push('hopeless'),
  });
  const page = (): Page => host.pageOf(window);
  const opened: OpenKiosk = {
    kiosk,
    page,
    async shows(kind) {
      await page().locator(`[data-screen="${kind}"]`).waitFor({ timeout: 90_000 });
      const { body } = kiosk.screen();
      if (!isOf(body, kind)) throw new Error(`the page shows "${kind}", the kiosk is at "${body.kind}"`);
      return body;
    },
    async press(name) {
      // The page takes two presses closer together than 300 ms for one trembling finger.
      await page().waitForTimeout(350);
      await page().locator(`[data-name="${name}"]`).click();
    },
    async type(characters) {
      for (const character of characters) {
        // A key counts again only after a touch panel's bounce.
        await page().waitForTimeout(keyBounceMs + 20);
        await page().getByRole('button', { name: character, exact: true }).click();
      }
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
    async toConfirm(copies = 1) {
      await opened.press('certificate-residenceRecord');
      for (const kind of ['persons', 'items', 'copies'] as const) {
        if (kiosk.screen().body.kind !== kind) continue;
        if (kind === 'copies' && copies > 1) await opened.press(`copies-${copies}`);
        await opened.press(`${kind}-done`);
        await page().waitForTimeout(50);
      }
      await opened.shows('preview');
      await opened.press('preview-seen');
      await opened.shows('confirm');
    },
    async toPayment(copies = 1) {
      await opened.toConfirm(copies);
      await opened.press('pay');
      await opened.shows('payment');
      await expect
        .poll(() => (kiosk.screen().body as { accepted?: readonly number[] }).accepted?.length ?? 0)
        .toBeGreaterThan(0);
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

function isOf<Kind extends ScreenKind>(
  body: Screen['body'],
  kind: Kind,
): body is Screen['body'] & { kind: Kind } {
  return body.kind === kind;
}
