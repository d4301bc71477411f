import { systemClock } from '../../shared/dates.ts';
import type { ConsoleClock } from '../../simulator/console/site/console-clock.ts';

/** What was made before the first test, and is handed to the workers in their environment. */
const folderName = 'KOMADO_TESTS_PREPARED';
const movedName = 'KOMADO_TESTS_CLOCK_MOVED';

export function handToWorkers(folder: string, clock: ConsoleClock): void {
  process.env[folderName] = folder;
  process.env[movedName] = String(clock.moved);
}

/** Folder of the prepared center. @throws when nothing was prepared */
export function preparedFolder(): string {
  const folder = process.env[folderName];
  if (folder === undefined) throw new Error('nothing was prepared: run these tests by Playwright');
  return folder;
}

/** The clock by which everything was prepared: cards are not handed over after they are used. */
export function preparedClock(): ConsoleClock {
  const moved = Number(process.env[movedName] ?? 0);
  return { moved, now: () => systemClock.now() + moved };
}
