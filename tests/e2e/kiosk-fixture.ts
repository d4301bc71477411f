import { logInto } from '../../testing/log-lines.ts';
import { recordSpeech } from '../../testing/speech/recorded-speech.ts';
import type { SpokenText } from '../../electron/devices/speech/speech-engine.ts';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { Browser } from 'playwright-core';
import { buildRenderer } from '../../renderer/build.ts';
import { openSerialCable } from '../../simulator/devices/cctalk-bus/serial-cable.ts';
import { createConsoleControls, type ConsoleControls } from '../../simulator/console/panel/controls.ts';
import type { ConsoleClock } from '../../simulator/console/site/console-clock.ts';
import type { SimulatedSite } from '../../simulator/console/site/simulated-site.ts';
import { launchChromium } from '../../testing/screens/kiosk-page.ts';
import { preparedClock } from './prepared.ts';
import { createSiteTimers, type SiteTimers } from './site-timers.ts';
import { openTestSimulation } from './test-simulation.ts';
import { openOn, type OpenKiosk, type OpenOptions } from './open-kiosk.ts';

export interface TestSite {
  readonly simulated: SimulatedSite;
  readonly controls: ConsoleControls;
  readonly clock: ConsoleClock;
  readonly timers: SiteTimers;
  /** Where the kiosk and its site write everything. */
  readonly folder: string;
  readonly log: string[];
  readonly dist: string;
  /** What was said aloud since the site was opened. */
  readonly said: SpokenText[];
}

interface Fixtures {
  /**
   * Opens a kiosk on the site; `ownBrowser` where the window's browser is what is looked at, `onDisplay` where that browser
   * is to hear a keyboard.
   */
  readonly openKiosk: (
    options?: OpenOptions & { readonly ownBrowser?: boolean; readonly onDisplay?: boolean },
  ) => Promise<OpenKiosk>;
}

interface WorkerFixtures {
  readonly site: TestSite;
  /** The browser of all windows. */
  readonly chromium: Browser;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  chromium: [
    async ({}, provide) => {
      const browser = await launchChromium();
      await provide(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({}, provide) => {
      const folder = await mkdtemp(join(tmpdir(), 'komado-e2e-'));
      // So that this worker's browsers write nothing beside another worker's files.
      const shared = process.env['TMPDIR'];
      process.env['TMPDIR'] = join(folder, 'tmp');
      await mkdir(join(folder, 'tmp'));
      const log: string[] = [];
      const clock = preparedClock();
      const timers = createSiteTimers();
      const cable = await openSerialCable();
      const speech = recordSpeech();
      // Coins and notes come over a serial line, as at a real site.
      const simulated = await openTestSimulation({
        folder,
        clock,
        timers,
        log: logInto(log),
        cashCable: cable,
        speech: speech.device,
      });
      const dist = await buildRenderer();
      await provide({
        simulated,
        controls: createConsoleControls(simulated, clock),
        clock,
        timers,
        folder,
        log,
        dist,
        said: speech.said,
      });
      await simulated.close();
      await cable.close();
      if (shared === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = shared;
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  openKiosk: async ({ site, chromium }, provide) => {
    const opened: OpenKiosk[] = [];
    await provide(async ({ ownBrowser = false, onDisplay = false, ...options } = {}) => {
      const browser = ownBrowser || onDisplay ? null : chromium;
      const kiosk = await openOn({ ...site, browser, onDisplay }, options);
      opened.push(kiosk);
      return kiosk;
    });
    for (const kiosk of opened) await kiosk.close();
    // The next test finds the site as on any morning.
    for (const action of [
      { do: 'takeCard' },
      { do: 'plugReader', plugged: true },
      { do: 'plugEarphones', plugged: false },
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
export type { OpenKiosk, OpenOptions };
