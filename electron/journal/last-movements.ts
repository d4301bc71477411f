import type { JournalRecord } from './record.ts';

/** Sequence numbers of the latest records after which acceptors or hoppers may have counted; 0: none. */
export interface LastMovements {
  readonly taken: number;
  readonly paid: number;
}

export const nothingMoved: LastMovements = { taken: 0, paid: 0 };

/** Where the slots last took money and the last payout was begun, for whatever transaction. @param last before this record */
export function movementsAfter(last: LastMovements, { event, seq }: JournalRecord): LastMovements {
  switch (event.type) {
    case 'cash-in-start':
    case 'cash-in':
    case 'test-cash-in':
      return { ...last, taken: seq };
    case 'dispense-intent':
      return { ...last, paid: seq };
    default:
      return last;
  }
}

export function lastMovements(records: readonly JournalRecord[]): LastMovements {
  return records.reduce(movementsAfter, nothingMoved);
}
