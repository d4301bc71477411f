import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFrameReader, encodeFrame, longestMessage } from './frame.ts';

it('a frame is four bytes of length, highest first, then JSON', () => {
  expect([...encodeFrame({ a: 1 })]).toEqual([0, 0, 0, 7, ...Buffer.from('{"a":1}')]);
});

it('messages come out as they went in, wherever the stream is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.string(), fc.string()), { maxLength: 5 }),
      fc.array(fc.nat(400), { maxLength: 20 }),
      (messages, cuts) => {
        const stream = Buffer.concat(messages.map((message) => encodeFrame(message)));
        const edges = [
          0,
          ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b),
          stream.length,
        ];
        const reader = createFrameReader();
        const got = edges
          .slice(1)
          .flatMap((end, at) => reader.push(stream.subarray(edges[at], end)) ?? ['nonsense']);
        expect(JSON.stringify(got)).toBe(JSON.stringify(messages));
      },
    ),
  );
});

it.each([
  ['no length', [0, 0, 0, 0]],
  ['more than any message has', [...Buffer.from((longestMessage + 1).toString(16).padStart(8, '0'), 'hex')]],
  ['no JSON', [0, 0, 0, 2, 0x7b, 0x7b]],
  ['another protocol', [...Buffer.from('HTTP/1.1 200 OK')]],
])('the frame reader reports nonsense: %s', (_name, bytes) => {
  expect(createFrameReader().push(Uint8Array.from(bytes))).toBeNull();
});
