import { deviceWatchTimes } from '../../electron/devices/watch/device-watch.ts';
import { expectNothingOf, showCard } from './attendant-hands.ts';
import { expect, test, type OpenKiosk, type TestSite } from './kiosk-fixture.ts';
import { codes } from '../../testing/municipality-codes.ts';

const holder = 'tsukuba-single';

/** Two copies are paid for, and the paper ends after the first. */
async function toPaperOut(kiosk: OpenKiosk, { controls }: TestSite): Promise<void> {
  await kiosk.toCertificate(codes.tsukuba, holder);
  await kiosk.toPayment(2);
  await controls.act({ do: 'setPaper', sheets: 1 });
  await controls.act({ do: 'insert', value: 500 });
  await expect
    .poll(() => kiosk.kiosk.screen().body)
    .toMatchObject({ kind: 'printerTrouble', trouble: 'media-empty', printed: 1, of: 2 });
  await kiosk.shows('printerTrouble');
}

for (const who of ['S-01', 'O-01'] as const)
  test(`when paper runs out in a session, ${who} comes with card and code, puts paper in, and the session goes on${who === 'S-01' ? '' : ' @long'}`, async ({
    site,
    openKiosk,
  }) => {
    const kiosk = await openKiosk();
    await toPaperOut(kiosk, site);
    await kiosk.press('call-attendant');
    await kiosk.shows('attendantLogin');
    await expectNothingOf(kiosk, holder);
    await showCard(kiosk, site, who);
    expect(await kiosk.shows('staffMenu')).toMatchObject({ attendant: who, mending: true });
    // What the printer needs is marked as soon as the devices are asked again.
    site.timers.endWaits(deviceWatchTimes.pollMs);
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ asked: ['paper'] });
    await expectNothingOf(kiosk, holder);
    // Nothing else is offered or accepted while the resident waits, nor can the session be seen or ended.
    for (const name of ['open-lookup', 'open-cases', 'open-forgotten', 'open-maintenance'])
      await expect(kiosk.page().locator(`[data-name="${name}"]`)).toHaveCount(0);
    for (const type of ['openLookup', 'openMaintenance', 'endPrinting', 'start'] as const)
      expect([type, kiosk.send({ type })]).toEqual([type, 'not-now']);
    const { cost, progress } = kiosk.kiosk.screen();
    expect({ cost, progress }).toEqual({ cost: null, progress: null });

    await kiosk.press('guide-paper');
    const { of: steps } = await kiosk.shows('guide');
    await expectNothingOf(kiosk, holder);
    await site.controls.act({ do: 'setPaper', sheets: 100 });
    for (let step = 1; step <= steps; step += 1) {
      expect(await kiosk.shows('guide')).toMatchObject({ step });
      await expectNothingOf(kiosk, holder);
      await kiosk.press('guide-next');
    }
    expect(await kiosk.shows('staffMenu')).toMatchObject({ mending: true });
    await expectNothingOf(kiosk, holder);
    await kiosk.press('back-to-customer');
    expect(await kiosk.shows('takeEverything')).toMatchObject({ sheets: 2, change: 200, owed: null });
    await kiosk.press('taken-everything');
    await kiosk.shows('attract');
  });

test('whoever presses the staff key and has no code sees nothing, and the resident can still end the session', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await toPaperOut(kiosk, site);
  await kiosk.press('call-attendant');
  await kiosk.shows('attendantLogin');
  await expectNothingOf(kiosk, holder);
  await kiosk.press('leave-attendant');
  await kiosk.shows('printerTrouble');
  await kiosk.press('end-printing');
  expect(await kiosk.shows('takeEverything')).toMatchObject({ sheets: 1, change: 200, owed: null });
});
