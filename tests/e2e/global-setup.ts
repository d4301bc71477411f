import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRenderer } from '../../renderer/build.ts';
import { systemClock } from '../../shared/dates.ts';
import { openHoursClock } from '../../simulator/console/site/console-clock.ts';
import { prepareCenter } from '../../testing/center/prepared-center.ts';
import { handToWorkers } from './prepared.ts';

/** Before the first test: builds the page, and prepares a center that each site copies. @returns what removes it again */
export default async function prepare(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'komado-prepared-'));
  const clock = openHoursClock(systemClock);
  await Promise.all([prepareCenter(folder, clock), buildRenderer()]);
  handToWorkers(folder, clock);
  return () => rm(folder, { recursive: true, force: true });
}
