import { expect, it } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import type { IppPrinterClient } from './ipp-printer-client.ts';
import { createJobMemory } from './job-memory.ts';
import { findLostJob } from './lost-job.ts';
import { ippSheetPrinterDefaults } from './ipp-sheet-printer.ts';
import { jobFacts, type JobFacts } from './printer-facts.ts';
import { createTroubleTeller } from './trouble-teller.ts';
import { createWarningJudge } from './warning-judge.ts';

const mark = 'KMD0-0001-1';
const witness = { id: 1, mark: 'KMD0-0000-1' };

const job = (id: number, name: string, owner: string | null): JobFacts => ({
  ...jobFacts(new Map()),
  ...{ id, name, owner },
});

/** Looks for the lost job at a printer that lists the witness and one new job. */
async function found(fresh: readonly JobFacts[]) {
  const timers = createManualTimers();
  const memory = createJobMemory();
  memory.noteWitness(witness);
  const ended = [job(witness.id, witness.mark, 'kiosk'), ...fresh];
  const client: Pick<IppPrinterClient, 'jobs'> = {
    jobs: () => Promise.resolve(ok({ waiting: [], ended, whole: true })),
  };
  const never = new AbortController().signal;
  const search = findLostJob(
    {
      ...{ client: client as IppPrinterClient, mark, signal: never, closed: never, timers, memory },
      times: ippSheetPrinterDefaults,
      judge: createWarningJudge('serve'),
    },
    createTroubleTeller(() => undefined),
    new Set([witness.id]),
  );
  const where = await timers.runFor(search);
  return typeof where === 'string' ? where : where.ref.id;
}

it.each([
  ['that the printer renamed', [job(2, 'Document', 'kiosk')], 2],
  ['whose name the printer cut, though not the witness’s', [job(2, 'KMD0-0001', null)], 2],
  ['that may be one of two', [job(2, 'Document', 'kiosk'), job(3, 'KMD0', null)], 'cannotTell'],
])('a new job %s is no proof that the lost one is not there', async (_what, fresh, where) => {
  expect(await found(fresh)).toBe(where);
});

it.each([
  ['nothing new', []],
  ['somebody else’s job', [job(2, 'Menu of the day', 'somebody')]],
  ['the whole name of another sheet', [job(2, 'KMD0-0009-1', 'kiosk')]],
])('%s beside a witness is a proof that it is not there', async (_what, fresh) => {
  expect(await found(fresh)).toBe('notThere');
});
