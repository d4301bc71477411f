import type { JournalEntry } from '../../shared/attendants.ts';
import { addYen, worthOf, type Yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { meanings } from './meanings.ts';
import type { JournalRecord } from './record.ts';

/** A record as an operator reads it. @param code the receipt code of its transaction, or null */
export function entryOf({ seq, at, event }: JournalRecord, code: string | null): JournalEntry {
  return { seq, at, type: event.type, meaning: meanings[event.type], code, amount: amountOf(event) };
}

/** The one sum that a record is about. */
function amountOf(event: JournalEvent): Yen | null {
  switch (event.type) {
    case 'order-built':
      return event.price;
    case 'cash-in-start':
      return event.due;
    case 'cash-in':
      return worthOf([{ value: event.value, count: 1 }]);
    case 'cash-in-end':
    case 'test-cash-in':
      return worthOf(event.secured);
    case 'dispense-outcome':
      return worthOf(event.dispensed);
    case 'settled':
      return event.paid;
    case 'refund-ended':
      return addYen(event.hoppers, event.register, event.cashless);
    default:
      return 'amount' in event ? event.amount : null;
  }
}
