import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { buildRenderer } from '../../renderer/build.ts';
import {
  addDays,
  instantInJapan,
  isTurnOfYear,
  japanDate,
  weekdayOf,
  type IsoDate,
} from '../../shared/dates.ts';
import { isNationalHoliday } from '../../shared/national-holidays.ts';
import type { Screen, ScreenKind } from '../../shared/screen.ts';
import { plainErrand, runErrand, type Errand } from '../../simulator/console/demonstration/resident.ts';
import { createConsoleControls } from '../../simulator/console/panel/controls.ts';
import { logInto } from '../../testing/log-lines.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { createHurriedClock } from './hurried-clock.ts';
import { expect, test, type OpenKiosk } from './kiosk-fixture.ts';
import { openOn } from './open-kiosk.ts';
import { preparedClock } from './prepared.ts';
import { openTestSimulation } from './test-simulation.ts';
import { wordsOf } from './words-of.ts';

/** Tokushima issues its family registers on weekdays from 9:00 to 17:00, and residence records until 23:00. */
const errand: Errand = {
  ...plainErrand,
  ...{ holder: 'tokushima', municipality: codes.tokushima, pin: '1234' },
  ...{ certificate: 'familyRegister', variant: 'full' },
};
const price = 350;
const minuteMs = 60_000;

/** The next Friday on which offices work, after everything was prepared. */
function fridayToCome(): IsoDate {
  let day = addDays(japanDate(preparedClock().now()), 1);
  while (weekdayOf(day) !== 5 || isNationalHoliday(day) || isTurnOfYear(day)) day = addDays(day, 1);
  return day;
}

/** The working day on which it opens again: Monday, unless offices rest then. */
function nextOpening(friday: IsoDate): IsoDate {
  let day = addDays(friday, 1);
  while ([0, 6].includes(weekdayOf(day)) || isNationalHoliday(day) || isTurnOfYear(day))
    day = addDays(day, 1);
  return day;
}

interface Friday {
  readonly kiosk: OpenKiosk;
  readonly day: IsoDate;
  /** A minute passes, from 16:59 to 17:00: for the center, the devices and the machines alike. */
  readonly strikesFive: () => void;
  readonly insert: (value: number) => Promise<void>;
  /** How many sheets and slips have come out. */
  readonly out: () => { readonly sheets: number; readonly slips: number };
  /** What a resident meets who does the errand; `on` is called at each screen before it is answered. */
  readonly goes: (on?: (screen: Screen) => Promise<void> | void) => ReturnType<typeof runErrand>;
}

/** A site whose clock stands at 16:59 on a Friday, until somebody moves it. */
async function onFriday(browser: Browser, then: (friday: Friday) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'komado-e2e-'));
  const log: string[] = [];
  const day = fridayToCome();
  let now = instantInJapan(day, '16:59:00');
  const clock = { moved: now - preparedClock().now(), now: () => now };
  const machines = createHurriedClock();
  const simulated = await openTestSimulation({ folder, clock, log: logInto(log) });
  const kiosk = await openOn({ simulated, dist: await buildRenderer(), log, browser }, { clock: machines });
  const controls = createConsoleControls(simulated, clock);
  try {
    await then({
      kiosk,
      day,
      strikesFive() {
        now += minuteMs;
        machines.pass(minuteMs);
      },
      insert: async (value) => {
        await controls.act({ do: 'insert', value });
      },
      out: () => ({
        sheets: simulated.sheetPrinter.sheetsOut().length,
        slips: simulated.receiptPrinter.receipts().length,
      }),
      goes: (on = () => undefined) =>
        runErrand(
          errand,
          { kiosk: kiosk.kiosk, page: kiosk.page(), controls, rest: kiosk.rest },
          { onScreen: async (screen) => on(screen), onStep: () => undefined },
        ),
    });
  } finally {
    await kiosk.close();
    await simulated.close();
    await rm(folder, { recursive: true, force: true });
  }
}

