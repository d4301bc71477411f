import type { JournalEntry } from '../../shared/attendants.ts';
import { addYen, worthOf, type Yen } from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { meanings } from './meanings.ts';
import type { JournalRecord } from './record.ts';

/** A record as an operator reads it. @param code the receipt code of its transaction, or null */
export function entryOf({ seq, at, event }: JournalRecord, code: string | null): JournalEntry {
  const { type } = event;
  return { seq, at, type, meaning: meanings[type], code, amount: amountOf(event), detail: detailOf(event) };
}

function detailOf(event: JournalEvent): JournalEntry['detail'] {
  if (event.type === 'test') return { of: 'test', test: event.test, passed: event.passed };
  if (event.type !== 'cash-counted') return null;
  const difference = event.lines.reduce(
    (sum, { value, expected, counted }) => sum + value * (counted - expected),
    0,
  );
  return { of: 'count', difference };
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
