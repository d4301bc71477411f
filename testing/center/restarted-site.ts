import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openEmbedded, type EmbeddedSql } from '../../issuing-center/store/embedded.ts';
import { createEventLog } from '../../logging/event-log.ts';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { openSimulatedSite, type SimulatedSite } from '../../simulator/console/site/simulated-site.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';

/** A kiosk and its center that a test starts again and again: both keep what they know from one start to the next. */
export interface RestartedSite {
  /** A file or folder of the kiosk's own. */
  local(name: string): string;
  registers(): EmbeddedSql;
  /** @param onAlarm told of every line of the log that is an error */
  start(onAlarm: (line: string) => void): Promise<SimulatedSite>;
}

export const restartClock = { now: () => instantInJapan(isoDate('2026-11-20'), '10:00:00') };

export function restartedSite(): RestartedSite {
  let folder: string;
  let registers: EmbeddedSql;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'komado-restarted-'));
    registers = await openEmbedded();
  });
  afterAll(async () => {
    await registers.close();
    await rm(folder, { recursive: true });
  });
  return {
    local: (name) => join(folder, 'state', name),
    registers: () => registers,
    start: (onAlarm) =>
      openSimulatedSite({
        ...{
          state: join(folder, 'state'),
          paper: join(folder, 'paper'),
          clock: restartClock,
          language: 'ja',
        },
        steps: stepOrders['municipality-first'],
        log: createEventLog({ clock: restartClock, destinations: [{ level: 'error', write: onAlarm }] }),
        registers: { ...registers, close: () => Promise.resolve() },
      }),
  };
}
