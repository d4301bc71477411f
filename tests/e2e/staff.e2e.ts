import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { delays } from '../../state-machines/delays.ts';
import { consoleCode } from '../../simulator/console/site/console-attendants.ts';
import {
  enterByCard,
  enterByCode,
  expectNothingOf,
  leave,
  scan,
  showCard,
  takeRecord,
} from './attendant-hands.ts';
import { createHurriedClock } from './hurried-clock.ts';
import { expect, test, type TestSite } from './kiosk-fixture.ts';

const holder = 'tomakomai-couple';

/** The journal's events of this type, newest last. */
function events({ folder }: TestSite, type: string): Record<string, unknown>[] {
  const text = readFileSync(join(folder, 'state', 'journal', 'journal.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map(
      (line): { event?: Record<string, unknown> } => JSON.parse(line) as { event?: Record<string, unknown> },
    )
    .flatMap(({ event }) => (event?.['type'] === type ? [event] : []));
}

test('staff log in by number and code, for money by card and code, and a resident’s card opens nothing', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  await enterByCode(kiosk, 'S01');
  expect(await kiosk.shows('staffMenu')).toMatchObject({ attendant: 'S-01', role: 'staff' });
  // What only operators may do is neither offered nor accepted.
  await expect(kiosk.page().locator('[data-name="open-maintenance"]')).toHaveCount(0);
  expect(kiosk.send({ type: 'openMaintenance' })).toBe('not-now');
  expect(kiosk.send({ type: 'start' })).toBe('not-now');
  await leave(kiosk);

  await enterByCard(kiosk, site, 'S-02');
  expect(await kiosk.shows('staffMenu')).toMatchObject({ attendant: 'S-02', role: 'staff' });
  await leave(kiosk);
  expect(events(site, 'attendant-entered').slice(-2)).toMatchObject([
    { by: 'S-01', how: 'code', role: 'staff' },
    { by: 'S-02', how: 'cardAndCode', role: 'staff' },
  ]);

  await kiosk.press('call-attendant');
  await kiosk.shows('attendantLogin');
  await site.controls.act({ do: 'setCard', holder, variant: 'normal' });
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ notice: 'notAttendantCard' });
  await site.controls.act({ do: 'takeCard' });
  await leave(kiosk);

  // A staff card left behind stops the kiosk until it is taken, and opens nothing.
  await enterByCard(kiosk, site, 'S-01');
  await site.controls.act({ do: 'setAttendantCard', id: 'S-01' });
  await kiosk.press('leave-attendant');
  await kiosk.shows('attendantCard');
  expect(kiosk.send({ type: 'callAttendant' })).toBe('not-now');
  await site.controls.act({ do: 'takeCard' });
  await kiosk.shows('attract');
});

test('five wrong codes lock a number, not the card, and the right code comes too late @long', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  await kiosk.press('call-attendant');
  await kiosk.shows('attendantLogin');
  for (const triesLeft of [4, 3, 2, 1, null]) {
    await kiosk.type('S02');
    await kiosk.press('login-done');
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ ask: 'code', entered: 0 });
    await kiosk.type('135791');
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ entered: 6 });
    await kiosk.press('login-done');
    const notice = triesLeft === null ? 'locked' : 'wrong';
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ ask: 'number', notice, triesLeft });
  }
  await expect(kiosk.page().locator('.login-card .notice')).toBeVisible();
  await kiosk.type('S02');
  await kiosk.press('login-done');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ ask: 'code' });
  await kiosk.type(consoleCode);
  await kiosk.press('login-done');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ ask: 'number', notice: 'locked' });
  // Typing cannot lock staff out: whoever shows the card has tries of their own.
  await showCard(kiosk, site, 'S-02');
  expect(await kiosk.shows('staffMenu')).toMatchObject({ attendant: 'S-02', mayMoveMoney: true });
  await leave(kiosk);
  // Neither what was typed nor the right code is written anywhere.
  const written = readFileSync(join(site.folder, 'state', 'journal', 'journal.jsonl'), 'utf8');
  expect(`${written}${site.log.join('\n')}`).not.toMatch(/["':= ](?:135791|246810)["',}\n]/);
});

test('a receipt code, typed or scanned, leads to its case; a wrong one is reported; and nothing names the resident', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  const code = await takeRecord(kiosk, site);
  await enterByCard(kiosk, site, 'S-01');
  await expectNothingOf(kiosk, holder);
  await kiosk.press('open-lookup');
  await kiosk.shows('lookup');
  await kiosk.type(code.replace('-', ''));
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ complete: true });
  await expectNothingOf(kiosk, holder);
  await kiosk.press('code-done');
  expect(await kiosk.shows('refundCase')).toMatchObject({
    ...{ code, method: 'cash', paid: 250, stillOwed: 0, mayRefund: ['badPrint'] },
    documents: [{ kind: 'residenceRecord', price: 250, sheets: 1, state: 'printed', refunded: false }],
  });
  await expect(kiosk.page().locator('.panel-case h1')).toContainText(code);
  await expectNothingOf(kiosk, holder);

  // A reprint for somebody who lost the receipt, with the same code and sums.
  const slips = site.simulated.receipts.length;
  await kiosk.press('reprint-slip');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'refundCase', slip: 'printed' });
  expect(site.simulated.receipts.slice(slips).map(({ data }) => data)).toMatchObject([
    { title: 'receipt', code, printed: 250 },
  ]);

  await kiosk.press('attendant-back');
  await kiosk.shows('staffMenu');
  await kiosk.press('open-lookup');
  await kiosk.shows('lookup');
  // A code that this kiosk does not know proves nothing by itself: it asks for what else stands on the receipt.
  await scan(kiosk, '22222222');
  await kiosk.shows('lookupProof');
  await kiosk.press('attendant-back');
  await kiosk.shows('lookup');
  await scan(kiosk, 'https://example.com/');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'lookup', notice: 'unreadable' });
  await scan(kiosk, code);
  expect(await kiosk.shows('refundCase')).toMatchObject({ code });
  await leave(kiosk);
});

test('something left behind is recorded only by what it is @long', async ({ site, openKiosk }) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  await enterByCard(kiosk, site, 'S-01');
  await kiosk.press('open-forgotten');
  await kiosk.shows('forgotten');
  for (const what of ['card', 'sheets', 'change'] as const) {
    await kiosk.press(`forgotten-${what}`);
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ recorded: what });
  }
  expect(events(site, 'forgotten').slice(-3)).toEqual(
    ['card', 'sheets', 'change'].map((what) => ({ type: 'forgotten', what, by: 'S-01' })),
  );
  await leave(kiosk);
});

test('an attendant’s session ends by itself when nobody touches the screen @long', async ({
  site,
  openKiosk,
}) => {
  const clock = createHurriedClock();
  const kiosk = await openKiosk({ clock });
  await kiosk.shows('attract');
  await enterByCard(kiosk, site, 'S-01');
  clock.pass(delays.attendantIdle - 30_000);
  await kiosk.shows('staffMenu');
  await kiosk.press('open-lookup');
  await kiosk.shows('lookup');
  // The touch restarted the idle time.
  clock.pass(60_000);
  await kiosk.shows('lookup');
  clock.pass(delays.attendantIdle);
  await kiosk.shows('attract');
  expect(events(site, 'attendant-left').at(-1)).toMatchObject({ by: 'S-01', why: 'timedOut' });
});
