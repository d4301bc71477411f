import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deviceWatchTimes } from '../../electron/devices/watch/device-watch.ts';
import { openExport } from '../../electron/journal/journal-export.ts';
import type { DeviceTest } from '../../shared/attendants.ts';
import { factsOfPdf } from '../../verifier/node/draw-pdf.ts';
import { enterByCard, enterByCode, leave } from './attendant-hands.ts';
import { expect, test, type OpenKiosk, type TestSite } from './kiosk-fixture.ts';
import { codes } from '../../testing/municipality-codes.ts';

/** From the start screen to maintenance, which only operators can do. */
async function toMaintenance(kiosk: OpenKiosk, site: TestSite): Promise<void> {
  await kiosk.shows('attract');
  await enterByCard(kiosk, site, 'O-01');
  await kiosk.press('open-maintenance');
  await kiosk.shows('maintenance');
}

/** The state shown for a device, after asking the devices once more. */
function deviceState(kiosk: OpenKiosk, { timers }: TestSite, device: string): string | undefined {
  timers.endWaits(deviceWatchTimes.pollMs);
  const { body } = kiosk.kiosk.screen();
  return body.kind === 'maintenance' ? body.devices.find((each) => each.device === device)?.state : undefined;
}

function tray({ controls }: TestSite): number {
  return controls.state().tray.reduce((sum, { value, count }) => sum + value * count, 0);
}

test('an operator who calls during a resident’s session gets in once it has ended @long', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.toCard(codes.tsukuba);
  await kiosk.press('call-attendant');
  await expect.poll(() => kiosk.kiosk.screen().attendant).toBe('waiting');
  await kiosk.shows('setCard');
  // The resident carries on and ends as usual.
  site.simulated.reader.set(await site.simulated.card('tsukuba-single'));
  await kiosk.shows('pin');
  await kiosk.typePin('1234');
  await kiosk.shows('takeCard');
  site.simulated.reader.set(null);
  await kiosk.shows('certificate');
  await kiosk.press('stop');
  await kiosk.press('confirm-stop');
  await kiosk.shows('message');
  await kiosk.press('acknowledge');
  await kiosk.shows('attendantLogin');
  expect(kiosk.kiosk.screen().attendant).toBe('here');
  await leave(kiosk);
});

test('maintenance shows the state of every device, including an unplugged reader and a paper jam, and when both are cleared @long', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await toMaintenance(kiosk, site);
  for (const device of ['cardReader', 'sheetPrinter', 'receiptPrinter', 'coinAcceptor', 'noteAcceptor'])
    await expect.poll(() => [device, deviceState(kiosk, site, device)]).toEqual([device, 'online']);
  const { devices } = await kiosk.shows('maintenance');
  expect(devices.map(({ device }) => device)).toEqual(
    expect.arrayContaining(['hopper-100', 'wallet', 'terminal', 'center', 'clock', 'disk', 'journal']),
  );

  await site.controls.act({ do: 'plugReader', plugged: false });
  await site.controls.act({ do: 'jam', jammed: true });
  await expect.poll(() => deviceState(kiosk, site, 'cardReader')).toBe('offline');
  await expect.poll(() => deviceState(kiosk, site, 'sheetPrinter')).toBe('media-jam');
  // What is wrong comes first.
  await expect(kiosk.page().locator('tr.device-trouble')).toHaveCount(2);
  await expect(kiosk.page().locator('tbody tr').first()).toHaveClass('device-trouble');

  // Nobody is served now, and the reader is not needed to log in again.
  await kiosk.press('leave-attendant');
  expect(await kiosk.shows('outOfService')).toMatchObject({ cause: 'cardReaderUnavailable' });
  await enterByCode(kiosk, 'O01');
  expect((await kiosk.shows('staffMenu')).asked).toEqual(['paperJam']);
  await kiosk.press('open-maintenance');
  await site.controls.act({ do: 'plugReader', plugged: true });
  await site.controls.act({ do: 'jam', jammed: false });
  await expect.poll(() => deviceState(kiosk, site, 'cardReader')).toBe('online');
  await expect.poll(() => deviceState(kiosk, site, 'sheetPrinter')).toBe('online');
  await leave(kiosk);
});

