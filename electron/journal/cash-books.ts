import type { CashPlace, PlacedCash } from '../../shared/attendants.ts';
import type { TransactionId } from '../../shared/ids.ts';
import { denominations, type CashCount, type Denomination } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';

/** Where this kiosk's money goes. */
export interface CashLayout {
  /** Every hopper and recycler by its denomination, with the pieces in it before any recorded count. */
  readonly hoppers: readonly {
    readonly value: Denomination;
    readonly count: number;
    /** Whether pieces of this denomination that are taken in fall into the hopper; otherwise they fall into a box. */
    readonly recycles: boolean;
  }[];
  readonly accepted: readonly Denomination[];
}

export interface CashBooks {
  add(event: JournalEvent): void;
  /** Pieces in each place, by its last count and every movement since. Never below zero. */
  placed(): readonly PlacedCash[];
}

const firstNote = 1000;

/** The slots are open for one transaction at a time; a piece that comes after the end of an earlier one is the exception. */
const slotsRemembered = 50;

/** Where a piece that is taken in falls: its hopper if that recycles, else the box for coins (below 1,000) or for notes. */
export function placeOfTaken(layout: CashLayout, value: Denomination): CashPlace {
  const recycles = layout.hoppers.some((hopper) => hopper.value === value && hopper.recycles);
  return recycles ? 'hopper' : boxOf(value);
}

function boxOf(value: Denomination): CashPlace {
  return value < firstNote ? 'coinBox' : 'noteBox';
}

/**
 * Money by place, updated as events come. A payout that was cut off has moved nothing here: only a count can then tell what
 * the hopper really holds, and the transaction is an open case.
 *
 * Example: hopper of 100 with 20 pieces that recycles: three 100 in, one out: 22. A 1,000 in: one more in the note box.
 */
export function createCashBooks(layout: CashLayout): CashBooks {
  const counts = new Map<`${CashPlace}/${Denomination}`, number>();
  /** Pieces booked one by one while the slots were open, to be corrected by the mechanism's own sum. */
  const slots = new Map<TransactionId, Map<Denomination, number>>();
  for (const { value, count } of layout.hoppers) counts.set(`hopper/${value}`, count);

  function remember(transaction: TransactionId, seen: Map<Denomination, number>): void {
    slots.set(transaction, seen);
    const [oldest] = slots.keys();
    if (slots.size > slotsRemembered && oldest !== undefined) slots.delete(oldest);
  }

  function move(place: CashPlace, value: Denomination, pieces: number): void {
    const key = `${place}/${value}` as const;
    counts.set(key, (counts.get(key) ?? 0) + pieces);
  }
  function take(value: Denomination, pieces: number): void {
    move(placeOfTaken(layout, value), value, pieces);
  }
  function correct(transaction: TransactionId, secured: readonly CashCount[]): void {
    const seen = slots.get(transaction) ?? new Map<Denomination, number>();
    for (const value of denominations) {
      const told = secured.reduce((sum, entry) => sum + (entry.value === value ? entry.count : 0), 0);
      take(value, told - (seen.get(value) ?? 0));
      seen.set(value, told);
    }
    remember(transaction, seen);
  }

  return {
    add(event) {
      switch (event.type) {
        case 'cash-in-start':
          remember(event.transaction, new Map());
          break;
        case 'cash-in': {
          const seen = slots.get(event.transaction) ?? new Map<Denomination, number>();
          seen.set(event.value, (seen.get(event.value) ?? 0) + 1);
          remember(event.transaction, seen);
          take(event.value, 1);
          break;
        }
        case 'cash-in-end':
          correct(event.transaction, event.secured);
          break;
        case 'settled':
          slots.delete(event.transaction);
          break;
        case 'test-cash-in':
          for (const { value, count } of event.secured) take(value, count);
          break;
        case 'dispense-outcome':
          for (const { value, count } of event.dispensed) move('hopper', value, -count);
          break;
        case 'cash-counted':
          for (const { place, value, counted, collected, filled } of event.lines)
            counts.set(`${place}/${value}`, counted - collected + filled);
          break;
        default:
      }
    },
    placed() {
      const expected = new Set<string>([
        ...layout.hoppers.map(({ value }) => `hopper/${value}`),
        ...layout.accepted.map((value) => `${placeOfTaken(layout, value)}/${value}`),
      ]);
      return (['hopper', 'coinBox', 'noteBox'] as const).flatMap((place) =>
        denominations.flatMap((value) => {
          const count = Math.max(0, counts.get(`${place}/${value}`) ?? 0);
          return count > 0 || expected.has(`${place}/${value}`) ? [{ place, value, count }] : [];
        }),
      );
    },
  };
}
