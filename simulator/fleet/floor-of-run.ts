import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { spread } from '../../testing/repetitions.ts';
import { startProcess } from './fleet-process.ts';
import type { Floor } from './floor-steps.ts';
import type { VisitSaid } from './kiosks-say.ts';

const ms = z.number().min(0);
const floorSchema: z.ZodType<Floor> = z.object({ login: ms, sheets: ms, binding: ms, encryption: ms });

/** As many documents as are made again: the mix of a run's does not change with more of them. */
const mostVisits = 300;

/**
 * Measures the floor of a run whose nodes have ended and whose database has not, in a process of its own.
 * @param config of the center
 * @param settings of some of the run's kiosks
 * @param moved how far the clock of the run is ahead, ms
 * @throws when it cannot be measured
 */
export async function floorOfRun(
  folder: string,
  { config, settings, moved }: { readonly config: string; readonly settings: string; readonly moved: number },
  visited: readonly VisitSaid[],
): Promise<Floor> {
  const visits = spread(visited, mostVisits).map(({ person, certificate }) => ({
    person,
    kind: certificate,
  }));
  const file = path.join(folder, 'floor-visits.json');
  await writeFile(file, JSON.stringify(visits), { mode: 0o600 });
  const args = [folder, config, settings, file, String(moved)];
  const measuring = startProcess('floor-process', args);
  try {
    return floorSchema.parse(JSON.parse(await measuring.said('floor')));
  } finally {
    await measuring.end();
  }
}
