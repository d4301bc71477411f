import { Worker } from 'node:worker_threads';
import type { ReadFile, RowsTaker } from './read-rows.ts';
import type { FromReading, ReadingTask, ToReading } from './reading-messages.ts';
import type { RegisterFile } from './register-file.ts';

const threadFile = new URL('./reading-thread.ts', import.meta.url);

/**
 * Reads a file of a delivery as `readRows` does, in a thread of its own. @param signal ends it
 * @throws what the taker throws, what reading threw, or an error when the thread ended by itself
 */
export async function readInThread(
  { file }: RegisterFile,
  how: Omit<ReadingTask, 'file'>,
  taker: RowsTaker,
  signal: AbortSignal,
): Promise<ReadFile> {
  const task: ReadingTask = { ...how, file };
  const worker = new Worker(threadFile, { execArgv: [], workerData: task });
  const read = new Promise<ReadFile>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(asError(signal.reason)), { once: true });
    const goOn: ToReading = { type: 'goOn' };
    worker.on('message', (message: FromReading) => {
      switch (message.type) {
        case 'rows':
          taker.take(message.text).then(() => worker.postMessage(goOn), reject);
          return;
        case 'progress':
          taker.progress(message.rows, message.bytes);
          return;
        case 'read':
          resolve(message);
          return;
        default:
          reject(asError(message.error));
      }
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`the thread that reads ${file} ended`)));
  });
  try {
    return await read;
  } finally {
    await worker.terminate();
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('failed without an error');
}
