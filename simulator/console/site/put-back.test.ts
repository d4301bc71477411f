import { cp, rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { beginAnew } from '../../../electron/journal/begin-anew.ts';
import type { Cause } from '../../../shared/causes.ts';
import { restartClock, restartedSite } from '../../../testing/center/restarted-site.ts';
import type { SimulatedSite } from './simulated-site.ts';

const site = restartedSite();
const local = (): string[] => ['journal', 'journal-witness'].map((name) => site.local(name));

interface Started {
  readonly simulated: SimulatedSite;
  readonly causes: (Cause | null)[];
  /** Events of the log that are alarms. */
  readonly alarms: string[];
}

/** The kiosk, with a center that keeps what it knows from one start to the next. */
async function start(): Promise<Started> {
  const alarms: string[] = [];
  const simulated = await site.start((line) => void alarms.push(...(/kioskJournalBehind/.exec(line) ?? [])));
  const causes: (Cause | null)[] = [];
  simulated.site.watchJournal((cause) => causes.push(cause));
  return { simulated, causes, alarms };
}
async function known(): Promise<unknown> {
  return (await site.registers().query('SELECT journal, seq FROM journal_heads'))[0];
}

it('a whole kiosk that was put back to yesterday is noticed by the center before anybody is served', async () => {
  const first = await start();
  expect(first.simulated.site.ports.journal.append({ type: 'session-begun' }).ok).toBe(true);
  expect((await first.simulated.site.ports.center.offers()).ok).toBe(true);
  expect(await known()).toMatchObject({ seq: 1 });
  await first.simulated.close();
  for (const path of local()) await cp(path, `${path}.yesterday`, { recursive: true });

  const second = await start();
  expect(second.simulated.site.ports.journal.append({ type: 'session-begun' }).ok).toBe(true);
  expect((await second.simulated.site.ports.center.offers()).ok).toBe(true);
  expect(second.causes).toEqual([null]);
  const head = await known();
  expect(head).toMatchObject({ seq: 2 });
  await second.simulated.close();

  // Journal, witness and key: everything that the machine itself has.
  for (const path of local()) {
    await rm(path, { recursive: true });
    await cp(`${path}.yesterday`, path, { recursive: true, preserveTimestamps: true });
  }
  const third = await start();
  const { journal, center } = third.simulated.site.ports;
  // What was cut off is settled, before the center is asked; it may come to more records than the center knows of.
  for (let times = 0; times < 3; times += 1)
    expect(journal.append({ type: 'session-ended', reason: 'stopped' }).ok).toBe(true);
  expect((await center.offers()).ok).toBe(true);
  expect(third.causes).toEqual([null, 'journalRolledBack']);
  expect(third.alarms).toContain('kioskJournalBehind');
  expect([first, second].flatMap(({ alarms }) => alarms)).toEqual([]);
  expect(journal.append({ type: 'session-begun' }).ok).toBe(false);
  await third.simulated.close();
  const fourth = await start();
  expect((await fourth.simulated.site.ports.center.offers()).ok).toBe(true);
  expect(fourth.causes).toEqual([null, 'journalRolledBack']);
  expect(await known()).toEqual(head);
  await fourth.simulated.close();

  // A person has looked, and decides.
  const [journalFolder = '', witness = ''] = local();
  const begun = beginAnew(
    { folder: journalFolder, witness },
    restartClock,
    (head as { journal: string }).journal,
  );
  expect(begun).toMatchObject({ ok: true, value: { carried: 4, leftOut: 0 } });
  const fifth = await start();
  expect((await fifth.simulated.site.ports.center.offers()).ok).toBe(true);
  expect(fifth.causes).toEqual([null]);
  expect(await known()).toMatchObject({ seq: 5 });
  await fifth.simulated.close();
});
