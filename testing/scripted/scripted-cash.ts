import { planPayout } from '../../shared/payout.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { worthOf, type CashCount, type Denomination } from '../../shared/yen.ts';
import { delays } from '../../state-machines/delays.ts';
import type { CashFault, CashPort, CashStatus } from '../../state-machines/ports.ts';

/** A coin mechanism whose answers a test sets. */
export interface CashScript {
  cashStatus: () => Promise<Result<CashStatus, CashFault>>;
  /** What the hoppers hold. */
  levels: CashCount[];
  /** How many pieces a dispense can give; null: all. */
  hopperStopsAfter: number | null;
  /** How many pieces more than planned fall from the last hopper, and are counted. */
  paidTooMany: number;
  /** `later`: slots that are told to close take what still falls until they are quiet, or CashInEnd has been given up. */
  slotsClose: 'atOnce' | 'later';
  /** Nothing falls any more; `tells` what the mechanism then says was secured, by default all of it. */
  slotsAreQuiet(tells?: (secured: readonly CashCount[]) => readonly CashCount[] | null): void;
  /** A piece is secured, if it is accepted, or was already falling when the slots were told to close. */
  insert(value: Denomination): void;
  failCash(fault: CashFault): void;
  readonly secured: CashCount[];
  readonly dispensed: CashCount[];
  readonly accepted: readonly Denomination[];
}

function count(pieces: CashCount[], value: Denomination, by: number): void {
  const entry = pieces.find((piece) => piece.value === value);
  if (entry) entry.count += by;
  else pieces.push({ value, count: by });
}

interface OpenSlots {
  readonly credit: (value: Denomination) => void;
  readonly fault: (fault: CashFault) => void;
  readonly secured: CashCount[];
  /** CashInEnd was asked for, and has not been answered. */
  closing: {
    readonly since: number;
    readonly answer: (told: Result<readonly CashCount[], CashFault>) => void;
  } | null;
}

/** @param world the script as it stands when a port is asked, and its clock */
export function newCashScript(
  world: () => CashScript & { accepted: readonly Denomination[]; readonly now: number },
): {
  readonly script: CashScript;
  readonly port: CashPort;
} {
  let slots: OpenSlots | null = null;
  const quiet: CashScript['slotsAreQuiet'] = (tells = (secured) => secured) => {
    if (!slots?.closing) return;
    const told = tells(slots.secured);
    slots.closing.answer(told === null ? err({ fault: 'hardwareError' }) : ok(told));
    slots = null;
  };
  const script: CashScript = {
    cashStatus: () => Promise.resolve(ok({ acceptor: 'ok', levels: world().levels, devices: [] })),
    levels: ([10, 50, 100, 500, 1000] as const).map((value) => ({ value, count: 20 })),
    hopperStopsAfter: null,
    paidTooMany: 0,
    slotsClose: 'atOnce',
    slotsAreQuiet: quiet,
    insert(value) {
      if (!slots) return;
      const { closing, secured, credit } = slots;
      const { accepted, now } = world();
      if (closing === null ? !accepted.includes(value) : now - closing.since >= delays.cashEnds) return;
      count(world().secured, value, 1);
      count(secured, value, 1);
      credit(value);
    },
    failCash(next) {
      if (slots?.closing === null) slots.fault(next);
    },
    secured: [],
    dispensed: [],
    accepted: [],
  };
  const port: CashPort = {
    status: () => world().cashStatus(),
    cashInStart(accept, credit, fault) {
      world().accepted = accept;
      slots = { credit, fault, secured: [], closing: null };
      return Promise.resolve(ok());
    },
    setAccepted(accept) {
      world().accepted = accept;
      return Promise.resolve(ok());
    },
    cashInEnd() {
      world().accepted = [];
      const open = slots;
      if (!open) return Promise.resolve(ok([]));
      const ended = new Promise<Result<readonly CashCount[], CashFault>>((answer) => {
        open.closing = { since: world().now, answer };
      });
      if (world().slotsClose === 'atOnce') quiet();
      return ended;
    },
    dispense(amount) {
      const { levels, hopperStopsAfter, paidTooMany, dispensed } = world();
      const plan = planPayout(amount, levels) ?? [];
      let left = hopperStopsAfter ?? Number.POSITIVE_INFINITY;
      const given: CashCount[] = [];
      const fall = (value: Denomination, pieces: number): void => {
        count(given, value, pieces);
        count(dispensed, value, pieces);
      };
      for (const { value, count: pieces } of plan)
        for (let piece = 0; piece < pieces && left > 0; piece++, left--) fall(value, 1);
      const last = plan.at(-1);
      if (last && paidTooMany > 0) fall(last.value, paidTooMany);
      const complete = worthOf(given) === amount;
      return Promise.resolve({ dispensed: given, shortBy: complete ? null : { fault: 'jammed' } });
    },
    dispensePiece(value) {
      if (world().hopperStopsAfter === 0)
        return Promise.resolve({ dispensed: [], shortBy: { fault: 'jammed' } });
      count(world().dispensed, value, 1);
      return Promise.resolve({ dispensed: [{ value, count: 1 }], shortBy: null });
    },
    counters: () => Promise.resolve(err({ fault: 'offline' })),
    setLevels(levels) {
      world().levels = [...levels];
    },
  };
  return { script, port };
}
