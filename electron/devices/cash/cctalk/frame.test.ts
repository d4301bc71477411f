import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterEcho, encodeFrame, findReply, frameAt, hostAddress, largestData, type Frame } from './frame.ts';

const byte = fc.integer({ min: 0, max: 255 });
const frames: fc.Arbitrary<Frame> = fc.record({
  destination: byte,
  source: byte,
  header: byte,
  data: fc.uint8Array({ maxLength: largestData }),
});
const device = 2;
const anything = (): boolean => true;
const answer: Frame = { destination: hostAddress, source: device, header: 0, data: Uint8Array.of(9, 8, 7) };

describe('a ccTalk frame', () => {
  it("matches the standard's example: simple poll to device 2", () => {
    const poll = { destination: 2, source: 1, header: 254, data: new Uint8Array() };
    expect([...encodeFrame(poll)]).toEqual([2, 0, 1, 254, 255]);
  });

  it('is decoded as it was encoded', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(frameAt(encodeFrame(frame), 0)).toEqual({ ...frame, data: new Uint8Array(frame.data) });
      }),
    );
  });

  it('with any one byte changed is rejected, or decodes to another frame', () => {
    fc.assert(
      fc.property(frames, fc.nat(), fc.integer({ min: 1, max: 255 }), (frame, at, change) => {
        const bytes = encodeFrame(frame);
        const index = at % bytes.length;
        bytes[index] = ((bytes[index] ?? 0) + change) % 256;
        expect(frameAt(bytes, 0)).not.toEqual(frame);
      }),
    );
  });

  it('cannot hold what does not fit into it', () => {
    expect(() => encodeFrame({ ...answer, header: 256 })).toThrow(RangeError);
    expect(() => encodeFrame({ ...answer, data: new Uint8Array(largestData + 1) })).toThrow(RangeError);
  });
});

describe('an answer on the bus', () => {
  it('is found after noise that is not an answer itself', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
        const bytes = new Uint8Array([...noise, ...encodeFrame(answer)]);
        const found = findReply(bytes, device, ({ header, data }) => header === 0 && data.length === 3);
        expect(found).toEqual(answer);
      }),
    );
  });

  it('is not found before its last byte has come, nor when it is from another device', () => {
    const bytes = encodeFrame(answer);
    for (let end = 0; end < bytes.length; end++) {
      expect(findReply(bytes.subarray(0, end), device, anything)).toBeNull();
    }
    expect(findReply(bytes, device + 1, anything)).toBeNull();
  });

  it('begins after our own echo', () => {
    const sent = encodeFrame({
      destination: device,
      source: hostAddress,
      header: 229,
      data: new Uint8Array(),
    });
    expect(afterEcho(sent.subarray(0, 3), sent)).toBeNull();
    const rest = afterEcho(new Uint8Array([0xff, ...sent, ...encodeFrame(answer)]), sent);
    expect(rest).toEqual(encodeFrame(answer));
  });
});
