import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attendantIdSchema } from '../../shared/refund-api.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { journalWith } from '../../testing/recovery-samples.ts';
import { standingOf } from './standing.ts';

const by = attendantIdSchema.parse('O-01');
const alarm: JournalEvent = { type: 'alarm', alarm: 'bindingMismatch', transaction: null };
const cleared: JournalEvent = { type: 'alarm-cleared', by: null };
const out: JournalEvent = { type: 'taken-out', reason: 'fault', by };
const back: JournalEvent = { type: 'brought-back', reason: 'fault', by };
const other: JournalEvent = { type: 'session-begun' };

const standing = (...events: JournalEvent[]) => standingOf(journalWith(events).books.records);

describe('the state restored at a restart', () => {
  it('is unlocked and in service for an empty journal', () => {
    expect(standing()).toEqual({
      ...{ locked: false, out: null },
      ordered: { number: 0, byCenter: null, update: null },
    });
  });

  it('keeps an alarm until it is cleared, and another one locks again', () => {
    expect(standing(alarm, other).locked).toBe(true);
    expect(standing(alarm, cleared).locked).toBe(false);
    expect(standing(alarm, cleared, alarm).locked).toBe(true);
  });

  it('knows that an operator took the kiosk out of service, with reason and time, until it is brought back', () => {
    expect(standing(other, out).out).toEqual({ reason: 'fault', since: 1_002 });
    expect(standing(out, back).out).toBeNull();
  });

  it('keeps what the center ordered last, beside what an operator did', () => {
    const order = { type: 'center-ordered', number: 3, reason: null, update: '9.8.7' } as const;
    const drained = standing(out, { ...order, service: 'draining' });
    expect(drained.out).not.toBeNull();
    expect(drained.ordered).toEqual({
      ...{ number: 3, byCenter: { reason: null, since: 1_002 }, update: '9.8.7' },
    });
    const later: JournalEvent = { ...order, number: 4, service: 'in', update: null };
    expect(standing({ ...order, service: 'out', reason: 'fault' }, later).ordered).toEqual({
      ...{ number: 4, byCenter: null, update: null },
    });
  });

  it('depends on the latest event of each kind, whatever happens in between', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(alarm, cleared, out, back, other)), (events) => {
        const last = (...of: JournalEvent[]) => events.findLast((event) => of.includes(event));
        expect(standing(...events).locked).toBe(last(alarm, cleared) === alarm);
        expect(standing(...events).out !== null).toBe(last(out, back) === out);
      }),
    );
  });
});
