import { setImmediate } from 'node:timers/promises';
import { migrate } from '../../../issuing-center/store/migrate.ts';
import type { Sql } from '../../../issuing-center/store/sql.ts';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { generatePopulation, type PopulationSize } from './generate.ts';
import { makeImprints } from './imprints.ts';
import { insertBatch, populationTables } from './tables.ts';

/**
 * Residents in one transaction. Its largest statement, the taxes, is then about four megabytes and takes a fraction of a
 * second, far below the ten seconds after which the server cancels a statement.
 */
const batchResidents = 1000;

export interface LoadOptions extends PopulationSize {
  /** Called after each transaction with the number of residents processed so far. */
  onProgress?(residents: number): void;
  /** Stops between two transactions. */
  readonly signal?: AbortSignal;
}

/**
 * Fills the registers with a made-up population; see `generatePopulation`. Existing rows stay as they are, so an interrupted
 * run can be repeated. Missing tables are made first.
 * @returns how many residents were processed: fewer than asked for when the signal came
 * @throws RangeError when size or seed is out of range; what the database throws, when all earlier batches stay entered
 */
export async function loadPopulation(sql: Sql, options: LoadOptions): Promise<number> {
  const imprints = await makeImprints(await loadMincho());
  await migrate(sql);
  let residents = 0;
  for (const batch of generatePopulation(options, imprints, batchResidents)) {
    // The embedded database answers without letting the process turn to anything else, Ctrl-C for instance.
    await setImmediate();
    if (options.signal?.aborted) return residents;
    await sql.transaction((queries) => insertBatch(queries, batch));
    residents += batch.residents.length;
    options.onProgress?.(residents);
  }
  // Without statistics of the new tables the planner may read a million rows where an index leads to the one.
  for (const table of populationTables) await sql.query(`ANALYZE ${table}`);
  return residents;
}
