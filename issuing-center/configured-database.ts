import { besideConfig, type CenterConfig } from './config.ts';
import { openEmbedded } from './store/embedded.ts';
import { openServer } from './store/server.ts';
import type { Sql } from './store/sql.ts';

/**
 * Opens the database of a configuration.
 * @param file where the configuration is
 * @param onLost called when an idle connection to a server breaks; the next question makes another
 * @throws where another process works in the folder of the one that comes with the center, or it holds no usable database
 */
export async function openDatabase(
  { database }: CenterConfig,
  file: string,
  onLost?: (error: unknown) => void,
): Promise<Sql> {
  return database.kind === 'postgresql'
    ? openServer(database.url, onLost)
    : openEmbedded(besideConfig(file, database.folder));
}