test('every device test can be passed: money put in comes out again, and a person judges the rest @long', async ({
  site,
  openKiosk,
}) => {
  const { simulated, controls } = site;
  const kiosk = await openKiosk();
  await toMaintenance(kiosk, site);
  await kiosk.press('open-tests');
  const begin = async (name: DeviceTest): Promise<void> => {
    await kiosk.shows('tests');
    await kiosk.press(`test-${name}`);
  };
  const ended = async (name: DeviceTest): Promise<void> => {
    const { tests } = await kiosk.shows('tests');
    expect(tests.find(({ test: each }) => each === name)).toEqual({ test: name, result: 'passed' });
  };

  await begin('cardReader');
  await kiosk.shows('cardTest');
  await controls.act({ do: 'setCard', holder: 'tsukuba-single', variant: 'normal' });
  await expect.poll(() => kiosk.kiosk.screen().body).toEqual({ kind: 'cardTest', state: 'myNumberCard' });
  await controls.act({ do: 'takeCard' });
  await kiosk.press('end-test');
  await ended('cardReader');

  for (const [path, values] of [
    ['coinPath', [100, 10]],
    ['notePath', [1000]],
  ] as const) {
    await controls.act({ do: 'emptyTray' });
    await begin(path);
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'cashTest', state: 'open' });
    for (const value of values) await controls.act({ do: 'insert', value });
    await expect
      .poll(() => kiosk.kiosk.screen().body)
      .toMatchObject({ taken: values.toSorted((a, b) => a - b).map((value) => ({ value, count: 1 })) });
    await kiosk.press('end-test');
    await ended(path);
    expect(tray(site)).toBe(values.reduce((sum, value) => sum + value, 0));
  }

  await controls.act({ do: 'emptyTray' });
  await begin('hopper-50');
  expect(await kiosk.shows('payOutTest')).toMatchObject({ value: 50 });
  expect(controls.state().tray).toEqual([]);
  await kiosk.press('pay-out');
  expect(await kiosk.shows('judgeTest')).toMatchObject({ test: 'hopper-50' });
  expect(controls.state().tray).toEqual([{ value: 50, count: 1 }]);
  await kiosk.press('judge-good');
  await ended('hopper-50');

  const sheets = simulated.sheetPrinter.sheetsOut().length;
  await begin('sheetBothSides');
  await kiosk.shows('judgeTest');
  const [sheet] = simulated.sheetPrinter.sheetsOut().slice(sheets);
  expect(await factsOfPdf(await readFile(sheet?.pdfPath ?? ''), 2)).toMatchObject({ pages: 2 });
  await kiosk.press('judge-good');
  await ended('sheetBothSides');

  await begin('receipt');
  await kiosk.shows('judgeTest');
  expect(simulated.receipts.at(-1)?.data).toMatchObject({ title: 'test' });
  await kiosk.press('judge-good');
  await ended('receipt');

  await begin('screen');
  const { of } = await kiosk.shows('screenTest');
  for (let pattern = 1; pattern < of; pattern += 1) {
    await kiosk.press('next-pattern');
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ pattern });
  }
  await kiosk.press('judge-good');
  await ended('screen');

  await begin('touch');
  const { columns, rows } = await kiosk.shows('touchTest');
  // From below: the words cover the upper half until the lower half is done.
  for (let target = columns * rows - 1; target >= 0; target -= 1)
    await kiosk.press(`target-${String(target)}`);
  await ended('touch');
  await leave(kiosk);
});

test('a cash count by place shows a difference on screen and slip, and becomes the new level of the hoppers', async ({
  site,
  openKiosk,
}) => {
  const { simulated } = site;
  const kiosk = await openKiosk({ size: { width: 1080, height: 1920 } });
  await toMaintenance(kiosk, site);
  await kiosk.press('open-cash-count');
  const { lines } = await kiosk.shows('cashCount');
  const expected = lines.find(({ place, value }) => place === 'hopper' && value === 10)?.expected ?? 0;
  expect(expected).toBeGreaterThan(3);
  const enter = async (place: string, value: number, field: string, pieces: number): Promise<void> => {
    await pressOnSomePage(kiosk, `count-${place}-${String(value)}-${field}`);
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ at: { place, value, field } });
    const pad = kiosk.page().locator('.count-pad');
    for (const digit of String(pieces)) {
      await kiosk.rest();
      await pad.getByRole('button', { name: digit, exact: true }).click();
    }
    await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ at: { entered: String(pieces) } });
  };
  for (const line of lines) {
    const { place, value } = line;
    const counted = place === 'hopper' && value === 10 ? line.expected - 3 : line.expected;
    await enter(place, value, 'counted', counted);
    if (place === 'hopper' && value === 100) await enter(place, value, 'collected', 5);
  }
  await kiosk.press('count-enter');
  await expect
    .poll(() => kiosk.kiosk.screen().body)
    .toMatchObject({ at: null, complete: true, difference: -30 });
  await expect(kiosk.page().locator('.count-difference-some')).toBeVisible();
  await kiosk.press('cash-count-done');
  expect(await kiosk.shows('cashCounted')).toMatchObject({ difference: -30, slip: 'printed' });
  const hundred = lines.find(({ place, value }) => place === 'hopper' && value === 100)?.expected ?? 0;
  // The person who counted also took out what the screen says.
  simulated.cash.setLevel(10, expected - 3);
  simulated.cash.setLevel(100, hundred - 5);
  expect(simulated.receipts.at(-1)?.data).toMatchObject({
    ...{ title: 'cash', by: 'O-01' },
    lines: expect.arrayContaining([
      { place: 'hopper', value: 10, expected, counted: expected - 3, left: expected - 3 },
      { place: 'hopper', value: 100, expected: hundred, counted: hundred, left: hundred - 5 },
    ]),
  });
  const status = await simulated.site.ports.cash.status();
  expect(status.ok ? status.value.levels : []).toEqual(simulated.cash.levels());
  await kiosk.press('attendant-done');
  await kiosk.shows('maintenance');
  // The books start again from what was counted.
  await kiosk.press('open-cash-count');
  const again = await kiosk.shows('cashCount');
  expect(again.lines.find(({ place, value }) => place === 'hopper' && value === 10)?.expected).toBe(
    expected - 3,
  );
  await leave(kiosk);
});

