import { enterByCard, lookUp, takeRecord } from './attendant-hands.ts';
import { expect, test, type OpenKiosk } from './kiosk-fixture.ts';
import { faultsOfAccess, faultsOfLayout } from './page-checks.ts';

const sizes = [
  { width: 1024, height: 768 },
  { width: 1080, height: 1920 },
] as const;

/** Checks that the present screen keeps every rule of layout and access, and that each button has a text. */
async function check(kiosk: OpenKiosk): Promise<void> {
  const page = kiosk.page();
  const { kind } = kiosk.kiosk.screen().body;
  await page.locator(`[data-screen="${kind}"]`).waitFor();
  const nameless = await page
    .getByRole('button')
    .evaluateAll((buttons) => buttons.filter((each) => each.textContent.trim() === '').length);
  expect({ kind, nameless }).toEqual({ kind, nameless: 0 });
  expect({ kind, layout: await faultsOfLayout(page) }).toEqual({ kind, layout: [] });
  // Contrast is looked at on the samples of these screens.
  expect({ kind, access: await faultsOfAccess(page, false) }).toEqual({ kind, access: [] });
}

for (const [index, size] of sizes.entries()) {
  /** Each screen on one panel in every run; sample screens are drawn on all of them. */
  const unless = (at: number): string => (index === at ? '' : ' @long');
  const panel = `${String(size.width)}×${String(size.height)}`;

  test(`the screens of store staff keep layout and access rules on real cases, ${panel} @long`, async ({
    site,
    openKiosk,
  }) => {
    const kiosk = await openKiosk({ size });
    const code = await takeRecord(kiosk, site, { copies: 3 });
    await kiosk.press('call-attendant');
    await kiosk.shows('attendantLogin');
    await check(kiosk);
    await kiosk.press('leave-attendant');
    await kiosk.shows('attract');
    await enterByCard(kiosk, site, 'S-01');
    await check(kiosk);
    for (const [name, kind] of [
      ['lookup', 'lookup'],
      ['cases', 'openCases'],
      ['forgotten', 'forgotten'],
    ] as const) {
      await kiosk.press(`open-${name}`);
      await kiosk.shows(kind);
      await check(kiosk);
      await kiosk.press('attendant-back');
      await kiosk.shows('staffMenu');
    }
    await kiosk.press('guide-paperJam');
    await kiosk.shows('guide');
    await check(kiosk);
    await kiosk.press('attendant-back');
    await kiosk.shows('staffMenu');

    await lookUp(kiosk, code);
    await check(kiosk);
    await kiosk.press('reason-badPrint');
    await kiosk.shows('returnSheets');
    await check(kiosk);
    await kiosk.press('sheet-0-1');
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ complete: true });
    await check(kiosk);
    await kiosk.press('sheets-done');
    await kiosk.shows('refundConfirm');
    await check(kiosk);
    await kiosk.press('how-register');
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ how: 'register' });
    await kiosk.press('confirm-refund');
    await kiosk.shows('payFromRegister');
    await check(kiosk);
    await kiosk.press('register-paid');
    await kiosk.shows('refundDone');
    await check(kiosk);
  });

  test(`the screens of operators keep layout and access rules with the site's devices, ${panel}${unless(1)}`, async ({
    site,
    openKiosk,
  }) => {
    const kiosk = await openKiosk({ size });
    await kiosk.shows('attract');
    await enterByCard(kiosk, site, 'O-01');
    await kiosk.press('open-maintenance');
    await kiosk.shows('maintenance');
    await check(kiosk);
    for (const [name, kind] of [
      ['cash-count', 'cashCount'],
      ['journal', 'journalReview'],
      ['service', 'serviceSwitch'],
      ['tests', 'tests'],
    ] as const) {
      await kiosk.press(`open-${name}`);
      await kiosk.shows(kind);
      await check(kiosk);
      if (kind === 'tests') continue;
      await kiosk.press('attendant-back');
      await kiosk.shows('maintenance');
    }
    for (const [name, kind] of [
      ['cardReader', 'cardTest'],
      ['coinPath', 'cashTest'],
      ['touch', 'touchTest'],
    ] as const) {
      await kiosk.press(`test-${name}`);
      await kiosk.shows(kind);
      await check(kiosk);
      // Slots that are still opening cannot be closed: the press would be lost, and the test end only when nobody moves.
      if (kind === 'cashTest')
        await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ state: 'open' });
      await kiosk.press('end-test');
      await kiosk.shows('tests');
    }
    await kiosk.press('test-receipt');
    await kiosk.shows('judgeTest');
    await check(kiosk);
  });
}
