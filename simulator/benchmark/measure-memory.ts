import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentFile } from '../../electron/journal/journal-folder.ts';
import { limitsSchema } from '../../issuing-center/limits/limits.ts';
import type { Denomination } from '../../shared/yen.ts';
import { openDevices, type Devices } from '../../testing/power-cut/devices.ts';
import type { Outside } from '../../testing/power-cut/messages.ts';
import { openWorld } from '../../testing/power-cut/world.ts';
import { openRelay } from '../relay.ts';
import { sameYoungGeneration } from '../node-options.ts';
import { memoryWordSchema, type MainMemory, type MemoryOrder, type MemoryWord } from './memory-kiosk.ts';

/** What the kiosk's main process alone takes, MB; center, devices and browser are other processes. */
export interface MemoryFigures {
  readonly marks: readonly {
    readonly sessions: number;
    readonly residentMB: number;
    readonly anonymousMB: number;
    readonly heapMB: number;
    readonly externalMB: number;
    readonly spacesMB: Readonly<Record<string, number>>;
    readonly journalRecords: number;
  }[];
  /** Of the heap after the last mark to that after the first. */
  readonly heapRatio: number;
  /** How the sessions ended. */
  readonly ends: Readonly<Record<string, number>>;
}

const faults = ['none', 'wrongPin', 'paperOut', 'lineCut'] as const;
type Fault = (typeof faults)[number];

/** The line to the center, as a fault of it is made. */
interface LineToCut {
  cut(): void;
  mend(): void;
}

/** Of ten sessions one begins with a wrong PIN, one finds no paper, and in one the line to the center is cut. */
function faultOf(session: number): Fault {
  const faulty: Readonly<Record<number, Fault>> = { 3: 'wrongPin', 6: 'paperOut', 9: 'lineCut' };
  return faulty[session % 10] ?? 'none';
}

/** Every other resident gets change. */
const coinsOf = (session: number): readonly Denomination[] => (session % 2 === 0 ? [500] : [100, 100, 50]);

const paperInTray = 500;
/** A kiosk that does not come back to its invitation by then hangs, ms. */
const patienceMs = 180_000;

/**
 * Sessions one after the other at a kiosk in a process of its own, with faults among them.
 * @param marks after how many sessions it is measured, rising
 * @throws the signal's reason once it aborts, and when a session hangs
 */
