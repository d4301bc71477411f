import type { JournalKind } from '../../shared/attendants.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';

/** What a line of the journal is about, for whoever looks for lines of one kind. */
export const kindOfEntry: Readonly<Record<JournalEvent['type'], JournalKind>> = {
  'session-begun': 'session',
  'session-ended': 'session',
  'order-built': 'session',
  settled: 'session',
  'outcome-told': 'session',
  'enrolment-received': 'session',
  'secret-change-intent': 'session',
  'secret-change-outcome': 'session',
  'cash-in-start': 'money',
  'cash-in': 'money',
  'cash-in-end': 'money',
  'dispense-intent': 'money',
  'dispense-outcome': 'money',
  'cashless-begin': 'money',
  'cashless-outcome': 'money',
  'capture-intent': 'money',
  'capture-outcome': 'money',
  'void-intent': 'money',
  'void-outcome': 'money',
  paid: 'money',
  owed: 'money',
  'pieces-unseen': 'money',
  'print-intent': 'paper',
  'print-outcome': 'paper',
  receipt: 'paper',
  'sheet-returned': 'paper',
  'refund-claim': 'refund',
  'refund-granted': 'refund',
  'refund-cashless-intent': 'refund',
  'refund-cashless-outcome': 'refund',
  'refund-register': 'refund',
  'refund-ended': 'refund',
  'refund-told': 'refund',
  'attendant-entered': 'attendant',
  'attendant-refused': 'attendant',
  'attendant-left': 'attendant',
  forgotten: 'attendant',
  guided: 'attendant',
  test: 'attendant',
  'test-cash-in': 'attendant',
  'cash-counted': 'attendant',
  'journal-exported': 'attendant',
  'day-closed': 'money',
  'taken-out': 'attendant',
  'brought-back': 'attendant',
  'restart-asked': 'attendant',
  'center-ordered': 'attendant',
  'machine-restart-asked': 'attendant',
  'device-reopened': 'attendant',
  'configuration-changed': 'attendant',
  'update-handed-in': 'attendant',
  'update-asked': 'attendant',
  alarm: 'alarm',
  'alarm-cleared': 'alarm',
  'clock-accepted': 'alarm',
  'journal-begun': 'alarm',
};

const kindOfAny = new Map<string, JournalKind>(Object.entries(kindOfEntry));

/** The same of a line that was not judged; null: of none that this build knows. */
export function kindOfType(type: string): JournalKind | null {
  return kindOfAny.get(type) ?? null;
}
