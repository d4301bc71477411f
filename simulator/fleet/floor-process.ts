import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readCenterConfig } from '../../issuing-center/config.ts';
import { openConfigured } from '../../issuing-center/configured-center.ts';
import { openDatabase } from '../../issuing-center/configured-database.ts';
import { createSheetRenderer } from '../../issuing-center/orders/create-sheet-renderer.ts';
import { readAnchors } from '../../issuing-center/pki/certificate.ts';
import { createEventLog } from '../../logging/event-log.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { certificateKindSchema } from '../../shared/certificates.ts';
import { systemClock } from '../../shared/dates.ts';
import { readFleetFiles } from './fleet-files.ts';
import { measureFloor } from './floor.ts';

/** Measures the floor of a fleet run in a process of its own, with the keys and the registers of the run's center. */
const [folder, config, settingsFile, visitsFile, moved] = process.argv.slice(2);
if (
  folder === undefined ||
  config === undefined ||
  settingsFile === undefined ||
  visitsFile === undefined ||
  moved === undefined
)
  throw new Error('expected a folder, a configuration, settings, visits and ms');
const visitsSchema = z.array(z.object({ person: z.int().min(0), kind: certificateKindSchema })).min(1);
const clock = { now: () => systemClock.now() + Number(moved) };
const read = await readCenterConfig(config);
if (!read.ok) throw new Error(read.error);
const opened = await openConfigured(read.value, config, clock, createEventLog({ clock, destinations: [] }));
if (!opened.ok) throw new Error(opened.error);
const { anchors, signingKey, sealKeys, municipalities } = opened.value;
if (municipalities === undefined) throw new Error('a center without municipalities');
const { people, settings } = await readFleetFiles(folder, settingsFile);
const visits = visitsSchema.parse(JSON.parse(await readFile(visitsFile, 'utf8'))).map((visit) => {
  const person = people[visit.person];
  if (person === undefined) throw new Error('nobody has this card');
  return { person, kind: visit.kind };
});
const font = await loadMincho();
const sql = await openDatabase(read.value, config);
try {
  const floor = await measureFloor(
    sql,
    visits,
    { anchors: readAnchors(anchors), font, renderer: createSheetRenderer({ font, sealKeys }), signingKey },
    { municipalities, cardKeys: settings.cardKeys, now: clock.now() },
  );
  process.stdout.write(`floor ${JSON.stringify(floor)}\n`);
} finally {
  await sql.close();
}
process.disconnect();
