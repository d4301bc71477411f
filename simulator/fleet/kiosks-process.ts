import { randomInt, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onEndSignal } from '../../shared/end-signals.ts';
import { kioskName, readFleetFiles } from './fleet-files.ts';
import type { KiosksSay } from './kiosks-say.ts';
import { createFleetKiosk, lineFaults, WrongDocument } from './visit-center.ts';

/** Kiosks of a fleet run, some hundred of them: each serves one person at a time, and as many are at work as it is told. */
const [folder, settingsFile] = process.argv.slice(2);
if (folder === undefined || settingsFile === undefined) throw new Error('expected a folder and settings');
const { people, credentials, settings } = await readFleetFiles(folder, settingsFile);
const { from, count, atOnce } = settings.kiosks;
const kiosks = Array.from({ length: count }, (_, index) =>
  createFleetKiosk(kioskName(from + index), settings, credentials),
);
let ended = false;
onEndSignal(() => {
  ended = true;
});

const say = (what: KiosksSay): void => {
  process.send?.(what);
};

async function visit(kiosk: (typeof kiosks)[number]): Promise<void> {
  const place = randomInt(people.length);
  const person = people[place];
  if (person === undefined) throw new Error('nobody has a card');
  const fault =
    randomInt(1_000_000) < settings.faults * 1_000_000
      ? (lineFaults[randomInt(lineFaults.length)] ?? null)
      : null;
  try {
    const { order, times, printed } = await kiosk(person, fault);
    const [document] = order.documents;
    if (document === undefined) throw new WrongDocument('an order without a document');
    const sheets = order.documents.flatMap((each) => each.sheets);
    const file = path.join(settings.documents, randomUUID());
    for (const [index, sheet] of sheets.entries())
      await writeFile(`${file}.${index}.pdf`, Buffer.from(sheet, 'base64'), { mode: 0o600 });
    say({
      kind: 'visited',
      ...{ fault, times, printed, file, sheets: sheets.length, certificate: document.kind },
      at: performance.timeOrigin + performance.now(),
      ...{ transaction: order.transaction, numbers: order.documents.map(({ number }) => number) },
      ...{ person: place, name: person.name, address: person.address },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'failed';
    say({ kind: 'failed', fault, why, wrong: error instanceof WrongDocument });
  }
}

const free = [...kiosks];
async function work(): Promise<void> {
  while (!ended) {
    const kiosk = free.shift();
    if (kiosk === undefined) throw new Error('more visits than kiosks');
    await visit(kiosk);
    free.push(kiosk);
  }
}
await Promise.all(Array.from({ length: Math.min(atOnce, count) }, () => work()));
process.disconnect();
