import type { Instant } from '../../shared/dates.ts';
import type { CenterOut, StandingOrders } from '../../shared/kiosk-report.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';

/** What the center wants of this kiosk, as the journal has it: it lasts over a restart. */
export interface Ordered {
  /** 0: nothing was ever ordered. */
  readonly number: number;
  readonly byCenter: CenterOut | null;
  readonly update: string | null;
}

export const nothingOrdered: Ordered = { number: 0, byCenter: null, update: null };

type OrderRecord = Extract<JournalEvent, { type: 'center-ordered' }>;

/** @param at when it was written */
export function orderedIn({ number, service, reason, update }: OrderRecord, at: Instant): Ordered {
  return { number, byCenter: service === 'in' ? null : { reason, since: at }, update };
}

/** The record of an order. */
export function recordOfOrders({ number, service, update }: StandingOrders): OrderRecord {
  const reason = service.state === 'out' ? service.reason : null;
  return { type: 'center-ordered', number, service: service.state, reason, update };
}
