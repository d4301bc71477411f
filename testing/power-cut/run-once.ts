import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WholeBooks } from '../../electron/journal/books.ts';
import { currentFile } from '../../electron/journal/journal-folder.ts';
import type { JournalRecord } from '../../electron/journal/record.ts';
import { systemClock } from '../../shared/dates.ts';
import { pause, systemTimers } from '../../shared/timers.ts';
import { caseOf, type PowerCutCase } from './cases.ts';
import { openDevices, type Devices } from './devices.ts';
import { createHandsOutside, type HandsOutside } from './hands-outside.ts';
import { judgeCenter, judgeDevices } from './judge.ts';
import type { KioskPool, KioskProcess } from './kiosk-pool.ts';
import type { Outside, Script } from './messages.ts';
import type { Kill, Plan } from './plan.ts';
import { readBooks, stillToDo } from './read-books.ts';
import type { World } from './world.ts';

export interface RunEnd {
  readonly plan: Plan;
  readonly kills: number;
  /** Empty: everything was right. */
  readonly wrong: readonly string[];
  /** Journal writes in the part to be interrupted; null when it was interrupted. */
  readonly writes: number | null;
  readonly journal: readonly JournalRecord[];
}

/** How long anything may take before it counts as hung, ms: far longer than on a busy machine. */
const patienceMs = 150_000;
const lookMs = 25;
/** Records that belong together are written within this time, ms. */
const quietMs = 120;

/**
 * One run: a session or refund that is interrupted; recoveries, some of them interrupted too; then, at rest, everything is
 * compared with the devices' own books, and a further restart must write nothing.
 */
