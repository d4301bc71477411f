import { Session } from 'node:inspector/promises';
import type { Worker } from 'node:worker_threads';

/** What one thread did between two moments: V8's profile as JSON, and the processor time that Linux counted of it, ms. */
export interface ThreadProfile {
  readonly profile: string;
  readonly cpuMs: number;
}

const sampleUs = 2_000;

/** Takes profiles of this process's threads, also of those that begin meanwhile. */
export interface ThreadProfiler {
  start(): Promise<void>;
  stop(): Promise<readonly ThreadProfile[]>;
}

/** @returns a profiler of the threads that begin after this call, and of the main one */
export function watchThreads(): ThreadProfiler {
  const workers = new Set<Worker>();
  let running: Promise<() => Promise<ThreadProfile>>[] | null = null;
  process.on('worker', (worker) => {
    workers.add(worker);
    worker.once('exit', () => workers.delete(worker));
    running?.push(profileWorker(worker));
  });
  return {
    async start() {
      running = [profileMain(), ...[...workers].map(profileWorker)];
      await Promise.all(running);
    },
    async stop() {
      const started = await Promise.all(running ?? []);
      running = null;
      return Promise.all(started.map((stop) => stop()));
    },
  };
}

async function profileMain(): Promise<() => Promise<ThreadProfile>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: sampleUs });
  await session.post('Profiler.start');
  const before = process.threadCpuUsage();
  return async () => {
    const cpuMs = inMs(process.threadCpuUsage(before));
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    return { profile: JSON.stringify(profile), cpuMs };
  };
}

async function profileWorker(worker: Worker): Promise<() => Promise<ThreadProfile>> {
  const handle = await worker.startCpuProfile();
  const before = await worker.cpuUsage();
  return async () => {
    const cpuMs = inMs(await worker.cpuUsage(before));
    return { profile: soundJson(await handle.stop()), cpuMs };
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
