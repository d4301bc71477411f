import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginConfig } from '../../electron/kiosk/configuration/begin-config.ts';
import { createConfigPort } from '../../electron/kiosk/configuration/config-port.ts';
import { readKioskConfig } from '../../electron/kiosk/config.ts';
import { writeKioskFiles } from '../../issuing-center/tls-link/kiosk-files.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { openLog } from '../../logging/open-log.ts';
import { enterByCard, leave, takeRecord } from './attendant-hands.ts';
import { expect, test } from './kiosk-fixture.ts';
import { watchUpdates } from '../../electron/updates/kiosk-updates.ts';
import { nodeUpdateFiles } from '../../electron/updates/launch/update-files.ts';
import { createUpdatesPort } from '../../electron/updates/updates-port.ts';
import { ok } from '../../shared/result.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { madeUpdate, maker } from '../../testing/updates/made-update.ts';
import { makeUpdateFolders, stageMade } from '../../testing/updates/stage-made.ts';

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

test('an operator has every device closed and opened anew, one by one, and a resident is served with them afterwards @long', async ({
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

test('an operator hands in an update and asks for it, sees what a configuration on the memory stick would change, has it put in place, and it goes again when it comes to no screen', async ({
  site,
  openKiosk,
}) => {
  const folder = join(site.folder, 'configured');
  const stick = join(folder, 'stick');
  await mkdir(stick, { recursive: true });
  const guide = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'site.md'), 'utf8');
  const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '') as object;
  const transport = await openTransport(join(folder, 'center'), site.clock);
  const { ca, certificate, key } = await writeKioskFiles(join(folder, 'own'), 'K-0001', transport);
  const { publicKey } = generateKeyPairSync('ed25519');
  await writeFile(join(folder, 'binding.der'), publicKey.export({ format: 'der', type: 'spki' }));
  const center = { url: 'https://127.0.0.1:1', bindingKey: 'binding.der', ca, certificate, key };
  const file = join(folder, 'kiosk.json');
  const present = JSON.stringify({ ...example, center });
  await writeFile(file, present);
  const config = await readKioskConfig(file);
  if (!config.ok) throw new Error(config.error);
  const beside = (path: string): string => join(folder, path);
  const versions = join(site.folder, 'updates');
  makeUpdateFolders(versions, 10);
  const facts = { number: 10, version: '1.0.10', journal: 3 };
  const timers = createManualTimers(site.clock.now());
  const watched = watchUpdates({
    ...{ files: nodeUpdateFiles, folder: versions, window: null, timers, clock: timers },
    versions: { own: facts, installed: facts },
    ...{ restsAt: () => null, journalWorks: () => true, reports: () => [], wished: () => null },
    ...{ restart: () => undefined, log: site.simulated.site.ports.log },
  });
  const kiosk = await openKiosk({
    updates: createUpdatesPort({
      ...{ folder: versions, stick, window: null, startedAt: site.clock.now() },
      ...{ updates: () => watched, keys: () => ok([maker.publicKey]) },
    }),
    configuration: createConfigPort({ file, config: config.value, stick, beside }),
  });
  await kiosk.shows('attract');
  await enterByCard(kiosk, site, 'O-01');
  await kiosk.press('open-maintenance');
  await kiosk.press('open-configuration');
  await kiosk.shows('configuration');
  await kiosk.press('open-updates');
  expect(await kiosk.shows('updates')).toMatchObject({
    seen: { present: { version: '1.0.10' }, before: null },
  });
  await writeFile(join(stick, 'komado-1.0.20.update'), madeUpdate({ number: 20 }));
  await kiosk.press('update-stick');
  expect(await kiosk.shows('updateOffer')).toMatchObject({
    offer: { of: { version: '1.0.20' }, age: 'newer' },
  });
  await kiosk.press('update-hand-in');
  await kiosk.shows('updates');
  expect(stageMade(versions)).toBe('staged: version 1.0.20, number 20');
  // The screen finds out by itself.
  await kiosk.press('update-take');
  expect(await kiosk.shows('updateConfirm')).toMatchObject({ wish: 'take', version: '1.0.20' });
  await kiosk.press('update-confirm');
  expect(await kiosk.shows('updates')).toMatchObject({ seen: { asked: 'take' } });
  await kiosk.press('attendant-back');
  await kiosk.shows('configuration');
  watched.close();
  await writeFile(join(stick, 'kiosk.json'), present.replace('"hopperLow":10', '"hopperLow":-1'));
  await kiosk.press('config-stick');
  await kiosk.shows('configRefused');
  await expect(kiosk.page().locator('.file-name')).toContainText(/hopperLow/);
  await kiosk.press('attendant-done');
  await kiosk.shows('configuration');
  const changed = present.replace('"hopperLow":10', '"hopperLow":20');
  await writeFile(join(stick, 'kiosk.json'), changed);
  await kiosk.press('config-stick');
  expect(await kiosk.shows('configOffer')).toMatchObject({
    changes: [{ path: 'hopperLow', old: '10', new: '20' }],
  });
  await kiosk.press('config-apply');
  await expect.poll(() => readFile(file, 'utf8')).toBe(changed);
  const said: string[] = [];
  // The first start with it comes to no screen; the second finds the earlier one.
  for (let starts = 0; starts < 2; starts += 1) beginConfig(file, (line) => said.push(line));
  expect(said).toEqual([expect.stringContaining('number 1 is back')]);
  expect(await readFile(file, 'utf8')).toBe(present);
});
