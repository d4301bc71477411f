import { systemClock } from '../../shared/dates.ts';
import type { ConsoleClock } from '../../simulator/console/site/console-clock.ts';

/** What was made before the first test is handed to the workers in these environment variables. */
const folderName = 'KOMADO_TESTS_PREPARED';
const movedName = 'KOMADO_TESTS_CLOCK_MOVED';

export function handToWorkers(folder: string, clock: ConsoleClock): void {
  process.env[folderName] = folder;
  process.env[movedName] = String(clock.moved);
}

/** Folder of the prepared center. @throws when nothing was prepared */
export function preparedFolder(): string {
  const folder = process.env[folderName];
  if (folder === undefined) throw new Error('nothing was prepared: run these tests with Playwright');
  return folder;
}

/** The clock by which everything was prepared, so that no card is used before it was handed over. */
export function preparedClock(): ConsoleClock {
  const moved = Number(process.env[movedName] ?? 0);
  return { moved, now: () => systemClock.now() + moved };
}
