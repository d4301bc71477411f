import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openKioskForRefusals, type KioskForRefusals } from './refused-visit.ts';

/*
 * Whoever stands before the window with the card of a person under a restriction sees what others see whose entry is being changed:
 * the same screens in the same order, after the same requests. Times are measured by measure-restriction-in-window.ts.
 */

let folder: string;
let kiosk: KioskForRefusals;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'komado-refusals-'));
  kiosk = await openKioskForRefusals(folder);
});
afterAll(async () => {
  await kiosk.close();
  await rm(folder, { recursive: true });
});

it('a restriction and an entry that is being changed are the same screens after the same requests', async () => {
  const changing = await kiosk.visit('meguro-changing');
  const restricted = await kiosk.visit('meguro-restricted');
  expect(restricted.screens).toEqual(changing.screens);
  expect(restricted.requests).toEqual(changing.requests);
  expect(
    restricted.screens.filter((screen) => screen.includes('"cause":"notAvailable"')).length,
  ).toBeGreaterThan(0);
  expect(restricted.requests).toContainEqual(expect.stringContaining('notAvailable'));
});

it('another refusal is other screens, so the comparison sees them', async () => {
  const restricted = await kiosk.visit('meguro-restricted');
  const young = await kiosk.visit('meguro-fourteen');
  expect(young.screens).not.toEqual(restricted.screens);
});
