import { join } from 'node:path';
import type { Sql } from '../../issuing-center/store/sql.ts';
import {
  openSimulatedSite,
  type SimulatedSite,
  type SimulatedSiteOptions,
} from '../../simulator/console/site/simulated-site.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';
import { copyState, openPreparedRegisters } from '../../testing/center/prepared-center.ts';
import { preparedFolder } from './prepared.ts';

type TestSimulation = Pick<
  SimulatedSiteOptions,
  'clock' | 'timers' | 'log' | 'cashCable' | 'sources' | 'speech'
> & {
  /** Where the kiosk and its site write everything. */
  readonly folder: string;
  /** The prepared registers, when the test has opened them itself; closed with the site. */
  readonly registers?: Sql;
};

/** Polls often, but with long deadlines: a busy machine answers late and is not offline for that. */
const cashTimes = { pollMs: 20, settleMs: 100, gapMs: 2, replyMs: 2_000, silenceMs: 10_000 } as const;
const pieces = { fall: 15, note: 40, out: 30, givesUp: 150 } as const;

/**
 * A simulated site for tests: everything in one folder, with a copy of the prepared center, registers in memory, and quick
 * devices.
 */
export async function openTestSimulation({
  folder,
  registers,
  ...options
}: TestSimulation): Promise<SimulatedSite> {
  const state = join(folder, 'state');
  await copyState(preparedFolder(), state);
  return openSimulatedSite({
    ...options,
    state,
    paper: join(folder, 'paper'),
    steps: stepOrders['municipality-first'],
    language: 'ja',
    registers: registers ?? (await openPreparedRegisters(preparedFolder())),
    msPerSheet: 10,
    cashTimes,
    pieces,
  });
}
