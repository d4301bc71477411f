import { expect } from 'vitest';
import type { JournalEvent } from '../../state-machines/journal-events.ts';

/** No sheet of a paid order begins before its payment is on record and, in cash, every yen of it piece by piece. */
export function paperFollowsMoney(journal: readonly JournalEvent[]): void {
  let price = 0;
  let inside = 0;
  let held = 0;
  let paid: number | null = null;
  for (const event of journal) {
    if (event.type === 'order-built') [price, inside, held, paid] = [event.price, 0, 0, null];
    if (event.type === 'cash-in') inside += event.value;
    if (event.type === 'cashless-begin') held = event.amount;
    if (event.type === 'paid') {
      paid = event.amount;
      expect(paid).toBeGreaterThanOrEqual(price);
      expect(paid).toBeLessThanOrEqual(Math.max(inside, held));
    }
    if (event.type === 'print-intent') expect(paid).not.toBeNull();
  }
}
