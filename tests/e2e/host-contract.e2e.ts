import { codes } from '../../testing/municipality-codes.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test, type Page } from '@playwright/test';
import { buildElectronMain } from '../../electron/host/build-main.ts';
import { findElectron } from '../../electron/host/electron-runtime.ts';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import { doubleTapMs, keyBounceMs } from '../../renderer/components/press-guard.ts';
import { buildRenderer } from '../../renderer/build.ts';
import { serveConsole, type ConsoleSettings } from '../../simulator/console/serve-console.ts';
import { buildPanel } from '../../simulator/console/panel/build.ts';
import type { PageWindow } from '../../electron/host/host.ts';
import { copyState } from '../../testing/center/prepared-center.ts';
import { letFingersRest } from './page-clock.ts';
import { preparedFolder } from './prepared.ts';

/** The pages of kiosk and console, in whichever host. */
interface OpenConsole {
  readonly kiosk: Page;
  readonly panel: Page;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '..', '..');

/** The whole job by eyes and hands alone, through two windows that do not know which host they are in. */
async function wholeJob({ kiosk, panel }: OpenConsole): Promise<void> {
  const press = async (name: string): Promise<void> => {
    await kiosk.locator(`[data-name="${name}"]`).click();
    await letFingersRest(kiosk, doubleTapMs);
  };
  const shows = (kind: string): Promise<void> =>
    kiosk.locator(`[data-screen="${kind}"]`).waitFor({ timeout: 90_000 });
  await shows('attract');
  for (const name of [
    'start',
    'certificates',
    'consent',
    'whose-home',
    `municipality-${codes.tsukuba}`,
    'offers-seen',
  ])
    await press(name);
  await shows('setCard');
  await panel.getByLabel('Whose card').selectOption('tsukuba-single');
  await panel.getByRole('button', { name: 'Set this card' }).click();
  await shows('pin');
  for (const digit of '1234') {
    await kiosk.getByRole('button', { name: digit, exact: true }).click();
    await letFingersRest(kiosk, keyBounceMs);
  }
  await press('pin-enter');
  await shows('takeCard');
  await panel.getByRole('button', { name: 'Take the card' }).click();
  await shows('certificate');
  await press('certificate-residenceRecord');
  await shows('summary');
  await press('summary-done');
  await shows('confirm');
  await press('pay');
  await shows('payMethod');
  await press('pay-cash');
  await shows('payment');
  await panel.getByRole('button', { name: '500', exact: true }).click();
  await shows('takeEverything');
  await expect(panel.getByText('In the tray:')).toContainText('100');
  await expect(panel.getByAltText('the last receipt')).toBeVisible();
  await press('taken-everything');
  await shows('attract');
}

async function settings(folder: string): Promise<ConsoleSettings> {
  await copyState(preparedFolder(), join(folder, 'state'));
  return {
    steps: 'municipality-first',
    size: { width: 1024, height: 768 },
    state: join(folder, 'state'),
    out: join(folder, 'paper'),
    dist: await buildRenderer(),
    panel: await buildPanel(),
  };
}

test('the console in Chromium does a whole job through kiosk and panel', async () => {
  const executable = findChromium();
  if (executable === null) throw new Error('Chromium is missing: install the Debian package chromium');
  const folder = await mkdtemp(join(tmpdir(), 'komado-host-'));
  const host = createChromiumHost({ executable, headless: true });
  const windows: PageWindow[] = [];
  const listened = {
    ...host,
    async openWindow(options: Parameters<typeof host.openWindow>[0]) {
      const window = await host.openWindow(options);
      windows.push(window);
      return window;
    },
  };
  const served = serveConsole(listened, await settings(folder));
  await expect.poll(() => windows.length, { timeout: 120_000 }).toBe(2);
  const [kiosk, panel] = windows;
  if (!kiosk || !panel) throw new Error('two windows were expected');
  await wholeJob({ kiosk: host.pageOf(kiosk), panel: host.pageOf(panel), close: () => host.close() });
  // Closing the panel ends the console.
  await host.pageOf(panel).context().close();
  expect(await served).toBe(0);
  await rm(folder, { recursive: true, force: true });
});

const electron = findElectron(root);
if (electron === null) {
  console.log(
    "\n*** NOT RUN: the same job in Electron. Electron's runtime is not on this machine and cannot be fetched from here; " +
      'set ELECTRON_OVERRIDE_DIST_PATH to a runtime to run it. ***\n',
  );
} else {
  test('the console in Electron does a whole job through kiosk and panel', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'komado-host-'));
    const { main } = await buildElectronMain(root, join(root, 'simulator/console/electron-main.ts'));
    const asRoot = process.getuid?.() === 0;
    const app = await _electron.launch({
      executablePath: electron,
      args: [...(asRoot ? ['--no-sandbox'] : []), main],
      env: { ...definedEnvironment(), KOMADO_CONSOLE: JSON.stringify(await settings(folder)) },
    });
    await expect.poll(() => app.windows().length, { timeout: 120_000 }).toBe(2);
    const titled = async (title: string): Promise<Page> => {
      for (const page of app.windows()) if ((await page.title()).includes(title)) return page;
      throw new Error(`no window "${title}"`);
    };
    await wholeJob({ kiosk: await titled('小窓'), panel: await titled('console'), close: () => app.close() });
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
