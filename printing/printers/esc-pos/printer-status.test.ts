import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCleared, findPaperStatus, findRealTimeStatus } from './printer-status.ts';

const byte = fc.integer({ min: 0, max: 255 });
const realTimeStatus = byte.map((bits) => (bits & 0b0110_1100) | 0b0001_0010);
const paperStatus = byte.map((bits) => bits & 0b0110_1111);
const flowControl = fc.constantFrom(0x11, 0x13);
/** GS a: four bytes, the first marked by bit 4. */
const automaticStatus = fc
  .tuple(byte, byte, byte, byte)
  .map(([first, ...rest]) => [
    (first & 0b0110_1100) | 0b0001_0000,
    ...rest.map((each) => each & 0b0110_1111),
  ]);
const unasked = fc
  .array(
    fc.oneof(
      flowControl.map((one) => [one]),
      automaticStatus,
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.flat());
/** Bytes that no answer of the printer has: bit 7 is off in all of them. */
const garbage = fc.array(
  byte.map((bits) => bits | 0b1000_0000),
  { maxLength: 20 },
);

describe('an answer is found behind whatever was said before it', () => {
  it('to DLE EOT: any bytes that do not fit it', () => {
    const other = fc.array(byte.filter((bits) => (bits & 0b1001_0011) !== 0b0001_0010));
    fc.assert(
      fc.property(other, realTimeStatus, fc.array(byte), (before, answer, after) => {
        expect(findRealTimeStatus([...before, answer, ...after])).toBe(answer);
        expect(findRealTimeStatus(before)).toBeNull();
      }),
    );
  });

  it('to GS r: flow control, automatic status, late answers to DLE EOT, bytes that are none', () => {
    const before = fc.tuple(fc.array(realTimeStatus), garbage, unasked).map((parts) => parts.flat());
    fc.assert(
      fc.property(before, paperStatus, fc.array(byte), (before, answer, after) => {
        expect(findPaperStatus([...before, answer, ...after])).toBe(answer);
        expect(findPaperStatus(before)).toBeNull();
      }),
    );
  });

  it('to the clearing of buffers, with flow control in the middle of it', () => {
    fc.assert(
      fc.property(garbage, unasked, fc.array(flowControl), (before, status, within) => {
        const answer = [0x37, ...within, 0x25, ...status, 0x00];
        expect(findCleared([...before, ...status, ...answer])).toBe(0x37);
        expect(findCleared([...before, ...status, ...answer.slice(0, -1)])).toBeNull();
      }),
    );
  });

  it('and is found in the same place however the bytes arrive', () => {
    fc.assert(
      fc.property(unasked, paperStatus, (before, answer) => {
        const all = [...before, answer];
        const found = all.map((_, index) => findPaperStatus(all.slice(0, index + 1)));
        expect(found).toEqual([...before.map(() => null), answer]);
      }),
    );
  });
});
