import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { createFairQueue } from '../../../shared/fair-queue.ts';
import type { BulkQueries } from '../../store/sql.ts';
import { readInThread } from './read-in-thread.ts';
import { columnsOfRows, openReading, readRows, type ReadFile, type RowsTaker } from './read-rows.ts';
import type { RegisterFile } from './register-file.ts';

/** From here on, bytes, a delivery is read in threads: what is smaller is read before they have started. */
const usuallyWorthThreads = 64 * 1024 * 1024;
/** Each has a font of its own in memory, 46 MB. */
const mostThreads = 4;

export interface Staging {
  /** Folder of the delivery. */
  readonly folder: string;
  /** Enters also what the font cannot print. */
  readonly acceptUnprintable: boolean;
  /** From how many bytes on a delivery is read in threads. */
  readonly worthThreads?: number;
  /** @param share of the file that is read, 0 to 1 */
  onProgress(file: string, rows: number, share: number): void;
}

/** The table in which a file's rows wait until all of the delivery is known to be sound; gone with the transaction. */
export async function makeStagingTable(
  queries: BulkQueries,
  { table, storedColumns }: RegisterFile,
): Promise<void> {
  await queries.query(
    `CREATE TEMPORARY TABLE staged_${table} (line integer, change text, ${storedColumns}) ON COMMIT DROP`,
  );
}

/**
 * Reads the files of a delivery into their staging tables: a large delivery in a thread for each file, as many at once as there are
 * processors. @returns what each came to, in the order of the files
 * @throws what the database throws, or the system when a file cannot be read; then nothing is being read any more
 */
export async function stageFiles(
  queries: BulkQueries,
  files: readonly RegisterFile[],
  staging: Staging,
): Promise<readonly ReadFile[]> {
  const { folder, acceptUnprintable, worthThreads = usuallyWorthThreads } = staging;
  const sized = await Promise.all(
    files.map(async (file) => ({ file, bytes: (await stat(path.join(folder, file.file))).size })),
  );
  const failed = new AbortController();
  const copy = copier(queries);
  const takerOf = ({ file, bytes }: Sized): RowsTaker => ({
    take: (rows) => copy(file, rows),
    progress: (rows, read) => staging.onProgress(file.file, rows, bytes === 0 ? 1 : read / bytes),
  });
  if (sized.reduce((sum, { bytes }) => sum + bytes, 0) < worthThreads) {
    const reading = await openReading(folder, acceptUnprintable);
    const read: ReadFile[] = [];
    for (const each of sized) read.push(await readRows(each.file, reading, takerOf(each)));
    await copy.done();
    return read;
  }
  const inTurn = createFairQueue({ atOnce: Math.min(mostThreads, availableParallelism()) });
  // The longest first: whoever begins last is soon ready.
  const begun = new Map(
    sized
      .toSorted((one, other) => other.bytes - one.bytes)
      .map((each) => [
        each.file,
        inTurn(
          each.file.file,
          () =>
            readInThread(each.file, { folder, acceptUnprintable }, takerOf(each), failed.signal).catch(
              (error: unknown) => {
                failed.abort(error);
                throw error;
              },
            ),
          failed.signal,
        ),
      ]),
  );
  const ends = await Promise.allSettled(files.flatMap((file) => begun.get(file) ?? []));
  failed.signal.throwIfAborted();
  await copy.done();
  return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}

interface Sized {
  readonly file: RegisterFile;
  readonly bytes: number;
}

/** Sends rows to the database, one piece after the other; while one is under way the next may be read. */
function copier(queries: BulkQueries): {
  (file: RegisterFile, rows: string): Promise<void>;
  /** Settles when all has arrived. */
  done(): Promise<void>;
} {
  let sending = Promise.resolve();
  const copy = async (file: RegisterFile, rows: string): Promise<void> => {
    const before = sending;
    const now = before.then(() => queries.copy(`staged_${file.table}`, columnsOfRows(file), rows));
    // Told by the next piece, or at the end; until then nobody waits for it.
    now.catch(() => undefined);
    sending = now;
    await before;
  };
  return Object.assign(copy, { done: () => sending });
}
