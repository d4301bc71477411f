import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { centerEvents } from '../../logging/center-events.ts';
import { eventCatalogue, type CatalogueEntry, type EventName } from '../../logging/event-catalogue.ts';
import { openLog } from '../../logging/open-log.ts';
import { everyLogLine, logSeverities, usualLogFilter, type LogFilter } from '../../shared/log-lines.ts';
import { findInLog } from './find-in-log.ts';

let folder: string;
const clock = { time: Date.parse('2026-11-20T03:00:00Z'), now: () => (clock.time += 1000) };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-find-log-'));
  const { log, close } = openLog({
    ...{ name: 'kiosk', source: 'K-TEST', clock, output: null },
    files: { folder, maxBytes: 1_000_000, keepDays: 30 },
  });
  log.event('kioskStarted', {});
  log.event('deviceTrouble', { device: 'sheetPrinter', state: 'media-empty', reason: 'none' });
  log.event('deviceTrouble', { device: 'hopper-100', state: 'jammed', reason: 'none' });
  log.event('deviceTrouble', { device: 'center', state: 'offline', reason: 'noRoute' });
  log.event('outOfService', { cause: 'printerUnavailable', reference: null });
  log.caught('recoveryFailed', {}, new Error('for 見本 太郎'));
  close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function found(filter: Partial<LogFilter>): Promise<readonly string[]> {
  const answer = await findInLog(folder, { ...everyLogLine, ...filter });
  return answer.ok ? answer.value.lines.map(({ event, says }) => `${event} ${says.en}`) : ['nothing'];
}

it('says what happened in both languages, without readings and without an error’s own words', async () => {
  const answer = await findInLog(folder, everyLogLine);
  const lines = answer.ok ? answer.value.lines : [];
  expect(lines.find(({ says }) => says.en === 'The sheet printer ran out of paper.')?.says.ja).toBe(
    '証明書の印刷機の用紙がなくなりました。',
  );
  expect(lines.map(({ says }) => says.en)).toContain('The hopper of ¥100 is jammed.');
  expect(JSON.stringify(lines)).not.toMatch(/《|》|太郎/);
  expect(lines[0]?.reference).toMatch(/^F-/);
});

it('leaves only what is asked for: so grave, of one part, of one day', async () => {
  expect(await found({ least: 'error' })).toEqual([
    'recoveryFailed What was cut off could not be settled, and nobody is served.',
  ]);
  expect((await found({ room: 'program' })).map((each) => each.split(' ')[0])).toEqual(['kioskStarted']);
  expect(await found({ day: '2026-11-19' as LogFilter['day'] })).toEqual([]);
  expect(usualLogFilter.least).toBe(logSeverities[1]);
});

it('finds words as they are read or written, and numbers, without spaces, marks or hyphens', async () => {
  const paper = ['deviceTrouble The sheet printer ran out of paper.'];
  for (const text of ['outofpaper', 'ようしか', 'しようめいしよのいんさつきのようし', 'mediaempty'])
    expect([text, await found({ text })]).toEqual([text, paper]);
  expect(await found({ text: '100' })).toHaveLength(1);
  expect(await found({ text: 'ほつは' })).toHaveLength(1);
  expect(await found({ text: 'nosuchword' })).toEqual([]);
  const all = await findInLog(folder, everyLogLine);
  const reference = (all.ok && all.value.lines[0]?.reference) || '';
  expect(await found({ text: reference.toLowerCase().replace('-', '') })).toHaveLength(1);
});

it('has words in both languages for every event that a kiosk can log', async () => {
  const every = mkdtempSync(join(tmpdir(), 'komado-every-event-'));
  const { log, close } = openLog({
    ...{ name: 'kiosk', source: 'K-TEST', clock, output: null },
    files: { folder: every, maxBytes: 1_000_000, keepDays: 30 },
  });
  const names = Object.keys(eventCatalogue).filter(
    (name) => !Object.hasOwn(centerEvents, name),
  ) as EventName[];
  for (const name of names) {
    const entry: CatalogueEntry = eventCatalogue[name];
    const fields = Object.fromEntries(
      Object.entries(entry.fields).map(([field, schema]) => [field, someOf(schema)]),
    );
    Reflect.apply(Reflect.get(log, entry.fault ? 'caught' : 'event') as () => void, log, [
      ...[name, fields, new Error(name)],
    ]);
  }
  close();
  const answer = await findInLog(every, everyLogLine);
  rmSync(every, { recursive: true, force: true });
  if (!answer.ok) throw new Error('the files of a test');
  expect(answer.value.unreadable).toBe(0);
  expect(new Set(answer.value.lines.map(({ event }) => event))).toEqual(new Set(names));
  const unsaid = answer.value.lines.filter(({ says }) => /undefined|[{}]/.test(says.en + says.ja));
  expect(unsaid).toEqual([]);
});

it('says when there are no files', async () => {
  expect(await findInLog(null, everyLogLine)).toEqual({ ok: false, error: { fault: 'noFiles' } });
  expect((await findInLog(join(folder, 'none'), everyLogLine)).ok).toBe(false);
});

/** Some value that a kind of field takes. */
function someOf(schema: CatalogueEntry['fields'][string]): unknown {
  const options: unknown = Reflect.get(schema, 'options');
  const guesses = [
    ...(Array.isArray(options) ? (options as unknown[]) : []),
    ...[0, 1, 200, 'sheetPrinter', 'session.flow', 'a'.repeat(32), '08220', null],
  ];
  const fits = guesses.find((guess) => schema.safeParse(guess).success);
  if (fits === undefined) throw new Error('a kind of field that this test does not know');
  return fits;
}
