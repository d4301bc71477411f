import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createFairQueue } from '../../shared/fair-queue.ts';
import { orAborted } from '../../shared/or-aborted.ts';
import type { Result } from '../../shared/result.ts';
import { systemTimers, type Timers } from '../../shared/timers.ts';
import type { SealKeys } from '../seal/seal-keys.ts';
import type { CopyRenderer } from './copy-renderer.ts';
import type { CopyToRender, NotPrintable, RenderedCopy } from './render.ts';
import type { FromThread, ToThread } from './rendering-messages.ts';

/** Each thread has a font of its own in memory, 46 MB and what has been read of it. */
const mostThreads = 4;
/** Beyond this a thread's objects are no certificate; MB. */
const threadMb = 512;
/** Within which a thread says that it has stopped, or is ended; ms. A page takes a few tenths of a second. */
const stopMs = 10_000;

const threadFile = new URL('./rendering-thread.ts', import.meta.url);

/** One processor is left to handshakes, logins and the database. */
export const usualThreads = Math.min(mostThreads, Math.max(1, availableParallelism() - 1));

/** A thread ended while it made a copy: its order fails, and the next copy gets another thread. */
export class RenderingThreadEnded extends Error {
  override readonly name = 'RenderingThreadEnded';
}

export interface RenderingPoolParts {
  /** Asked for each page; keys do not go into the threads. */
  readonly sealKeys: Pick<SealKeys, 'seal'>;
  readonly threads?: number;
  /** For how long a thread may take to stop. */
  readonly timers?: Timers;
  /** The file that a thread runs. */
  readonly file?: URL;
}

/** Makes copies in threads beside this one, which goes on answering. Threads start when they are first needed. */
export function createRenderingPool({
  sealKeys,
  threads = usualThreads,
  timers = systemTimers,
  file = threadFile,
}: RenderingPoolParts): CopyRenderer {
  const inTurn = createFairQueue({ atOnce: threads });
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const closing = new AbortController();

  function start(): Worker {
    const worker = new Worker(file, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: threadMb } });
    // A program that has nothing else to do may end.
    worker.unref();
    all.add(worker);
    worker.once('exit', () => {
      all.delete(worker);
      const place = idle.indexOf(worker);
      if (place >= 0) idle.splice(place, 1);
    });
    // Told by whoever uses the thread; between two copies nobody does.
    worker.on('error', () => undefined);
    return worker;
  }

  /** Settles when the thread is free again, or gone: when the signal comes, that is later than anybody waits for. */
  function renderOn(
    worker: Worker,
    copy: CopyToRender,
    signal: AbortSignal,
  ): Promise<Result<RenderedCopy, NotPrintable>> {
    return new Promise((resolve, reject) => {
      const tell = (message: ToThread): void => worker.postMessage(message);
      let callOff = (): void => undefined;
      const stop = (): void => {
        tell({ type: 'stop' });
        callOff = timers.after(stopMs, () => void worker.terminate());
      };
      const seal = async (asked: Extract<FromThread, { type: 'seal' }>): Promise<void> => {
        const { number } = asked;
        try {
          const sealed = await sealKeys.seal(asked.municipality, asked.payload, asked.purpose);
          tell({ type: 'sealed', number, sealed });
        } catch (error) {
          tell({ type: 'notSealed', number, error });
        }
      };
      let broken: unknown = undefined;
      const listeners = {
        message: (message: FromThread): void => {
          if (message.type === 'seal') {
            void seal(message);
            return;
          }
          leave();
          idle.push(worker);
          if (message.type === 'rendered') resolve(message.result);
          else reject(asError(message.error));
        },
        error: (error: unknown): void => {
          broken = error;
        },
        exit: (): void => {
          leave();
          reject(new RenderingThreadEnded('a rendering thread ended', { cause: broken }));
        },
      };
      const leave = (): void => {
        callOff();
        signal.removeEventListener('abort', stop);
        worker.off('message', listeners.message).off('error', listeners.error).off('exit', listeners.exit);
      };
      worker.on('message', listeners.message).on('error', listeners.error).on('exit', listeners.exit);
      signal.addEventListener('abort', stop, { once: true });
      tell({ type: 'render', copy });
    });
  }

  return {
    render(kiosk, copy, given) {
      const signal = AbortSignal.any([given, closing.signal]);
      const work = inTurn(kiosk, () => renderOn(idle.pop() ?? start(), copy, signal), signal);
      return orAborted(work, signal);
    },
    async close() {
      closing.abort(new RenderingThreadEnded('the center is being closed'));
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('failed without an error');
}
