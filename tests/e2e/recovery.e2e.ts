import { logInto } from '../../testing/log-lines.ts';
import { appendFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openJournal } from '../../electron/journal/journal.ts';
import { code, orderOf, transaction } from '../../testing/recovery-samples.ts';
import { buildRenderer } from '../../renderer/build.ts';
import type { Clock } from '../../shared/dates.ts';
import { yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { enterByCode } from './attendant-hands.ts';
import { expect, test, type OpenKiosk } from './kiosk-fixture.ts';
import { openOn } from './open-kiosk.ts';
import { preparedClock } from './prepared.ts';
import { openTestSimulation } from './test-simulation.ts';

const clock = preparedClock();
const dayMs = 86_400_000;

/** Writes what an earlier kiosk has left in its journal folder. */
function written(folder: string, events: readonly JournalEvent[], at: Clock = clock): void {
  const opened = openJournal(folder, at);
  if (!opened.ok) throw new Error(opened.error.fault);
  for (const event of events) expect(opened.value.append(event).ok).toBe(true);
  opened.value.close();
}

/** Starts a kiosk on what `prepare` left; `then` gets its window and the bytes of the slips it prints. */
async function startOn(
  browser: Browser,
  prepare: (journal: string) => Promise<void> | void,
  then: (kiosk: OpenKiosk, slips: () => readonly Uint8Array[]) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'komado-e2e-'));
  await mkdir(join(folder, 'state'), { mode: 0o700 });
  await prepare(join(folder, 'state', 'journal'));
  const log: string[] = [];
  const simulated = await openTestSimulation({ folder, clock, log: logInto(log) });
  const kiosk = await openOn({ simulated, dist: await buildRenderer(), log, browser });
  try {
    await then(kiosk, () => simulated.receiptPrinter.receipts());
  } finally {
    await kiosk.close();
    await simulated.close();
    await rm(folder, { recursive: true, force: true });
  }
}

test('after a power cut with the coins inside, the sum is owed, and its code is on slip, screen and staff list', async ({
  chromium,
}) => {
  const paid: JournalEvent[] = [
    { type: 'session-begun' },
    orderOf([{ price: 150, sheets: 1 }]),
    { type: 'cash-in-start', transaction, due: yen(150), counters: null },
    { type: 'cash-in', transaction, value: 100 },
    { type: 'cash-in', transaction, value: 50 },
  ];
  await startOn(
    chromium,
    (journal) => {
      written(journal, paid);
    },
    async (kiosk, slips) => {
      const { interrupted } = await kiosk.shows('attract');
      expect(interrupted).toMatchObject([{ code, owed: 150 }]);
      await expect(kiosk.page().locator('.interrupted')).toContainText(code);
      const [slip, ...others] = slips();
      expect(others).toEqual([]);
      expect(Buffer.from(slip ?? []).toString('latin1')).toContain(code);
      await enterByCode(kiosk, 'S01');
      await kiosk.shows('staffMenu');
      await kiosk.press('open-cases');
      const { cases } = await kiosk.shows('openCases');
      expect(cases).toMatchObject([{ code, owed: 150, paid: 150 }]);
    },
  );
});

const whole: JournalEvent[] = [{ type: 'session-begun' }, { type: 'session-begun' }];
const file = (journal: string): string => join(journal, 'journal.jsonl');
/** Each opens a site of its own, which takes long; electron/journal tells every cause apart in each run. */
const inEveryRun: ReadonlySet<string> = new Set(['journalDamaged']);
for (const [cause, prepare] of [
  [
    'journalDamaged',
    async (journal) => {
      written(journal, whole);
      await appendFile(file(journal), '{"seq":1}\n{"seq":2}\n');
    },
  ],
  [
    'journalVersion',
    async (journal) => {
      await mkdir(journal, { mode: 0o700 });
      await writeFile(file(journal), '{"komadoJournal":99}\n');
    },
  ],
  [
    'journalRolledBack',
    async (journal) => {
      written(journal, whole);
      const text = await readFile(file(journal), 'utf8');
      await truncate(file(journal), text.trimEnd().lastIndexOf('\n') + 1);
    },
  ],
  [
    'clockSetBack',
    (journal) => {
      written(journal, whole, { now: () => clock.now() + dayMs });
    },
  ],
  ['journalUnavailable', (journal) => writeFile(journal, 'a file stands where the folder should be')],
] satisfies [string, Parameters<typeof startOn>[1]][]) {
  test(`a journal that cannot be continued takes the kiosk out of service for the reason ${cause}${inEveryRun.has(cause) ? '' : ' @long'}`, async ({
    chromium,
  }) => {
    await startOn(chromium, prepare, async (kiosk) => {
      expect(await kiosk.shows('outOfService')).toMatchObject({ cause });
      expect(kiosk.send({ type: 'start' })).toBe('not-now');
    });
  });
}
