import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../shared/dates.ts';
import { startFleetDatabase, type FleetDatabaseKind } from './fleet-database.ts';
import { startNodes, type FleetNodes } from './fleet-nodes.ts';
import { openHoursClock } from '../console/site/console-clock.ts';
import { figuresOf, type Figures } from '../benchmark/figures.ts';
import { checkDocuments } from './check-documents.ts';
import { addTo, type Counts } from './counts.ts';
import { splitThread, works, type Work } from './cpu-split.ts';
import { prepareCenter, type FleetCenter } from './fleet-center.ts';
import type { Disturbance } from './disturbance.ts';
import type { KioskSettings } from './fleet-files.ts';
import { startProcess, type FleetProcess } from './fleet-process.ts';
import { kiosksSaySchema, type VisitSaid } from './kiosks-say.ts';
import { cpuMsOf, cpuMsOfFamily, memoryMBOf } from './process-cpu.ts';
import { floorOfRun } from './floor-of-run.ts';
import type { Floor } from './floor-steps.ts';
import { stateOfOrders, type OrdersState } from './orders-after.ts';

export interface FleetOptions {
  readonly kiosks: number;
  readonly minutes: number;
  readonly nodes: number;
  /** Where the center keeps what it has; embedded: of one node. */
  readonly database: Exclude<FleetDatabaseKind, 'pair'>;
  readonly residents: number;
  /** Copies of each of them in the registers, who take nothing. */
  readonly copies: number;
  /** Visits at a time. */
  readonly atOnce: number;
  /** Share of visits that meet a fault of the line, 0 to 1. */
  readonly faults: number;
  /** What happens in the middle of the run. */
  readonly disturbance: Disturbance | null;
  /** A folder for the profiles of the nodes' threads; null: they are not kept. */
  readonly profiles: string | null;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface FleetFigures {
  readonly seconds: number;
  /** Issued in the measured time. */
  readonly certificates: number;
  readonly perSecond: number;
  /** ms */
  readonly times: Readonly<Record<keyof VisitSaid['times'], Figures>>;
  /** ms of processor time for a certificate; null: parts came and went. */
  readonly cpu: {
    readonly center: number;
    /** Null: the server was there before, or there is none. */
    readonly database: number | null;
    readonly kiosks: number;
    readonly authorities: number;
    /** How the center's is spent, as its profile says; `other threads` is what no JavaScript shows. */
    readonly split: Readonly<Record<Work | 'other threads', number>>;
    /** Crypto and rendering of such documents alone, measured after the run. */
    readonly floor: Floor;
  } | null;
  /** The longest time in which no visit ended, ms. */
  readonly longestGapMs: number;
  /** MB of each node at the end. */
  readonly memory: readonly number[];
  readonly faults: Readonly<Record<string, number>>;
  readonly failed: Readonly<Record<string, number>>;
  /** What was wrong with documents, with how often. */
  readonly wrong: Readonly<Record<string, number>>;
  readonly documentsRead: number;
  readonly orders: OrdersState;
}

const kioskProcesses = 2;
/** Until code is compiled and threads have their fonts. */
const warmUpMs = 15_000;
/** Longer than the center is away in the middle of any run. */
const patientMs = 120_000;

/**
 * A center of several nodes over PostgreSQL, and a fleet of kiosks at it, each part a process of its own. Every document is read
 * afterwards.
 * @throws when a part cannot be started, or the signal's reason
 */
export async function runFleet(options: FleetOptions): Promise<FleetFigures> {
  const { say, signal, disturbance } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-fleet-'));
  const started: FleetProcess[] = [];
  let nodes: FleetNodes | null = null;
  const database = await startFleetDatabase(disturbance === 'fail-over' ? 'pair' : options.database, folder);
  const databasePid = database.server?.pid ?? null;
  try {
    const { moved } = openHoursClock(systemClock);
    const center = await prepareCenter({ ...options, folder, database, moved });
    started.push(center.authorities);
    signal.throwIfAborted();
    const profiles = options.profiles ?? path.join(folder, 'profiles');
    await mkdir(profiles, { recursive: true });
    nodes = await startNodes({ folder, config: center.config, count: options.nodes, moved, profiles });
    const documents = path.join(folder, 'documents');
    await mkdir(documents);
    const kiosks = await startKiosks(options, center, { folder, urls: nodes.urls, documents });
    started.push(...kiosks.processes);
    say(`${options.kiosks} kiosks at ${options.nodes} nodes, ${options.atOnce} visits at a time`);

    await pause(warmUpMs, undefined, { signal });
    const running = nodes.running();
    const cpuOf = async (): Promise<CpuTimes> => ({
      center: await sumOf(running, cpuMsOf),
      database: databasePid === null ? null : await cpuMsOfFamily(databasePid),
      kiosks: await sumOf(kiosks.processes, cpuMsOf),
      authorities: await cpuMsOf(center.authorities.pid),
    });
    const from = Date.now();
    let used: readonly [CpuTimes, CpuTimes] | null = null;
    if (disturbance === null) {
      await tellAll(running, 'startCount');
      const before = await cpuOf();
      await pause(options.minutes * 60_000, undefined, { signal });
      used = [before, await cpuOf()];
      await tellAll(running, 'stopCount');
    } else {
      await pause(options.minutes * 30_000, undefined, { signal });
      say(`now: ${disturbance}`);
      await disturb(disturbance, nodes, () => database.failOver());
      await pause(options.minutes * 30_000, undefined, { signal });
    }
    const to = Date.now();
    const memory = await Promise.all(nodes.running().map(({ pid }) => memoryMBOf(pid)));
    if (used !== null) await tellAll(running, 'profile');

    await Promise.all(kiosks.processes.map((each) => each.end()));
    await nodes.end();
    const { visited, failed, wrong } = kiosks;
    const measured = visited.filter(({ at }) => at >= from && at < to);
    const certificates = measured.reduce((sum, { numbers }) => sum + numbers.length, 0);
    const sources = { config: center.config, settings: kiosks.settings, moved };
    const cpu = used && {
      ...(await cpuFigures(used, profiles, certificates)),
      floor: await floorOfRun(folder, sources, measured),
    };
    say(`reading ${visited.length} documents`);
    await readAll(visited, wrong, options);
    return {
      ...{ seconds: (to - from) / 1000, certificates, perSecond: (certificates * 1000) / (to - from) },
      ...{ times: timesOf(measured), cpu },
      longestGapMs: longestGap([from, ...measured.map(({ at }) => at), to]),
      memory,
      faults: Object.fromEntries(faultsOf(visited)),
      failed: Object.fromEntries(failed),
      wrong: Object.fromEntries(wrong),
      documentsRead: visited.length,
      orders: await stateOfOrders(database, visited),
    };
  } finally {
    await Promise.all([...started, ...(nodes?.all() ?? [])].map((each) => each.end('SIGKILL')));
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface CpuTimes {
  readonly center: number;
  readonly database: number | null;
  readonly kiosks: number;
  readonly authorities: number;
}

async function disturb(
  disturbance: Disturbance,
  nodes: FleetNodes,
  failOver: () => Promise<void>,
): Promise<void> {
  switch (disturbance) {
    case 'restart-nodes':
      for (const index of nodes.urls.keys()) await nodes.restart(index);
      return;
    case 'upgrade':
      return nodes.upgrade();
    case 'fail-over':
      return failOver();
  }
}

/** Adds to what is wrong: pages that are not those of their holder, and what was given twice. */
async function readAll(
  visited: readonly VisitSaid[],
  wrong: Counts,
  { say, signal }: FleetOptions,
): Promise<void> {
  const found = await checkDocuments(
    visited.map((each) => ({ ...each, kind: each.certificate })),
    (done) => {
      signal.throwIfAborted();
      if (done % 1000 === 0) say(`${String(done)} of ${visited.length} documents read`);
    },
  );
  for (const [what, often] of found) addTo(wrong, what, often);
  addDoubled(visited, wrong);
}

async function cpuFigures(
  [before, after]: readonly [CpuTimes, CpuTimes],
  profiles: string,
  certificates: number,
): Promise<Omit<NonNullable<FleetFigures['cpu']>, 'floor'>> {
  const share = (what: keyof CpuTimes): number => ((after[what] ?? 0) - (before[what] ?? 0)) / certificates;
  return {
    ...{ center: share('center'), kiosks: share('kiosks'), authorities: share('authorities') },
    database: after.database === null ? null : share('database'),
    split: await splitOf(profiles, after.center - before.center, certificates),
  };
}

function longestGap(moments: readonly number[]): number {
  const sorted = moments.toSorted((one, other) => one - other);
  return Math.max(...sorted.slice(1).map((at, index) => at - (sorted[index] ?? at)));
}

interface RunningKiosks {
  readonly processes: readonly FleetProcess[];
  /** What the first of them are told. */
  readonly settings: string;
  readonly visited: VisitSaid[];
  /** Why visits failed, with how often. */
  readonly failed: Counts;
  /** The same for pages of another, and orders that were issued twice. */
  readonly wrong: Counts;
}

async function startKiosks(
  { kiosks, atOnce, faults, disturbance }: FleetOptions,
  center: FleetCenter,
  at: {
    readonly folder: string;
    readonly urls: readonly string[];
    readonly documents: string;
  },
): Promise<RunningKiosks> {
  const visited: VisitSaid[] = [];
  const [failed, wrong]: [Counts, Counts] = [new Map(), new Map()];
  const each = Math.ceil(kiosks / kioskProcesses);
  const bindingKey = await center.bindingKey();
  const processes: FleetProcess[] = [];
  for (let number = 0; number * each < kiosks; number++) {
    const settings: KioskSettings = {
      nodes: [...at.urls],
      ...{ authority: center.authority, bindingKey, cardKeys: [...center.cardKeys] },
      kiosks: {
        from: number * each + 1,
        count: Math.min(each, kiosks - number * each),
        atOnce: Math.ceil(atOnce / kioskProcesses),
      },
      ...{ faults, documents: at.documents },
      patientMs: disturbance === null ? 0 : patientMs,
    };
    const file = settingsAt(at.folder, number);
    await writeFile(file, JSON.stringify(settings), { mode: 0o600 });
    const started = startProcess('kiosks-process', [at.folder, file]);
    started.child.on('message', (message) => {
      const said = kiosksSaySchema.parse(message);
      if (said.kind === 'visited') visited.push(said);
      else {
        addTo(said.wrong ? wrong : failed, `${said.fault ?? 'no fault'}: ${said.why}`);
      }
    });
    processes.push(started);
  }
  return { processes, settings: settingsAt(at.folder, 0), visited, failed, wrong };
}

const settingsAt = (folder: string, number: number): string => path.join(folder, `kiosks-${number}.json`);

function faultsOf(visited: readonly VisitSaid[]): Counts {
  const faults: Counts = new Map();
  for (const { fault } of visited) addTo(faults, fault ?? 'none');
  return faults;
}

/** No transaction, and no number of a document, is given twice. */
function addDoubled(visited: readonly VisitSaid[], wrong: Counts): void {
  const given = visited.flatMap(({ transaction, numbers }) => [transaction, ...numbers]);
  const twice = given.length - new Set(given).size;
  if (twice > 0) wrong.set('a transaction or a number was given twice', twice);
}

function timesOf(measured: readonly VisitSaid[]): FleetFigures['times'] {
  const of = (what: keyof VisitSaid['times']): Figures => figuresOf(measured.map(({ times }) => times[what]));
  return {
    begin: of('begin'),
    login: of('login'),
    order: of('order'),
    outcome: of('outcome'),
    visit: of('visit'),
  };
}

async function splitOf(
  profiles: string,
  centerMs: number,
  certificates: number,
): Promise<NonNullable<FleetFigures['cpu']>['split']> {
  const sums = Object.fromEntries(works.map((work) => [work, 0])) as Record<Work, number>;
  for (const file of await readdir(profiles)) {
    const split = splitThread(await readFile(path.join(profiles, file), 'utf8'));
    for (const work of works) sums[work] += split[work];
  }
  const seen = works.reduce((sum, work) => sum + sums[work], 0);
  const perCertificate = works.map((work) => [work, sums[work] / certificates] as const);
  return {
    ...(Object.fromEntries(perCertificate) as Record<Work, number>),
    'other threads': Math.max(0, centerMs - seen) / certificates,
  };
}

async function tellAll(
  nodes: readonly FleetProcess[],
  what: 'startCount' | 'stopCount' | 'profile',
): Promise<void> {
  for (const { child } of nodes) child.send(what);
  await Promise.all(nodes.map((node) => node.said(what)));
}

async function sumOf(
  processes: readonly FleetProcess[],
  of: (pid: number) => Promise<number>,
): Promise<number> {
  const each = await Promise.all(processes.map(({ pid }) => of(pid)));
  return each.reduce((sum, ms) => sum + ms, 0);
}