test('a weekday certificate that was begun on Friday at 16:59 is printed though it strikes five while it is paid', async ({
  chromium,
}) => {
  await onFriday(chromium, async ({ kiosk, strikesFive, insert, out, goes }) => {
    let half = false;
    const { handedOver, last } = await goes(async ({ body }) => {
      if (body.kind === 'offers')
        expect(body.offers.find(({ kind }) => kind === 'familyRegister')).toMatchObject({
          ...{ price, state: { open: true } },
        });
      if (body.kind !== 'payment' || half) return;
      half = true;
      await expect.poll(() => acceptsNow(kiosk)).toContain(100);
      await insert(100);
      await expect.poll(() => insideNow(kiosk)).toBe(100);
      strikesFive();
    });
    expect(half).toBe(true);
    expect(last.body.kind).toBe('attract');
    expect(handedOver).toMatchObject({ kind: 'takeEverything', owed: null, receipt: 'printed' });
    expect(out().sheets).toBeGreaterThan(0);
    expect(handedOver?.kind === 'takeEverything' ? handedOver.sheets : -1).toBe(out().sheets);
  });
});

test('an order that was built at 16:59 is still paid and printed when somebody looks at the sheets until five @long', async ({
  chromium,
}) => {
  await onFriday(chromium, async ({ strikesFive, out, goes }) => {
    const { handedOver } = await goes(once('confirm', strikesFive));
    expect(handedOver).toMatchObject({ kind: 'takeEverything', owed: null });
    expect(out().sheets).toBeGreaterThan(0);
  });
});

test('on Friday at 17:00 the window says before any card that it is closed and when it opens, and after the card does not offer it @long', async ({
  chromium,
}) => {
  await onFriday(chromium, async ({ kiosk, day, strikesFive, out, goes }) => {
    await kiosk.shows('attract');
    strikesFive();
    const { handedOver, refused } = await goes(async ({ body }) => {
      if (body.kind !== 'offers') return;
      const opensAt = instantInJapan(nextOpening(day), '09:00:00');
      for (const kind of ['familyRegister', 'familyRegisterAddresses'] as const)
        expect(body.offers.find((offer) => offer.kind === kind)).toMatchObject({
          state: { open: false, reason: 'outOfHours', opensAt },
        });
      expect(body.offers.find(({ kind }) => kind === 'residenceRecord')).toMatchObject({
        state: { open: true },
      });
      const line = kiosk
        .page()
        .locator('.offer-closed', { hasText: /戸籍.*証明書/ })
        .first();
      await expect.poll(() => wordsOf(line)).toContain('戸籍証明書');
      const said = await wordsOf(line);
      expect(said).toContain('受付時間外');
      expect(said).toContain('9:00 から');
    });
    expect(refused).toEqual({ what: 'familyRegister', why: 'serviceClosed' });
    expect(handedOver).toBeNull();
    await expect(kiosk.page().locator('[data-name="certificate-residenceRecord"]')).toBeVisible();
    await expect(kiosk.page().locator('[data-name="certificate-familyRegister"]')).toHaveCount(0);
    expect(out()).toEqual({ sheets: 0, slips: 0 });
  });
});

test('who was still choosing at 17:00 is told so before any money is asked for, and nothing is charged or issued @long', async ({
  chromium,
}) => {
  await onFriday(chromium, async ({ kiosk, strikesFive, out, goes }) => {
    const seen: ScreenKind[] = [];
    const strike = once('summary', strikesFive);
    const { handedOver, last } = await goes((screen) => {
      seen.push(screen.body.kind);
      strike(screen);
    });
    expect(seen).toContain('summary');
    expect(seen).not.toContain('confirm');
    expect(seen).not.toContain('payment');
    expect(last.body).toMatchObject({
      kind: 'message',
      cause: 'certificateClosed',
      moneyReturned: 0,
      owed: null,
    });
    await expect
      .poll(() => wordsOf(kiosk.page().locator('h1')))
      .toContain('この証明書は、今は受付をしていません');
    await expect
      .poll(() => wordsOf(kiosk.page().locator('.message')))
      .toContain('受付の時間にお越しください');
    expect(handedOver).toBeNull();
    expect(out()).toEqual({ sheets: 0, slips: 0 });
  });
});

/** Does something at the first screen of a kind. */
function once(kind: ScreenKind, act: () => void): (screen: Screen) => void {
  let done = false;
  return ({ body }) => {
    if (done || body.kind !== kind) return;
    done = true;
    act();
  };
}

function acceptsNow(kiosk: OpenKiosk): readonly number[] {
  const { body } = kiosk.kiosk.screen();
  return body.kind === 'payment' ? body.accepted : [];
}

function insideNow(kiosk: OpenKiosk): number {
  const { body } = kiosk.kiosk.screen();
  return body.kind === 'payment' ? body.inserted : 0;
}
