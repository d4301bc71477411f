import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { serviceLimits } from '../../issuing-center/registers/municipal-service/https-source.ts';
import { buildRenderer } from '../../renderer/build.ts';
import { catalogues } from '../../languages/compiled/catalogues.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import type { Screen, ScreenKind } from '../../shared/screen.ts';
import { plainErrand, runErrand, type Errand } from '../../simulator/console/demonstration/resident.ts';
import { createConsoleControls } from '../../simulator/console/panel/controls.ts';
import { openPreparedRegisters } from '../../testing/center/prepared-center.ts';
import { openMunicipalRegisters, type MunicipalRegisters } from '../../testing/center/municipal-registers.ts';
import { logInto } from '../../testing/log-lines.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { expect, test, type OpenKiosk } from './kiosk-fixture.ts';
import { openOn } from './open-kiosk.ts';
import { preparedClock, preparedFolder } from './prepared.ts';
import { openTestSimulation } from './test-simulation.ts';
import { wordsOf } from './words-of.ts';

const errand: Errand = {
  ...plainErrand,
  ...{ holder: 'tsukuba-family', municipality: codes.tsukuba, pin: '1234' },
};

interface There {
  readonly kiosk: OpenKiosk;
  readonly registers: MunicipalRegisters;
  /** The time that a question may take passes, once one has come. */
  readonly waitsInVain: () => Promise<void>;
  readonly goes: (
    on?: (screen: Screen) => Promise<void> | void,
    language?: 'ja' | 'en',
  ) => ReturnType<typeof runErrand>;
  /** What was issued, what came out, and the money inside. */
  readonly done: () => Promise<{
    readonly orders: number;
    readonly sheets: number;
    readonly slips: number;
    readonly money: number;
  }>;
}

/** A kiosk whose center asks the service of a municipality that keeps its registers itself. */
async function atOwnRegisters(browser: Browser, then: (there: There) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'komado-e2e-'));
  const log: string[] = [];
  const clock = preparedClock();
  const deadlines = createManualTimers();
  const theirs = await openPreparedRegisters(preparedFolder());
  const registers = await openMunicipalRegisters(theirs, codes.tsukuba, deadlines);
  const sources = new Map([[codes.tsukuba, registers.source]]);
  const sql = await openPreparedRegisters(preparedFolder());
  const simulated = await openTestSimulation({
    ...{ folder, clock, log: logInto(log), sources, registers: sql },
  });
  const kiosk = await openOn({ simulated, dist: await buildRenderer(), log, browser });
  const controls = createConsoleControls(simulated, clock);
  try {
    await then({
      kiosk,
      registers,
      async waitsInVain() {
        await registers.service.asked();
        deadlines.advance(serviceLimits.deadlineMs);
      },
      goes: (on = () => undefined, language = 'ja') =>
        runErrand(
          { ...errand, language },
          { kiosk: kiosk.kiosk, page: kiosk.page(), controls, rest: kiosk.rest },
          { onScreen: async (screen) => on(screen), onStep: () => undefined },
        ),
      done: async () => ({
        orders: (await sql.query('SELECT 1 FROM orders')).length,
        sheets: simulated.sheetPrinter.sheetsOut().length,
        slips: simulated.receiptPrinter.receipts().length,
        money: simulated.cash.levels().reduce((sum, { value, count }) => sum + value * count, 0),
      }),
    });
  } finally {
    await kiosk.close();
    await simulated.close();
    await registers.close();
    await theirs.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The resident is told cause and next step, in words, and that nothing was charged. */
async function toldOn(kiosk: OpenKiosk, last: Screen, language: 'ja' | 'en'): Promise<void> {
  expect(last.body).toMatchObject({
    ...{ kind: 'message', cause: 'registerUnreachable' },
    ...{ moneyReturned: 0, owed: null },
  });
  const { happened, next } = catalogues[language].residents.causes.registerUnreachable;
  expect(withoutReadings(next)).toContain(
    language === 'ja' ? '料金はいただいていません' : 'You have not been charged',
  );
  await expect.poll(() => wordsOf(kiosk.page().locator('h1'))).toBe(withoutReadings(happened));
  await expect.poll(() => wordsOf(kiosk.page().locator('.message'))).toContain(withoutReadings(next));
}

/** Silent, until the time for an answer is over; or nobody is there at all. */
const troubles = ['silent', 'down'] as const;

for (const trouble of troubles) {
  test(`registers that are ${trouble} after the PIN: the card comes back, cause and next step are told, and nothing is charged or issued${trouble === 'down' ? '' : ' @long'}`, async ({
    chromium,
  }) => {
    await atOwnRegisters(chromium, async ({ kiosk, registers, waitsInVain, goes, done }) => {
      const before = await done();
      if (trouble === 'silent') registers.service.fault = 'silent';
      else await registers.service.close();
      const seen: ScreenKind[] = [];
      const visit = goes((screen) => void seen.push(screen.body.kind), 'en');
      if (trouble === 'silent') await waitsInVain();
      const { handedOver, last } = await visit;
      await toldOn(kiosk, last, 'en');
      expect(handedOver).toBeNull();
      expect(seen).toContain('pin');
      expect(seen).not.toContain('certificate');
      expect(registers.faults).toEqual([trouble === 'silent' ? 'late' : 'unreachable']);
      expect(await done()).toEqual(before);
    });
  });
}

test('registers that fall silent when a certificate is ordered: nothing is charged or issued, and who comes back later is served @long', async ({
  chromium,
}) => {
  await atOwnRegisters(chromium, async ({ kiosk, registers, waitsInVain, goes, done }) => {
    const before = await done();
    let fallsSilent = true;
    const seen: ScreenKind[] = [];
    const orderInVain = Promise.withResolvers<undefined>();
    const visit = goes(async ({ body }) => {
      seen.push(body.kind);
      if (body.kind !== 'summary' || !fallsSilent) return;
      fallsSilent = false;
      // The question of the login was answered.
      await registers.service.asked();
      registers.service.fault = 'silent';
      orderInVain.resolve(undefined);
    });
    await orderInVain.promise;
    await waitsInVain();
    const { handedOver, last } = await visit;
    await toldOn(kiosk, last, 'ja');
    expect(handedOver).toBeNull();
    expect(seen).toContain('summary');
    for (const kind of ['confirm', 'payment'] as const) expect(seen).not.toContain(kind);
    expect(registers.faults).toEqual(['late']);
    expect(await done()).toEqual(before);

    registers.service.fault = null;
    await kiosk.rest();
    await kiosk.press('acknowledge');
    await kiosk.shows('attract');
    const later = await goes();
    expect(later.handedOver).toMatchObject({ kind: 'takeEverything', owed: null });
    const after = await done();
    expect([after.orders, after.sheets, after.slips]).toEqual([1, 1, 1]);
    expect(after.money).toBeGreaterThan(before.money);
  });
});