export async function measureMemory(options: {
  readonly executable: string;
  readonly dist: string;
  readonly marks: readonly number[];
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}): Promise<MemoryFigures> {
  const { executable, dist, marks, say, signal } = options;
  const often = { burst: 100_000, perMinute: 100_000 };
  const world = await openWorld(limitsSchema.parse({ sessions: often, questions: often, proofs: often }));
  const folder = await mkdtemp(join(tmpdir(), 'komado-memory-'));
  const devices = await openDevices(folder, 0, { now: () => Date.now() + world.moved });
  const own = world.lineOf('K-0001');
  const url = new URL(own.url);
  const center = { port: Number(url.port), host: '127.0.0.1' };
  const relay = await openRelay({ port: 0, host: '127.0.0.1' }, center);
  url.port = String(relay.port);
  const line: LineToCut = { cut: () => relay.cut(), mend: () => relay.leadTo(center) };
  const kiosk = startKiosk(signal);
  try {
    await kiosk.ask(
      {
        do: 'open',
        outside: outsideOf(devices, folder, world, { ...own, url: url.href.replace(/\/$/, '') }),
        ...{ executable, dist },
      },
      'opened',
    );
    const ends: Record<string, number> = {};
    const measured: Measured[] = [];
    for (let session = 1; session <= (marks.at(-1) ?? 0); session++) {
      signal.throwIfAborted();
      const how = await runSession(kiosk, devices, line, session);
      ends[how] = (ends[how] ?? 0) + 1;
      if (!marks.includes(session)) continue;
      const { memory } = await kiosk.ask({ do: 'measure' }, 'measured');
      measured.push({ sessions: session, memory, records: await recordsIn(folder) });
      say(
        `after ${session} sessions: heap ${toMB(memory.heapUsed)} MB, resident ${toMB(memory.resident)} MB`,
      );
    }
    await kiosk.ask({ do: 'close' }, 'closed');
    const [first, last] = [measured[0]?.memory, measured.at(-1)?.memory];
    if (!first || !last) throw new Error('the memory was not measured');
    return {
      marks: measured.map(figuresOf),
      heapRatio: Math.round((last.heapUsed / first.heapUsed) * 100) / 100,
      ends,
    };
  } finally {
    kiosk.end();
    await relay.close();
    await devices.close();
    await world.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const toMB = (bytes: number): number => Math.round(bytes / 104_857.6) / 10;

interface Measured {
  readonly sessions: number;
  readonly memory: MainMemory;
  readonly records: number;
}

/** Lines of the journal: what the kiosk would hold if it held all of them. */
async function recordsIn(folder: string): Promise<number> {
  const lines = (await readFile(join(folder, 'journal', currentFile), 'utf8')).split('\n');
  return lines.length - 1;
}

function figuresOf({ sessions, memory, records }: Measured): MemoryFigures['marks'][number] {
  return {
    sessions,
    residentMB: toMB(memory.resident),
    anonymousMB: toMB(memory.anonymous),
    heapMB: toMB(memory.heapUsed),
    externalMB: toMB(memory.external),
    spacesMB: Object.fromEntries(Object.entries(memory.spaces).map(([name, used]) => [name, toMB(used)])),
    journalRecords: records,
  };
}

function outsideOf(
  { lines }: Devices,
  folder: string,
  { moved, chip, attendant }: Awaited<ReturnType<typeof openWorld>>,
  center: Outside['center'],
): Outside {
  return { ...lines, journal: join(folder, 'journal'), moved, center, chip, attendant };
}

async function runSession(
  kiosk: MemoryKiosk,
  { cash, sheets }: Devices,
  line: LineToCut,
  session: number,
): Promise<string> {
  const fault = faultOf(session);
  sheets.setPaper(paperInTray);
  const paying: { done: Promise<void> | null } = { done: null };
  const pay = async (): Promise<void> => {
    if (fault === 'paperOut') sheets.setPaper(0);
    for (const value of coinsOf(session))
      // The slots open a moment after the screen says so.
      for (let attempt = 0; attempt < 500 && (await cash.insertCoin(value)) === 'returned'; attempt++)
        await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const see = (kind: string): void => {
    if (kind === 'payment') paying.done ??= pay();
    if (fault === 'lineCut' && kind === 'summary') line.cut();
    // The kiosk is out of service until somebody has come.
    if (kind !== 'message' && kind !== 'outOfService') return;
    line.mend();
    sheets.setPaper(paperInTray);
  };
  const { how } = await kiosk.ask({ do: 'session', wrongPinFirst: fault === 'wrongPin' }, 'ended', see);
  await paying.done;
  return how;
}

type Of<Is extends MemoryWord['is']> = Extract<MemoryWord, { is: Is }>;

interface MemoryKiosk {
  /** Sends an order and waits for its answer; what it shows meanwhile goes to `see`. */
  ask<Is extends MemoryWord['is']>(
    order: MemoryOrder,
    answer: Is,
    see?: (screen: string) => void,
  ): Promise<Of<Is>>;
  end(): void;
}

function startKiosk(signal: AbortSignal): MemoryKiosk {
  const child = fork(join(import.meta.dirname, 'memory-kiosk.ts'), {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // As a kiosk is started.
    execArgv: [sameYoungGeneration, '--disable-warning=ExperimentalWarning'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = `${errors}${chunk.toString('utf8')}`.slice(-4_000);
  });
  const ended = once(child, 'exit');
  return {
    async ask(order, answer, see = () => undefined) {
      const late = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
      const answered = new Promise<Of<typeof answer>>((resolve) => {
        const hear = (message: unknown): void => {
          const word = memoryWordSchema.parse(message);
          if (word.is === 'screen') see(word.kind);
          if (!isOf(word, answer)) return;
          child.off('message', hear);
          resolve(word);
        };
        child.on('message', hear);
      });
      child.send(order);
      const aborted = once(late, 'abort').then(() => Promise.reject(late.reason as Error));
      const gone = ended.then(() => Promise.reject(new Error(`the kiosk ended: ${errors}`)));
      return Promise.race([answered, aborted, gone]);
    },
    end() {
      child.kill('SIGKILL');
    },
  };
}

function isOf<Is extends MemoryWord['is']>(word: MemoryWord, is: Is): word is Of<Is> {
  return word.is === is;
}
