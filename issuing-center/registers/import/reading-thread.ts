import { parentPort, workerData } from 'node:worker_threads';
import { openReading, readRows } from './read-rows.ts';
import type { FromReading, ReadingTask } from './reading-messages.ts';
import { registerFiles } from './register-files.ts';

/* A thread that reads one file of a delivery (see read-in-thread.ts). It has no database: whoever started it takes the rows. */

/** How often it says how far it is, in rows. */
const progressEvery = 10_000;

const port = parentPort;
if (!port) throw new Error('this file is run by an import, in a thread');
const say = (message: FromReading): void => port.postMessage(message);

let goOn: () => void = () => undefined;
// There is one thing that it is told: to go on.
port.on('message', () => goOn());

async function read(task: ReadingTask): Promise<void> {
  try {
    const file = registerFiles.find((each) => each.file === task.file);
    if (file === undefined) throw new Error('this is no file of a delivery');
    const reading = await openReading(task.folder, task.acceptUnprintable);
    const { rows, faults, notes } = await readRows(file, reading, {
      take(text) {
        return new Promise((resolve) => {
          goOn = resolve;
          say({ type: 'rows', text });
        });
      },
      progress(soFar, bytes) {
        if (soFar % progressEvery === 0) say({ type: 'progress', rows: soFar, bytes });
      },
    });
    const told = (list: typeof faults): typeof faults => ({ shown: list.shown, count: list.count });
    say({ type: 'read', rows, faults: told(faults), notes: told(notes) });
  } catch (error) {
    say({ type: 'failed', error });
  } finally {
    parentPort?.close();
  }
}

// Whoever starts this file gives it a task.
await read(workerData as ReadingTask);
