import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import { readKioskConfig } from '../../electron/kiosk/config.ts';
import { setUpWhereMissing } from '../../electron/kiosk/first-start/set-up-kiosk.ts';
import { restartCode, serveSite } from '../../electron/kiosk/serve-site.ts';
import { makeKioskCode } from '../../issuing-center/tls-link/kiosk-credentials.ts';
import { attendants as words } from '../../languages/compiled/en/attendants.ts';
import { addDays, instantInJapan, japanDate, systemClock } from '../../shared/dates.ts';
import { startSimulatedCenter } from '../../testing/center/simulated-center.ts';
import { openSetUpDevices } from '../../testing/first-start/set-up-devices.ts';
import { expect, test } from './kiosk-fixture.ts';
import { setUpHands } from './set-up-hands.ts';

test('from nothing to the first screen: a kiosk is set up at its page with the code of a real center, and its operator enters with the code that was chosen', async ({
  chromium,
  site,
}) => {
  const executable = findChromium();
  if (executable === null) throw new Error('Chromium is missing: install the Debian package chromium');
  const root = await mkdtemp(join(tmpdir(), 'komado-first-start-'));
  const folder = join(root, 'kiosk');
  await mkdir(folder);
  const file = join(folder, 'kiosk.json');
  // A noon that is over, in service hours, so that the first screen invites at any time: certificates of then hold now.
  const noon = instantInJapan(addDays(japanDate(systemClock.now()), -1), '12:00:00');
  const clock = { now: () => noon };
  const center = await startSimulatedCenter(clock, undefined, {
    enrolment: { host: '127.0.0.1', port: 0 },
  });
  const devices = await openSetUpDevices(root);
  const before = new Set(chromium.contexts());
  const page = (): Page => {
    const own = chromium
      .contexts()
      .findLast((context) => !before.has(context))
      ?.pages()[0];
    if (own === undefined) throw new Error('the kiosk has no page');
    return own;
  };
  const hands = setUpHands(page);
  const { entry, device, code: codes } = words.firstStart;
  const host = createChromiumHost({ executable, headless: true, browser: chromium });
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const begun = Promise.withResolvers<undefined>();
  const setUp = setUpWhereMissing(file, host, site.dist, say, {
    ...{ registry: devices.registry, sources: devices.sources, env: {} },
    onBegun: () => begun.resolve(undefined),
  });
  await begun.promise;

  await hands.shows('wizardWelcome');
  await hands.press('language-en');
  await hands.asks(words.firstStart.welcome.question);
  await hands.press('wizard-begin');
  await hands.asks(entry.questions.kiosk);
  await hands.type('K-0001');
  await hands.press('wizard-next');
  await hands.asks(entry.questions.center);
  await hands.type(new URL(center.url).host);
  await hands.press('wizard-next');
  await hands.asks(entry.questions.enrolment);
  // The usual port stands there; this center has another.
  for (let digit = 0; digit < '8702'.length; digit += 1) await hands.press('wizard-erase');
  await hands.type(new URL(center.enrolmentUrl ?? '').port);
  await hands.press('wizard-next');
  await hands.asks(entry.questions.code);
  // Codes go by the machine's own clock, as certificates do.
  const { code } = await makeKioskCode(center.sql, 'K-0001', center.options.transport.ca, systemClock.now());
  await hands.type(code.replaceAll('-', ''));
  await hands.press('wizard-next');

  await hands.shows('wizardPanel');
  await hands.press('wizard-panel-right');
  await hands.asks(entry.questions.widthMm);
  await hands.type('520');
  await hands.press('wizard-next');
  await hands.asks(entry.questions.lowerEdgeMm);
  await hands.press('wizard-skip');

  await hands.asks(device.questions.cardReader);
  await hands.press('wizard-option-0');
  await hands.press('wizard-try');
  await hands.shows('wizardTry');
  devices.setCard();
  await hands.asks(device.questions.cardReader);
  await expect(page().getByText(device.tried.good)).toBeVisible();
  devices.reader.set(null);
  await hands.press('wizard-next');
  await hands.asks(device.questions.cash);
  await hands.press('wizard-option-0');
  await hands.press('wizard-try');
  await expect(page().getByText(device.tried.good)).toBeVisible();
  await hands.press('wizard-next');
  await hands.asks(device.questions.sheetPrinter);
  await hands.press('wizard-option-0');
  await hands.press('wizard-try');
  await hands.press('judge-good');
  await expect(page().getByText(device.tried.good)).toBeVisible();
  await hands.press('wizard-next');
  await hands.asks(device.questions.receiptPrinter);
  await hands.press('wizard-type');
  await hands.asks(entry.questions.receiptPrinter);
  await hands.type(devices.receipts.interface.replace('tcp://', ''));
  await hands.press('wizard-next');
  await hands.asks(device.questions.receiptPrinter);
  await hands.press('wizard-try');
  await hands.press('judge-good');
  await expect(page().getByText(device.tried.good)).toBeVisible();
  await hands.press('wizard-next');
  for (const lacks of ['speech', 'sound'] as const) {
    await hands.asks(device.questions[lacks]);
    await hands.press('wizard-lack');
    await hands.press('wizard-next');
  }

  for (const question of [codes.first.operator, codes.again.operator]) {
    await hands.asks(question);
    await hands.type('135790');
    await hands.press('wizard-code-done');
  }
  await hands.asks(codes.first.staff);
  await hands.press('wizard-no-staff');
  await hands.shows('wizardSummary');
  expect(await readdir(folder)).not.toContain('kiosk.json');
  await page().locator('[data-name="wizard-finish"]').click();
  expect(await setUp).toBeNull();
  expect((await stat(file)).mode & 0o777).toBe(0o640);

  const config = await readKioskConfig(file, devices.registry);
  if (!config.ok) throw new Error(config.error);
  const served = serveSite(config.value, file, host, site.dist, say);
  await expect
    .poll(() => chromium.contexts().some((context) => !before.has(context) && context.pages().length > 0))
    .toBe(true);
  await hands.shows('attract');
  await hands.press('call-attendant');
  await hands.shows('attendantLogin');
  await hands.type('O01');
  await hands.press('login-done');
  await hands.type('135790');
  await hands.press('login-done');
  await hands.press('open-maintenance');
  await hands.press('open-service');
  await hands.press('open-restarts');
  await page().locator('[data-name="restart-kiosk"]').click();
  expect(await served).toBe(restartCode);

  await devices.close();
  await center.close();
  await rm(root, { recursive: true });
});
