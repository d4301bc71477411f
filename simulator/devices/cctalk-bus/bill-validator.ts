import { identityAnswer } from './identity.ts';
import type { CancelTimer, Timers } from '../../../shared/timers.ts';
import type { Denomination } from '../../../shared/yen.ts';
import type { Fate } from './coin-acceptor.ts';
import { acknowledged, type SimulatedDevice } from './device.ts';
import { createEventBuffer } from './event-buffer.ts';
import { createSlotInhibits } from './inhibits.ts';
import type { Books } from './ledger.ts';
import { createLifeCounter } from './life-counter.ts';

/** The box behind the validator. */
export type StackerState = 'ok' | 'full' | 'removed';

export interface SimulatedBillValidator extends SimulatedDevice {
  /** Resolves when the note is stacked, returned, or stuck. */
  insert(value: Denomination): Promise<Fate>;
  /** Paper that it does not recognize: it comes back. */
  insertForeign(): Promise<Fate>;
  /** Each change is an event; while it is not `ok` no note is accepted, and one in escrow goes back. */
  setStacker(state: StackerState): void;
  /** Stops the transport where it is: a moving note is stuck. */
  jam(): void;
  /** Staff open the transport and keep a stuck note (the books leave it under `stuck`). */
  unjam(): void;
}

export interface BillValidatorOptions {
  readonly address: number;
  readonly bills: readonly { readonly type: number; readonly value: Denomination }[];
  /** From slot to escrow, and from escrow to stacker or slot, ms. */
  readonly moveMs: number;
  /** A note left in escrow goes back by itself after this long, ms. */
  readonly escrowMs: number;
  /** The event counter at the start. */
  readonly counter: number;
  /** Notes it had stacked before in its life. */
  readonly acceptedBefore: number;
  readonly books: Books;
  readonly onSecured: (value: Denomination) => void;
}

/** Events without a bill type. */
const returnedFromEscrow = 1;
const invalidBill = 2;
const inhibitedBill = 4;
const jamInTransport = 16;
const stackerEvents = { removed: 11, ok: 12, full: 14 } as const satisfies Record<StackerState, number>;
/** Answers to a route command: no note is in escrow; it cannot be done. */
const escrowEmpty = 254;
const failedRoute = 255;
/** Fault codes of the self-check (ccTalk part 3). */
const fine = 0;
const billJammed = 39;
const stackerFaults = { ok: fine, removed: 44, full: 45 } as const satisfies Record<StackerState, number>;

interface Note {
  readonly type: number;
  readonly value: Denomination;
  readonly settle: (fate: Fate) => void;
  at: 'entering' | 'escrow' | 'leaving';
  callOff: CancelTimer;
}

export function createSimulatedBillValidator(
  options: BillValidatorOptions,
  timers: Timers,
): SimulatedBillValidator {
  const { address, bills, books } = options;
  const events = createEventBuffer(options.counter);
  const inhibits = createSlotInhibits(() => undefined);
  const accepted = createLifeCounter(options.acceptedBefore);
  let mode = 0;
  let jammed = false;
  let stacker: StackerState = 'ok';
  let note: Note | null = null;

  const stack = (moving: Note): void => {
    moving.at = 'leaving';
    moving.callOff = timers.after(options.moveMs, () => {
      note = null;
      accepted.add();
      options.onSecured(moving.value);
      events.push(moving.type, 0);
      moving.settle('secured');
    });
  };
  const giveBack = (moving: Note): void => {
    moving.at = 'leaving';
    moving.callOff = timers.after(options.moveMs, () => {
      note = null;
      events.push(0, returnedFromEscrow);
      books.add('returned', moving.value);
      moving.settle('returned');
    });
  };
  const route = (code: number | undefined): readonly number[] | 'refused' => {
    if (code !== 0 && code !== 1) return 'refused';
    if (note?.at !== 'escrow') return [escrowEmpty];
    if (code === 1 && stacker !== 'ok') return [failedRoute];
    note.callOff();
    if (code === 1) stack(note);
    else giveBack(note);
    return [];
  };

  return {
    address,
    answer(header, data) {
      const inhibit = inhibits.answer(header, data);
      if (inhibit !== null) return inhibit;
      switch (header) {
        case 254:
          return acknowledged;
        case 232:
          return [jammed ? billJammed : stackerFaults[stacker]];
        case 225:
          return accepted.read();
        case 159:
          return events.read();
        case 154:
          return route(data[0]);
        case 153:
          mode = data[0] ?? 0;
          return acknowledged;
        default:
          return identityAnswer(header, {
            ...{ category: 'Bill Validator', product: 'BV3', revision: 'B-3.0' },
            serial: [address, 0x4b, 0x02],
          });
      }
    },
    reset() {
      events.clear();
      inhibits.reset();
      mode = 0;
      // Validators give back what is in escrow when they are switched on.
      if (note && note.at !== 'leaving') {
        note.callOff();
        giveBack(note);
      }
    },
    insert: (value) =>
      new Promise((resolve) => {
        const bill = bills.find((each) => each.value === value);
        if (!bill || jammed || stacker !== 'ok' || note || !inhibits.takes(bill.type)) {
          events.push(0, inhibitedBill);
          books.add('returned', value);
          resolve('returned');
          return;
        }
        const entering: Note = {
          type: bill.type,
          value,
          settle: resolve,
          at: 'entering',
          callOff: () => undefined,
        };
        note = entering;
        entering.callOff = timers.after(options.moveMs, () => {
          if ((mode & 0b10) === 0) {
            stack(entering);
            return;
          }
          entering.at = 'escrow';
          events.push(entering.type, 1);
          entering.callOff = timers.after(options.escrowMs, () => giveBack(entering));
        });
      }),
    insertForeign() {
      events.push(0, invalidBill);
      return Promise.resolve('returned');
    },
    setStacker(state) {
      if (state === stacker) return;
      stacker = state;
      events.push(0, stackerEvents[state]);
      if (state === 'ok' || !note || note.at === 'leaving') return;
      note.callOff();
      giveBack(note);
    },
    jam() {
      if (jammed) return;
      jammed = true;
      if (note) {
        note.callOff();
        books.add('stuck', note.value);
        note.settle('stuck');
        note = null;
      }
      events.push(0, jamInTransport);
    },
    unjam() {
      jammed = false;
    },
  };
}
