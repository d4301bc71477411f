import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { inMemory } from './in-memory.ts';
import { makeOnce } from './made-once.ts';
import { openEmbedded, openImage, type EmbeddedSql } from '../../issuing-center/store/embedded.ts';

/** To be raised with what a new cluster is made with (store/embedded.ts). */
const form = 1;
const root = path.resolve(import.meta.dirname, '../..');

/**
 * Tar file of an empty embedded database, as it is made at first use. Making one takes seven seconds, beginning with this file one: it is made
 * once and stays in out/.
 */
export async function emptyCluster(): Promise<string> {
  const manifest = path.join(root, 'node_modules/@electric-sql/pglite/package.json');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8')));
  const folder = path.join(root, 'out');
  const file = path.join(folder, `empty-cluster-${version}-${String(form)}.tar`);
  await mkdir(folder, { recursive: true });
  await makeOnce(file, async () => {
    const sql = await openEmbedded();
    try {
      return new Uint8Array(await (await sql.image()).arrayBuffer());
    } finally {
      await sql.close();
    }
  });
  return file;
}

/** The registers of a simulated center, in a folder that is made if it is missing. @throws like `openEmbedded` */
export async function openRegistersIn(folder: string): Promise<EmbeddedSql> {
  if (existsSync(path.join(folder, 'pgdata'))) return openEmbedded(folder);
  return openEmbedded(folder, inMemory(await readFile(await emptyCluster())));
}

/** An empty database in memory, for whoever starts none by a folder. @throws like `openImage` */
export async function openEmptyInMemory(): Promise<EmbeddedSql> {
  return openImage(inMemory(await readFile(await emptyCluster())));
}
