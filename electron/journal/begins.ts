import type { JournalEvent } from '../../state-machines/journal-events.ts';

/**
 * Whether an event begins something that needs room on the disk until it has ended. When the disk is full these are refused;
 * records about something under way are written as long as possible, and so is the intent to give money back (change,
 * rollback, refund, a void): it takes nothing from anybody, and without it the kiosk would keep money that is not its own.
 */
export function beginsSomething(event: JournalEvent): boolean {
  switch (event.type) {
    case 'session-begun':
    case 'order-built':
    case 'cash-in-start':
    case 'cashless-begin':
    case 'capture-intent':
    case 'print-intent':
    case 'refund-claim':
    case 'refund-cashless-intent':
    case 'secret-change-intent':
      return true;
    case 'dispense-intent':
      return event.purpose === 'staffRefund' || event.purpose === 'test';
    case 'session-ended':
    case 'cash-in':
    case 'cash-in-end':
    case 'dispense-outcome':
    case 'cashless-outcome':
    case 'capture-outcome':
    case 'void-intent':
    case 'void-outcome':
    case 'paid':
    case 'print-outcome':
    case 'owed':
    case 'receipt':
    case 'settled':
    case 'outcome-told':
    case 'pieces-unseen':
    case 'refund-granted':
    case 'refund-cashless-outcome':
    case 'refund-register':
    case 'refund-ended':
    case 'refund-told':
    case 'sheet-returned':
    case 'attendant-entered':
    case 'attendant-refused':
    case 'attendant-left':
    case 'forgotten':
    case 'guided':
    case 'test':
    case 'test-cash-in':
    case 'cash-counted':
    case 'journal-exported':
    case 'day-closed':
    case 'taken-out':
    case 'brought-back':
    case 'restart-asked':
    case 'center-ordered':
    case 'machine-restart-asked':
    case 'device-reopened':
    case 'configuration-changed':
    case 'update-handed-in':
    case 'update-asked':
    case 'enrolment-received':
    case 'secret-change-outcome':
    case 'alarm':
    case 'alarm-cleared':
    case 'clock-accepted':
    case 'journal-begun':
      return false;
  }
}
