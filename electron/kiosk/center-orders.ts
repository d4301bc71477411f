import type { EventLog } from '../../logging/event-log.ts';
import type { Clock } from '../../shared/dates.ts';
import type { KioskReport, StandingOrders } from '../../shared/kiosk-report.ts';
import type { JournalPort } from '../../state-machines/ports.ts';
import { orderedIn, recordOfOrders, type Ordered } from '../recovery/ordered.ts';

/** The orders of the center, obeyed in their sequence: each is in the journal before it counts. */
export interface CenterOrders {
  current(): Ordered;
  /** Takes what the center answered. An order that was obeyed before, late or repeated, changes nothing. */
  take(orders: StandingOrders): void;
  /** Calls back after each change. */
  onChange(listener: (ordered: Ordered) => void): void;
  /** What a report says about the version that the center wishes. */
  update(): KioskReport['update'];
}

export interface CenterOrdersParts {
  /** What the journal has. */
  readonly begin: Ordered;
  readonly journal: JournalPort;
  readonly clock: Clock;
  readonly log: EventLog;
  /**
   * Told of each version that the center wishes, once a start; it updates the program, or refuses to, by itself. Left out where
   * nothing can update this kiosk: then the log says so, and the center hears it.
   */
  readonly onUpdateWished?: ((version: string) => void) | undefined;
}

export function createCenterOrders({
  begin,
  journal,
  clock,
  log,
  onUpdateWished,
}: CenterOrdersParts): CenterOrders {
  const listeners: ((ordered: Ordered) => void)[] = [];
  let current = begin;
  let wished: string | null = null;

  function passOn(): void {
    const { update, number } = current;
    if (update === wished) return;
    wished = update;
    if (update === null) return;
    if (onUpdateWished) onUpdateWished(update);
    else log.event('updateNotPossible', { order: number });
  }
  passOn();

  return {
    current: () => current,
    take(orders) {
      if (orders.number <= current.number) return;
      const event = recordOfOrders(orders);
      // Not on record, not obeyed: the next answer brings it again.
      if (!journal.append(event).ok) return;
      current = orderedIn(event, clock.now());
      log.event('centerOrdered', { order: current.number, service: event.service });
      passOn();
      for (const listener of listeners) listener(current);
    },
    onChange(listener) {
      listeners.push(listener);
    },
    update: () => (current.update === null ? 'notWished' : onUpdateWished ? 'known' : 'noUpdater'),
  };
}
