import { fork, type ChildProcess } from 'node:child_process';
import type { BuiltKiosk } from './build-kiosk.ts';
import { wordSchema, type Life, type Word } from './messages.ts';

export type LifeEnd = { readonly end: 'killed' } | { readonly end: 'broken'; readonly code: number | null };

/** A process that can be a kiosk. */
export interface KioskProcess {
  /** Begins a life, whose every word goes to `onWord`. */
  live(life: Omit<Life, 'life'>, onWord: (word: Word) => void): void;
  /** Kills it like a power cut. */
  kill(): void;
  readonly ended: Promise<LifeEnd>;
  /** What it wrote to its error output. */
  errors(): string;
}

export interface KioskPool {
  /** Takes one that is loaded; the next one loads while it lives. */
  take(): Promise<KioskProcess>;
  /** Takes back one that has lived to the end and can live again. */
  giveBack(kiosk: KioskProcess): void;
  /** Ends every process that was started here. */
  close(): Promise<void>;
}

export function createKioskPool(built: BuiltKiosk, spares: number): KioskPool {
  const all = new Set<ChildProcess>();
  const ready: Promise<KioskProcess>[] = [];
  let closed = false;

  function start(): Promise<KioskProcess> {
    if (closed) return Promise.reject(new Error('no more kiosks are started'));
    const child = fork(built.path, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=32'],
      env: { ...process.env, NODE_COMPILE_CACHE: built.cache },
    });
    all.add(child);
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8');
    });
    let life = 0;
    let listener: (word: Word) => void = () => undefined;
    const ended = new Promise<LifeEnd>((resolve) => {
      child.once('exit', (code, signal) => {
        all.delete(child);
        resolve(signal === 'SIGKILL' ? { end: 'killed' } : { end: 'broken', code });
      });
    });
    const kiosk: KioskProcess = {
      live(next, onWord) {
        life += 1;
        listener = onWord;
        // It may already be dead, by a kill meant for it: `ended` then says so.
        if (child.connected) child.send({ ...next, life }, () => undefined);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
      ended,
      errors: () => errors,
    };
    return new Promise((resolve, reject) => {
      child.on('message', (message) => {
        const said = wordSchema.parse(message);
        if (said.word.is === 'ready') resolve(kiosk);
        else if (said.life === life) listener(said.word);
      });
      child.once('error', reject);
      ended.then(
        () => reject(new Error(`a kiosk's process ended before it began: ${errors}`)),
        () => undefined,
      );
    });
  }

  const fill = (): void => {
    while (!closed && ready.length < spares) {
      const next = start();
      next.catch(() => undefined); // Whoever takes it is told.
      ready.push(next);
    }
  };

  return {
    take() {
      fill();
      const next = ready.shift() ?? start();
      fill();
      return next;
    },
    giveBack(kiosk) {
      ready.unshift(Promise.resolve(kiosk));
    },
    async close() {
      closed = true;
      await Promise.all(
        [...all].map(
          (child) =>
            new Promise<void>((resolve) => {
              child.once('exit', () => resolve());
              child.kill('SIGKILL');
            }),
        ),
      );
    },
  };
}