export async function runOnce(
  plan: Plan,
  world: World,
  pool: KioskPool,
  line: Outside['center'],
): Promise<RunEnd> {
  const folder = await mkdtemp(join(world.folder, 'run-'));
  const what = caseOf(plan.name);
  const devices = await openDevices(folder, plan.lifeCount, { now: () => systemClock.now() + world.moved });
  const outside: Outside = {
    ...devices.lines,
    journal: join(folder, 'journal'),
    moved: world.moved,
    center: line,
    chip: world.chip,
    attendant: world.attendant,
  };
  const run = createRun(outside, devices, createHandsOutside(devices, what, plan), pool);
  try {
    const wrong = await run.play(plan, what, world);
    const end = { plan, wrong, ...run.figures() };
    await run.close(wrong.length === 0);
    return end;
  } finally {
    await devices.close();
    // A kiosk given back is at rest, not ended: it may copy a record to the witness while its folder is taken away.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** The code of a transaction for which staff can refund something. */
function refundable(books: WholeBooks | null): string | null {
  const paid = [...(books?.transactions.values() ?? [])].find(({ settled }) => settled && settled.paid > 0);
  return paid?.order?.code ?? null;
}

type LifeEnd = 'dead' | 'done' | 'atRest' | 'hung' | 'broken';

function createRun(outside: Outside, devices: Devices, hands: HandsOutside, pool: KioskPool) {
  let kiosk: KioskProcess | null = null;
  let kills = 0;
  let writes: number | null = null;
  const interrupted = new Set<string>();
  const said: string[] = [];

  const books = (): WholeBooks | null => {
    const read = readBooks(outside.journal);
    return read.ok ? read.value : null;
  };

  let quiet = { size: -1, since: 0 };
  /** Nothing is left to do, and nothing was written for a while, because between two records it can also look done. */
  function isAtRest(now: number): boolean {
    const size = statSync(join(outside.journal, currentFile), { throwIfNoEntry: false })?.size ?? 0;
    if (size !== quiet.size) quiet = { size, since: now };
    if (now - quiet.since < quietMs) return false;
    const read = books();
    if (read && stillToDo(read).length === 0) return true;
    quiet = { size, since: now };
    return false;
  }

  /** Runs until it dies, until the person there has left, or, with nobody there, until nothing is left to do. */
  async function live(script: Script | null, kill: Kill | null): Promise<LifeEnd> {
    const process = (kiosk ??= await pool.take());
    let ended: LifeEnd | null = null;
    const at = { started: false };
    quiet = { size: -1, since: 0 };
    let screens = 0;
    let screen = 'no screen';
    void process.ended.then((how) => {
      ended = how.end === 'killed' ? 'dead' : 'broken';
    });
    const point = kill?.at === 'write' ? { write: kill.write, moment: kill.moment } : null;
    process.live({ outside, script, kill: point }, (word) => {
      switch (word.is) {
        case 'started':
          at.started = true;
          for (const code of word.interrupted) interrupted.add(code);
          return;
        case 'screen':
          screens += 1;
          screen = word.kind;
          if (kill?.at === 'instant' && screens === kill.screen)
            setTimeout(() => process.kill(), kill.afterMs);
          if (script?.who === 'resident') hands.see(word.kind);
          return;
        case 'done':
          writes = word.writes;
          said.push(word.last);
          ended ??= 'done';
          return;
        case 'log':
          said.push(word.line);
          return;
        case 'ready':
          return;
      }
    });
    const until = systemTimers.elapsed() + patienceMs;
    const endNow = (): LifeEnd | null => ended;
    for (;;) {
      const now = endNow();
      if (now !== null) {
        if (now === 'dead' || now === 'broken') {
          kiosk = null;
          kills += 1;
        }
        return now;
      }
      if (at.started && script === null && isAtRest(systemTimers.elapsed())) return 'atRest';
      if (systemTimers.elapsed() > until) {
        said.push(`at ${screen}`);
        return 'hung';
      }
      await pause(systemTimers, lookMs);
    }
  }

  async function pullThePlug(): Promise<void> {
    if (!kiosk) return;
    kiosk.kill();
    await kiosk.ended;
    kiosk = null;
    kills += 1;
  }

  /** @returns what is wrong */
  async function play(plan: Plan, what: PowerCutCase, world: World): Promise<string[]> {
    const { method, copies, stopsAt, refund } = what;
    const resident: Script = { who: 'resident', method, copies, stopsAt };
    let script: Script = resident;
    if (refund !== null) {
      let code: string | null = null;
      for (let tries = 0; code === null && tries < 3; tries += 1) {
        const before = await live(resident, null);
        if (before !== 'done') return [`the session before the refund is ${before}: ${said.join(' | ')}`];
        code = refundable(books());
      }
      await hands.rest();
      if (code === null) return [`nobody got to a refund: ${said.join(' | ')}`];
      script = { who: 'staff', code, reason: refund };
    }
    writes = null;
    const end = await live(script, plan.kill);
    if (end === 'hung' || end === 'broken') return [`what was to be cut off is ${end}: ${said.join(' | ')}`];
    if (plan.kill !== null) await pullThePlug();
    await hands.whileDead();
    for (const kill of plan.inRecovery) {
      const recovering = await live(null, kill);
      if (recovering === 'hung' || recovering === 'broken') return [`a recovery is ${recovering}`, ...toDo()];
      await pullThePlug();
    }
    const last = await live(null, null);
    if (last !== 'atRest') return [`the last recovery is ${last}`, ...toDo(), ...said.slice(-3)];
    const wrong = await judgeNow(world);
    const before = books()?.records.length;
    const again = await live(null, null);
    if (again !== 'atRest') return [...wrong, `a restart after the recovery is ${again}`];
    const after = books()?.records.slice(before);
    if (after === undefined || after.length > 0)
      wrong.push(`a second restart wrote ${after?.map(({ event }) => event.type).join(', ') ?? 'nonsense'}`);
    return wrong;
  }

  function toDo(): string[] {
    const read = readBooks(outside.journal);
    return read.ok ? stillToDo(read.value) : [read.error];
  }

  async function judgeNow({ sql, faults }: World): Promise<string[]> {
    const read = readBooks(outside.journal);
    if (!read.ok) return [`the journal: ${read.error}`];
    return [
      ...judgeDevices(read.value, devices, interrupted),
      ...(await judgeCenter(read.value, sql)),
      ...faults.map((fault) => `center: ${fault}`),
    ];
  }

  return {
    play,
    figures: () => ({ kills, writes, journal: books()?.records ?? [] }),
    async close(well: boolean) {
      await hands.rest();
      if (kiosk && well) pool.giveBack(kiosk);
      // One that went wrong is not trusted with another run.
      else kiosk?.kill();
    },
  };
}
