import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openImage } from '../../issuing-center/store/embedded.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import type { Clock } from '../../shared/dates.ts';
import { openCenterState } from '../../simulator/residents/center-state.ts';
import { openEmptyInMemory } from '../../simulator/residents/empty-cluster.ts';
import { inMemory } from '../../simulator/residents/in-memory.ts';
import { seedCenter } from '../../simulator/residents/seed.ts';

const dayMs = 86_400_000;

/**
 * Makes once what every simulated center starts with: authorities, keys, cards handed over the day before, and the registers
 * with everybody in them. Making it takes seconds, copying it a tenth of that.
 * @param folder is made and filled
 */
export async function prepareCenter(folder: string, clock: Clock): Promise<void> {
  const handedOver = { now: () => clock.now() - dayMs };
  const { ca, close } = await openCenterState(join(folder, 'state'), clock, { handedOver });
  const sql = await openEmptyInMemory();
  try {
    await seedCenter(sql, ca, clock);
    await writeFile(join(folder, 'registers'), Buffer.from(await (await sql.image()).arrayBuffer()));
  } finally {
    await sql.close();
    await close();
  }
}

/** Copies keys and cards of a prepared center into a state folder. */
export async function copyState(prepared: string, state: string): Promise<void> {
  await cp(join(prepared, 'state'), state, { recursive: true });
}

/** The registers of a prepared center, as they were, in memory. */
export async function openPreparedRegisters(prepared: string): Promise<Sql> {
  return openImage(inMemory(await readFile(join(prepared, 'registers'))));
}
