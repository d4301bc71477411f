import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { holderOf } from '../residents/holders.ts';
import { checkDocuments, wrongWith } from './check-documents.ts';
import type { FleetPerson, KioskSettings } from './fleet-files.ts';
import { createFleetKiosk, lineFaults, type Visited } from './visit-center.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
let center: SimulatedCenter;
let kiosk: ReturnType<typeof createFleetKiosk>;
let person: FleetPerson;
let folder: string;

beforeAll(async () => {
  center = await startSimulatedCenter({ now: () => noon });
  folder = await mkdtemp(path.join(tmpdir(), 'komado-visits-'));
  const holder = holderOf('tsukuba-single');
  const { userAuthentication } = await center.ca.cardOf(holder);
  const end = center.lineOf('K-00001');
  if (userAuthentication === null || !end.certificate || !end.key || !end.ca)
    throw new Error('no credentials');
  person = {
    ...{ municipality: holder.municipality, name: holder.name, address: holder.address, key: 0 },
    certificate: Buffer.from(userAuthentication.certificate).toString('base64'),
  };
  const settings: KioskSettings = {
    ...{ nodes: [center.url], authority: end.ca, kiosks: { from: 1, count: 1, atOnce: 1 } },
    bindingKey: Buffer.from(center.bindingPublicKey).toString('base64'),
    cardKeys: [userAuthentication.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')],
    ...{ faults: 0, patientMs: 0, documents: folder },
  };
  kiosk = createFleetKiosk('K-00001', settings, {
    'K-00001': { certificate: end.certificate, key: end.key },
  });
});
afterAll(async () => {
  await center.close();
  await rm(folder, { recursive: true });
});

async function documentsOf({ order }: Visited) {
  const [document] = order.documents;
  if (document === undefined) throw new Error('nothing was issued');
  const file = path.join(folder, document.number);
  for (const [index, sheet] of document.sheets.entries())
    await writeFile(`${file}.${index}.pdf`, Buffer.from(sheet, 'base64'));
  const { kind, number, sheets } = document;
  return { file, sheets: sheets.length, kind, numbers: [number], name: person.name, address: person.address };
}

it.each([null, ...lineFaults])('a visit ends well when the line has this fault: %s', async (fault) => {
  const visited = await kiosk(person, fault);
  const state = visited.printed ? 'settled' : 'void';
  const { transaction } = visited.order;
  expect(await center.sql.query('SELECT state FROM orders WHERE transaction_id = $1', [transaction])).toEqual(
    [{ state }],
  );
  expect(await center.sql.query('SELECT request FROM orders GROUP BY request HAVING count(*) > 1')).toEqual(
    [],
  );
});

it('poppler finds the holder on the pages, and another’s pages, number or nonsense are told', async () => {
  const document = await documentsOf(await kiosk(person, null));
  expect(await wrongWith(document)).toBeNull();
  expect(await wrongWith({ ...document, name: '見本　誰か', kind: 'residenceRecord' })).toMatch(
    'without its holder',
  );
  expect(await wrongWith({ ...document, numbers: ['0000-0000-0000-0000'] })).toMatch('number');
  await writeFile(path.join(folder, 'broken.0.pdf'), 'no PDF');
  const broken = { ...document, file: path.join(folder, 'broken'), sheets: 1 };
  expect(await checkDocuments([document, broken])).toEqual(new Map([['poppler cannot read it', 1]]));
});
