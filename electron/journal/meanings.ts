import type { JournalEvent } from '../../state-machines/ports.ts';

/**
 * Every event of the journal with a sentence of meaning, so that staff and auditors can read it without the code.
 * The types see to it that no event is missing here.
 */
export const meanings: Record<JournalEvent['type'], string> = {
  'session-begun': 'A resident touched the invitation.',
  'session-ended': 'The session was over; the reason is a cause of the screens, or handedOver.',
  'order-built':
    'The center built and signed the documents, and every page was checked; nothing is paid yet.',
  'cash-in-start': 'The slots are about to open for this transaction.',
  'cash-in': 'A coin or note was secured: it counts from here on.',
  'cash-in-end': 'The slots are closed; these pieces are what the mechanism secured in all.',
  'dispense-intent':
    'Money is about to be paid out: change, rollback (everything back) or refund (not printed).',
  'dispense-outcome': 'This was paid out, coin by coin as the hoppers counted.',
  paid: 'The price is paid; what was put in beyond it is change.',
  'print-intent': 'This sheet is about to be sent to the printer; it is never sent a second time.',
  'print-outcome': 'What the printer said of the sheet: printed, notPrinted, or unknown (for staff).',
  owed: 'The kiosk owes this sum; staff find it by the code on the slip.',
  receipt: 'The slip was printed, or could not be.',
  settled: 'The end of a transaction: paid = printed + given back + owed.',
  'enrolment-received':
    'A request for the enrolment of a registered domicile was handed in; whether its slip was printed.',
  'secret-change-intent': 'The card is about to be asked to take a new PIN or signature password.',
  'secret-change-outcome': 'What the card said: it has the new secret, or it keeps the old one.',
  'outcome-told': 'The center knows which documents were printed; the others are void there.',
  alarm:
    'A page did not belong to the session: nothing was printed, the service is locked until a person clears it.',
  'alarm-cleared': 'An operator looked into the alarm and cleared it.',
};
