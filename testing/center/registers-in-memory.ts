import { openEmbedded, type EmbeddedSql } from '../../issuing-center/store/embedded.ts';
import type { Clock } from '../../shared/dates.ts';
import type { TestCa } from '../../simulator/authorities/test-ca/test-ca.ts';
import type { Holder } from '../../simulator/residents/holders.ts';
import { seedCenter } from '../../simulator/residents/seed.ts';

/** New registers in memory, with the made-up residents, and cards for the holders who get one. */
export async function openMadeUpRegisters(
  ca: TestCa,
  clock: Clock,
  withCards?: readonly Holder[],
): Promise<EmbeddedSql> {
  const sql = await openEmbedded();
  await seedCenter(sql, ca, clock, withCards);
  return sql;
}
