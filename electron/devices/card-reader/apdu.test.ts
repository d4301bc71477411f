import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCommand, decodeResponse, encodeCommand, encodeResponse, meaningOf } from './apdu.ts';

const byte = fc.integer({ min: 0, max: 255 });
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('command APDUs', () => {
  it('survive encoding and decoding, short and extended', () => {
    const command = fc
      .record({
        header: fc.tuple(byte, byte, byte, byte),
        data: fc.option(
          fc.oneof(
            fc.uint8Array({ minLength: 1, maxLength: 300 }),
            fc.constantFrom(255, 256, 65_535).map((length) => new Uint8Array(length).fill(0xa5)),
          ),
          { nil: undefined },
        ),
        expected: fc.option(
          fc.oneof(fc.integer({ min: 1, max: 65_536 }), fc.constantFrom(1, 255, 256, 257, 65_536)),
          { nil: undefined },
        ),
      })
      .map(({ header: [cla, ins, p1, p2], data, expected }) => ({
        ...{ cla, ins, p1, p2 },
        ...(data ? { data } : {}),
        ...(expected === undefined ? {} : { expected }),
      }));
    fc.assert(
      fc.property(command, (sent) => {
        expect(decodeCommand(encodeCommand(sent))).toEqual({ ok: true, value: sent });
      }),
    );
  });

  it('are decoded from any bytes without throwing, and what is decoded encodes to the same again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const read = decodeCommand(bytes);
        if (!read.ok) return;
        const again = decodeCommand(encodeCommand(read.value));
        expect(again).toEqual(read);
      }),
    );
  });

  it.each([
    [
      '00 A4 04 0C 0A D392F000260100000001',
      { ins: 0xa4, p1: 4, p2: 0x0c, data: hex('D392F000260100000001') },
    ],
    ['00 20 00 80', { ins: 0x20, p1: 0, p2: 0x80 }],
    ['00 B0 01 00 00', { ins: 0xb0, p1: 1, p2: 0, expected: 256 }],
    ['00 B0 00 00 00 01 01', { ins: 0xb0, p1: 0, p2: 0, expected: 257 }],
  ])('are encoded as the standard says: %s', (text, command) => {
    expect(encodeCommand({ cla: 0, ...command })).toEqual(hex(text));
  });

  it.each(['', '00 20 00', '00 20 00 80 00 01', '00 20 00 80 02 31', '00 20 00 80 00 00 00 31'])(
    'are rejected when they are cut off or contradict themselves: %s',
    (text) => {
      expect(decodeCommand(hex(text))).toEqual({ ok: false, error: 'malformed' });
    },
  );

  it('cannot be encoded with a field outside its range', () => {
    const header = { cla: 0, ins: 0xb0, p1: 0, p2: 0 };
    expect(() => encodeCommand({ ...header, p1: 256 })).toThrow(RangeError);
    expect(() => encodeCommand({ ...header, expected: 65_537 })).toThrow(RangeError);
    expect(() => encodeCommand({ ...header, data: new Uint8Array(65_536) })).toThrow(RangeError);
  });
});

describe('response APDUs', () => {
  it('survive encoding and decoding', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 0, max: 0xffff }),
        (data, statusWord) => {
          expect(decodeResponse(encodeResponse({ data, statusWord }))).toEqual({
            ok: true,
            value: { data, statusWord },
          });
        },
      ),
    );
  });

  it('are rejected without a status word', () => {
    expect(decodeResponse(hex('90'))).toEqual({ ok: false, error: 'malformed' });
  });
});

describe('status words', () => {
  it.each([
    [0x9000, { is: 'ok' }],
    [0x63c2, { is: 'triesLeft', triesLeft: 2 }],
    [0x63c0, { is: 'triesLeft', triesLeft: 0 }],
    [0x6984, { is: 'blocked' }],
    [0x6982, { is: 'securityNotSatisfied' }],
    [0x6a82, { is: 'notFound' }],
    [0x6282, { is: 'endOfFile' }],
    [0x6e00, { is: 'notSupported' }],
    [0x6f00, { is: 'other', statusWord: 0x6f00 }],
  ])('have the right meaning for %i', (statusWord, status) => {
    expect(meaningOf(statusWord)).toEqual(status);
  });
});