test('an operator can read and check the journal, and copy it with the check to the memory stick', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await toMaintenance(kiosk, site);
  await kiosk.press('open-journal');
  const review = await kiosk.shows('journalReview');
  expect(review.entries[0]).toMatchObject({ type: 'attendant-entered' });
  await kiosk.press('verify-journal');
  await expect
    .poll(() => kiosk.kiosk.screen().body)
    .toMatchObject({ kind: 'journalReview', check: { whole: true } });
  await kiosk.press('export-journal');
  await expect
    .poll(() => kiosk.kiosk.screen().body)
    .toMatchObject({ exported: { file: expect.stringMatching(/^komado-K-BENCH-1-.*\.zip$/) } });
  const { exported } = await kiosk.shows('journalReview');
  await expect(kiosk.page().locator('.file-name')).toContainText(exported?.file ?? '');

  const at = (folder: string, name: string): Buffer => readFileSync(join(site.folder, 'state', folder, name));
  const opened = openExport(at('export', exported?.file ?? ''));
  if (!opened.ok) throw new Error(opened.error);
  const { files, manifest, signature, changed } = opened.value;
  const copy = Buffer.from(files.get('journal.jsonl') ?? []).toString('utf8');
  // The first line gives the version of the file.
  const [, ...records] = copy.trimEnd().split('\n');
  expect(at('journal', 'journal.jsonl').toString('utf8').startsWith(copy)).toBe(true);
  const last = JSON.parse(records.at(-1) ?? '') as { hash: string };
  expect(manifest.check).toEqual({ whole: true, records: records.length, head: last.hash });
  expect({ signature, changed }).toEqual({
    signature: { fingerprint: exported?.key, holds: true },
    changed: [],
  });
  await leave(kiosk);
});

test('an operator closes the day: it is on record, on a slip, and on the memory stick as a table and a page', async ({
  site,
  openKiosk,
}) => {
  const { simulated } = site;
  const kiosk = await openKiosk();
  await toMaintenance(kiosk, site);
  await kiosk.press('open-day');
  expect(await kiosk.shows('dayReview')).toMatchObject({ day: { number: 1, since: null } });
  await kiosk.press('close-day');
  const { files, slip } = await kiosk.shows('dayClosed');
  expect(slip).toBe('printed');
  expect(simulated.receipts.at(-1)?.data).toMatchObject({ title: 'day', by: 'O-01', day: { number: 1 } });
  const [csv = '', pdf = ''] = files ?? [];
  const written = (name: string): Buffer => readFileSync(join(site.folder, 'state', 'export', name));
  expect(written(csv).toString('utf8')).toContain('closing,number,,1,');
  expect(await factsOfPdf(written(pdf), 2)).toMatchObject({ pages: 2 });
  await kiosk.press('attendant-done');
  await kiosk.shows('maintenance');
  // The next day begins where this one ended.
  await kiosk.press('open-day');
  expect(await kiosk.shows('dayReview')).toMatchObject({ day: { number: 2, sums: { transactions: 0 } } });
  await leave(kiosk);
});

test('an operator takes the kiosk out of service with a reason, and brings it back', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await toMaintenance(kiosk, site);
  await kiosk.press('open-service');
  await kiosk.shows('serviceSwitch');
  await kiosk.press('out-supplies');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ out: { reason: 'supplies' } });
  await kiosk.press('leave-attendant');
  expect(await kiosk.shows('outOfService')).toMatchObject({ cause: 'outByOperator' });
  expect(kiosk.send({ type: 'start' })).toBe('not-now');

  await enterByCard(kiosk, site, 'O-01');
  await kiosk.press('open-maintenance');
  expect(await kiosk.shows('maintenance')).toMatchObject({ out: { reason: 'supplies' } });
  await kiosk.press('open-service');
  await kiosk.shows('serviceSwitch');
  await kiosk.press('back-supplies');
  await expect.poll(() => kiosk.kiosk.screen().body).toMatchObject({ kind: 'serviceSwitch', out: null });
  await leave(kiosk);
  await kiosk.press('start');
  await kiosk.shows('purposes');
});

/** Turns the pages of a list until the button is there, and presses it. */
async function pressOnSomePage(kiosk: OpenKiosk, name: string): Promise<void> {
  const page = kiosk.page();
  while ((await page.locator(`[data-name="${name}"]`).count()) === 0) await kiosk.press('page-next');
  await kiosk.press(name);
}
