import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newEvents } from './event-counter.ts';

/** A device that counts as the standard says, written independently of the driver. */
function deviceAfter(start: number, events: readonly number[]): Uint8Array {
  let counter = start;
  const buffer: number[] = [];
  for (const event of events) {
    counter = counter === 255 ? 1 : counter + 1;
    buffer.unshift(event, 1);
    buffer.length = Math.min(buffer.length, 10);
  }
  return Uint8Array.from({ length: 11 }, (_, index) => (index === 0 ? counter : (buffer[index - 1] ?? 0)));
}

const positions = fc.array(fc.integer({ min: 1, max: 16 }), { maxLength: 5 });

describe('the event counter', () => {
  it('gives up to five events in order, from any counter value, even past 255', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), positions, (start, events) => {
        const news = newEvents(start, deviceAfter(start, events));
        expect(news).toEqual({ ok: true, value: events.map((a) => ({ a, b: 1 })) });
      }),
    );
  });

  it('says that events were lost when there were more than the device remembers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.array(fc.integer({ min: 1, max: 16 }), { minLength: 6, maxLength: 250 }),
        (start, events) => {
          expect(newEvents(start, deviceAfter(start, events))).toEqual({ ok: false, error: 'lost' });
        },
      ),
    );
  });

  it('says that events were lost when the device started over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 255 }), (known) => {
        expect(newEvents(known, deviceAfter(0, []))).toEqual({ ok: false, error: 'lost' });
      }),
    );
  });
});
