import { join } from 'node:path';
import { openLog } from '../../logging/open-log.ts';
import { enterByCard, leave, takeRecord } from './attendant-hands.ts';
import { expect, test } from './kiosk-fixture.ts';

test('an operator reads the log in words, finds a line by what it says, and is told what is left out', async ({
  site,
  openKiosk,
}) => {
  const { log, close } = openLog({
    ...{ name: 'kiosk', source: 'K-BENCH-1', clock: site.clock, output: null },
    files: { folder: join(site.folder, 'state', 'log'), maxBytes: 1_000_000, keepDays: 30 },
  });
  log.event('deviceTrouble', { device: 'sheetPrinter', state: 'media-empty', reason: 'none' });
  log.event('deviceTrouble', { device: 'hopper-100', state: 'jammed', reason: 'none' });
  log.event('kioskStarted', {});
  close();
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  await enterByCard(kiosk, site, 'O-01');
  await kiosk.press('open-maintenance');
  await kiosk.shows('maintenance');
  await kiosk.press('open-log');
  // Of all lines those that needed somebody, the newest first.
  expect(await kiosk.shows('logReview')).toMatchObject({
    lines: [{ says: { en: 'The hopper of ¥100 is jammed.' } }, { severity: 'warn' }],
    read: true,
  });
  await kiosk.press('log-search');
  await kiosk.shows('logSearch');
  for (const key of 'ようし') await kiosk.page().getByRole('button', { name: key, exact: true }).click();
  await kiosk.press('log-find');
  await kiosk.shows('logReview');
  await expect(kiosk.page().locator('.journal-meaning')).toHaveText([
    '証明書の印刷機の用紙がなくなりました。',
  ]);
  await kiosk.press('log-every');
  await expect(kiosk.page().locator('.journal-entry')).toHaveCount(3);
  await leave(kiosk);
});

test('an operator has every device closed and opened anew, one by one, and a resident is served with them afterwards', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  await enterByCard(kiosk, site, 'O-01');
  await kiosk.press('open-maintenance');
  await kiosk.press('open-service');
  await kiosk.press('open-restarts');
  await kiosk.shows('restarts');
  await kiosk.press('reopen-all');
  await expect
    .poll(() => kiosk.kiosk.screen().body)
    .toMatchObject({
      ...{ kind: 'restarts', at: null },
      devices: ['cardReader', 'cash', 'sheetPrinter', 'receiptPrinter', 'wallet', 'terminal'].map(
        (device) => ({
          ...{ device, outcome: 'online' },
        }),
      ),
    });
  await leave(kiosk);
  // Reader, slots, hoppers and both printers do what they did before.
  await takeRecord(kiosk, site);
});
