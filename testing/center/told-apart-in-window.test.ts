import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { receiptMarkup } from '../../printing/receipts/receipt-text.ts';
import { languages } from '../../shared/languages.ts';
import { screenSchema } from '../../shared/screen.ts';
import { markupOf } from '../screens/markup-of.tsx';
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
  // What a kiosk asks once after its start belongs to no visit.
  await kiosk.visit('meguro-fourteen');
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

it('their words are the same in every language, on the screen and on the slip', async () => {
  const words = async (holder: string): Promise<readonly (readonly string[])[]> => {
    const { screens, slips } = await kiosk.visit(holder);
    const shown = screens.map((text) => {
      const [number, screen] = z.tuple([z.int(), z.record(z.string(), z.unknown())]).parse(JSON.parse(text));
      return screenSchema.parse({ id: number, ...screen });
    });
    expect(slips).toHaveLength(1);
    return languages.map((language) => [
      ...shown.map((screen) => markupOf({ ...screen, language })),
      ...slips.map((slip) => receiptMarkup({ ...slip, language })),
    ]);
  };
  const changing = await words('meguro-changing');
  const restricted = await words('meguro-restricted');
  expect(restricted).toEqual(changing);
  expect(new Set(restricted.map((all) => all.at(-1))).size).toBeGreaterThan(1);
});

it('another refusal is other screens, so the comparison sees them', async () => {
  const restricted = await kiosk.visit('meguro-restricted');
  const young = await kiosk.visit('meguro-fourteen');
  expect(young.screens).not.toEqual(restricted.screens);
});
