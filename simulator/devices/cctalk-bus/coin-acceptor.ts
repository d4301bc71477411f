import { identityAnswer } from './identity.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { Denomination } from '../../../shared/yen.ts';
import { acknowledged, type SimulatedDevice } from './device.ts';
import { createEventBuffer } from './event-buffer.ts';
import { createSlotInhibits } from './inhibits.ts';
import type { Books } from './ledger.ts';
import { createLifeCounter } from './life-counter.ts';

/** What became of an inserted piece. */
export type Fate = 'secured' | 'returned' | 'stuck';

export interface SimulatedCoinAcceptor extends SimulatedDevice {
  /** Resolves when the coin has fallen, one way or the other. */
  insert(value: Denomination): Promise<Fate>;
  /** The coin is validated just before the next command to close the slot, and falls after it. */
  insertAtClosing(value: Denomination): Promise<Fate>;
  /** A foreign coin, or a washer: it falls into the return cup. */
  insertForeign(): Promise<Fate>;
  jam(): void;
  unjam(): void;
}

export interface CoinAcceptorOptions {
  readonly address: number;
  readonly coins: readonly { readonly position: number; readonly value: Denomination }[];
  /** From validation to the credit sensor, ms. */
  readonly fallMs: number;
  /** The event counter at the start. */
  readonly counter: number;
  /** Coins it had accepted before in its life. */
  readonly acceptedBefore: number;
  readonly books: Books;
  /** The coin has passed the credit sensor: it falls into its hopper or the box. */
  readonly onSecured: (value: Denomination) => void;
}

const rejected = 1;
const inhibited = 2;
const creditSensorBlocked = 14;
/** Fault codes of the self-check: fine, credit sensor. */
const fine = 0;
const creditSensorFault = 3;

export function createSimulatedCoinAcceptor(
  options: CoinAcceptorOptions,
  timers: Timers,
): SimulatedCoinAcceptor {
  const { address, coins, books } = options;
  const events = createEventBuffer(options.counter);
  const accepted = createLifeCounter(options.acceptedBefore);
  const atClosing: (() => void)[] = [];
  const inhibits = createSlotInhibits(() => {
    for (const drop of atClosing.splice(0)) drop();
  });
  let jammed = false;

  const insert = (value: Denomination): Promise<Fate> =>
    new Promise((resolve) => {
      const coin = coins.find((each) => each.value === value);
      if (!coin || jammed || !inhibits.takes(coin.position)) {
        events.push(0, inhibited);
        books.add('returned', value);
        resolve('returned');
        return;
      }
      timers.after(options.fallMs, () => {
        if (jammed) {
          books.add('stuck', value);
          resolve('stuck');
          return;
        }
        accepted.add();
        options.onSecured(value);
        events.push(coin.position, 1);
        resolve('secured');
      });
    });

  return {
    address,
    answer(header, data) {
      const inhibit = inhibits.answer(header, data);
      if (inhibit !== null) return inhibit;
      switch (header) {
        case 254:
          return acknowledged;
        case 232:
          return [jammed ? creditSensorFault : fine];
        case 229:
          return events.read();
        case 225:
          return accepted.read();
        default:
          return identityAnswer(header, {
            ...{ category: 'Coin Acceptor', product: 'CA2', revision: 'C-2.1' },
            serial: [address, 0x4b, 0x02],
          });
      }
    },
    reset() {
      events.clear();
      inhibits.reset();
    },
    insert,
    insertForeign() {
      events.push(0, rejected);
      return Promise.resolve('returned');
    },
    insertAtClosing: (value) =>
      new Promise((resolve, reject) => {
        atClosing.push(() => {
          insert(value).then(resolve, reject);
        });
      }),
    jam() {
      if (jammed) return;
      jammed = true;
      events.push(0, creditSensorBlocked);
    },
    unjam() {
      jammed = false;
    },
  };
}
