import { Session } from 'node:inspector/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';

/** What one thread did: V8's profile as JSON, and the processor time that Linux counted of it, ms. */
export interface ThreadProfile {
  readonly profile: string;
  readonly cpuMs: number;
}

const sampleUs = 2_000;

/**
 * Watches this process's threads. Processor time is counted while no profile is taken: V8 works through its samples in threads of its own,
 * and that is a ninth of what a node takes. A profile gives the shares only.
 */
export interface ThreadWatch {
  startCount(): Promise<void>;
  stopCount(): Promise<void>;
  /** Takes profiles for so long, ms. @returns for each thread its profile with what was counted of it before */
  profile(ms: number): Promise<readonly ThreadProfile[]>;
}

interface WatchedThread {
  /** So far, ms. */
  cpuMs(): Promise<number>;
  /** Begins a profile. @returns ends it */
  profile(): Promise<() => Promise<string>>;
}

/** @returns a watch over the threads that begin after this call, and over the main one */
export function watchThreads(): ThreadWatch {
  const threads = new Set<WatchedThread>([mainThread]);
  process.on('worker', (worker) => {
    const thread = threadOf(worker);
    threads.add(thread);
    worker.once('exit', () => threads.delete(thread));
  });
  const soFar = async (): Promise<ReadonlyMap<WatchedThread, number>> =>
    new Map(await Promise.all([...threads].map(async (each) => [each, await each.cpuMs()] as const)));
  let before: ReadonlyMap<WatchedThread, number> = new Map();
  let counted: ReadonlyMap<WatchedThread, number> = new Map();
  return {
    async startCount() {
      before = await soFar();
    },
    async stopCount() {
      counted = new Map([...(await soFar())].map(([each, ms]) => [each, ms - (before.get(each) ?? 0)]));
    },
    async profile(ms) {
      const running = await Promise.all(
        [...threads].map(async (each) => [each, await each.profile()] as const),
      );
      await pause(ms);
      return Promise.all(
        running.map(async ([each, stop]) => ({ profile: await stop(), cpuMs: counted.get(each) ?? 0 })),
      );
    },
  };
}

const mainThread: WatchedThread = {
  cpuMs: () => Promise.resolve(inMs(process.threadCpuUsage())),
  async profile() {
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: sampleUs });
    await session.post('Profiler.start');
    return async () => {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      return JSON.stringify(profile);
    };
  },
};

function threadOf(worker: Worker): WatchedThread {
  return {
    cpuMs: async () => inMs(await worker.cpuUsage()),
    async profile() {
      const handle = await worker.startCpuProfile();
      return async () => soundJson(await handle.stop());
    },
  };
}

/** V8 writes the names of functions with backslashes that JSON does not know, where the source has them. */
export function soundJson(text: string): string {
  return text.replaceAll(/\\(?:["\\/bfnrt]|u[\da-fA-F]{4})?/g, (found) =>
    found.length === 1 ? '\\\\' : found,
  );
}

const inMs = ({ user, system }: { readonly user: number; readonly system: number }): number =>
  (user + system) / 1000;
