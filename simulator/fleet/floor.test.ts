import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSheetRenderer } from '../../issuing-center/orders/create-sheet-renderer.ts';
import { loadMunicipalities, type Municipalities } from '../../issuing-center/municipalities/load.ts';
import { readAnchors } from '../../issuing-center/pki/certificate.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { holderOf } from '../residents/holders.ts';
import type { FleetPerson } from './fleet-files.ts';
import { spread } from '../../testing/repetitions.ts';
import { floorSteps, sumOfFloor } from './floor-steps.ts';
import { encrypt, measureFloor, type FloorParts } from './floor.ts';

const now = Date.parse('2026-11-20T12:00:00+09:00');
let center: SimulatedCenter;
let parts: FloorParts;
let municipalities: Municipalities;
let person: FleetPerson;
let cardKeys: readonly string[];

beforeAll(async () => {
  center = await startSimulatedCenter({ now: () => now });
  municipalities = await loadMunicipalities();
  const { anchors, sealKeys, signingKey } = center.options;
  const font = await loadMincho();
  const renderer = createSheetRenderer({ font, sealKeys });
  parts = { anchors: readAnchors(anchors), font, renderer, signingKey };
  const holder = holderOf('tsukuba-single');
  const { userAuthentication } = await center.ca.cardOf(holder);
  if (userAuthentication === null) throw new Error('no card');
  const { certificate, privateKey } = userAuthentication;
  cardKeys = [privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')];
  person = {
    ...{ municipality: holder.municipality, name: holder.name, address: holder.address, key: 0 },
    certificate: Buffer.from(certificate).toString('base64'),
  };
});
afterAll(() => center.close());

const measure = (of: FleetPerson, kind: 'residenceRecord' | 'vaccination', keys = cardKeys) =>
  measureFloor(center.sql, [{ person: of, kind }], parts, { municipalities, cardKeys: keys, now });

it('takes processor time for the crypto and the sheets of a document that the center issues, and issues none', async () => {
  const floor = await measure(person, 'residenceRecord');
  for (const step of floorSteps) expect(floor[step]).toBeGreaterThan(0);
  expect(sumOfFloor(floor)).toBeGreaterThan(floor.sheets);
  expect(floor.sheets).toBeGreaterThan(floor.encryption);
  expect(await center.sql.query('SELECT 1 FROM orders')).toEqual([]);
});

it('measures no document that the center would not issue, and no login that it would not take', async () => {
  const stranger = { ...person, certificate: Buffer.from('no certificate').toString('base64') };
  await expect(measure(stranger, 'residenceRecord')).rejects.toThrow('certificateUnknown');
  await expect(measure(person, 'vaccination')).rejects.toThrow('cannot be taken');
  const another = await center.ca.cardOf(holderOf('tsukuba-family'));
  const key = another.userAuthentication?.privateKey.export({ type: 'pkcs8', format: 'der' });
  await expect(measure(person, 'residenceRecord', [key?.toString('base64') ?? ''])).rejects.toThrow('login');
});

it('encrypts what is sent record by record, each with its tag', () => {
  expect(encrypt(new Uint8Array(0))).toBe(0);
  expect(encrypt(new Uint8Array(2 ** 14))).toBe(2 ** 14 + 16);
  expect(encrypt(new Uint8Array(2 ** 14 + 1))).toBe(2 ** 14 + 1 + 2 * 16);
});

it('takes documents from the whole run, each once at most', () => {
  const all = Array.from({ length: 10 }, (_, index) => index);
  expect(spread(all, 4)).toEqual([0, 2, 5, 7]);
  expect(spread(all, 20)).toEqual(all);
  expect(spread([], 4)).toEqual([]);
});
