import { migrate } from '../../../issuing-center/store/migrate.ts';
import type { Sql } from '../../../issuing-center/store/sql.ts';
import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { generatePopulation, type PopulationSize } from './generate.ts';
import { makeImprints } from './imprints.ts';
import { insertBatch, populationTables } from './tables.ts';

/**
 * Residents of one transaction. Its largest statement, the taxes, is then about four megabytes and takes a fraction of a
 * second: far from the ten seconds after which the server gives a statement up.
 */
const batchResidents = 1000;

export interface LoadOptions extends PopulationSize {
  /** Called after each transaction with how many residents have been gone through so far. */
  onProgress?(residents: number): void;
  /** Stops between two transactions. */
  readonly signal?: AbortSignal;
}

/**
 * Fills the registers with a made-up population; see `generatePopulation`. Rows that are there already stay as they are: who is
 * interrupted runs it again. Tables that are not there are made first.
 * @returns how many residents were gone through: fewer than asked for when the signal came
 * @throws RangeError when size or seed is out of range; what the database throws, with all batches before it entered
 */
export async function loadPopulation(sql: Sql, options: LoadOptions): Promise<number> {
  const imprints = await makeImprints(await loadMincho());
  await migrate(sql);
  let residents = 0;
  for (const batch of generatePopulation(options, imprints, batchResidents)) {
    if (options.signal?.aborted) return residents;
    await sql.transaction((queries) => insertBatch(queries, batch));
    residents += batch.residents.length;
    options.onProgress?.(residents);
  }
  // Without figures of the new tables the planner may read a million rows where an index has the one.
  for (const table of populationTables) await sql.query(`ANALYZE ${table}`);
  return residents;
}
