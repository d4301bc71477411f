import { readFile } from 'node:fs/promises';
import { openEmbedded, openImage, type EmbeddedSql } from '../../issuing-center/store/embedded.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { seedPersons } from '../../simulator/residents/seed.ts';
import { inMemory } from '../../simulator/residents/in-memory.ts';
import { makeOnce } from '../../simulator/residents/made-once.ts';

/** The registers in memory with everybody in them, without cards. @param file where they are kept; made when it is not there */
export async function openRegistersOf(day: IsoDate, file: string): Promise<EmbeddedSql> {
  const kept = await readFile(file).catch(() => null);
  if (kept) return openImage(inMemory(kept));
  const sql = await openEmbedded();
  await seedPersons(sql, day);
  await makeOnce(file, async () => new Uint8Array(await (await sql.image()).arrayBuffer()));
  return sql;
}
