import { existsSync } from 'node:fs';
import path from 'node:path';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { openBulkServer } from '../../issuing-center/store/server.ts';
import type { BulkSql } from '../../issuing-center/store/sql.ts';
import { postgresUrl, WrongWords } from '../../shared/command-options.ts';

/** Where a center's registers are. */
export type Database = { readonly url: string } | { readonly state: string };

/** For work that takes as long as it needs. */
export function openRegisters(database: Database): Promise<BulkSql> {
  return 'url' in database
    ? Promise.resolve(openBulkServer(database.url))
    : openEmbedded(path.join(database.state, 'registers'));
}

/**
 * What `--database`, `--state` or DATABASE_URL say.
 * @throws WrongWords unless they say one database
 */
export function readDatabase(url: string | undefined, state: string | undefined): Database {
  if (url !== undefined && state !== undefined)
    throw new WrongWords('--database, --state: expected one of them');
  if (url !== undefined) return { url: postgresUrl('--database', url) };
  if (state !== undefined) {
    const place = path.resolve(state);
    // A misspelt folder would become a center of its own.
    if (!existsSync(path.join(place, 'registers')))
      throw new WrongWords(`--state: no center has registers in ${place}: start it once before`);
    return { state: place };
  }
  const fromWorld = process.env['DATABASE_URL'];
  if (fromWorld === undefined)
    throw new WrongWords('--database: expected postgres://…, or --state with the folder of a center');
  return { url: postgresUrl('DATABASE_URL', fromWorld) };
}
