import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DerError,
  readDer,
  readFullBits,
  readMagnitude,
  readObjectIdentifier,
  readOne,
  readTime,
} from './der.ts';
import * as der from '../../shared/der-writer.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('readDer', () => {
  it('reads elements with short and long lengths', () => {
    const long = new Uint8Array(300).fill(7);
    const read = readDer(Buffer.concat([bytes('02 01 05'), bytes('04 82 01 2c'), long]));
    expect(read.map(({ tag, content }) => [tag, content.length])).toEqual([
      [2, 1],
      [4, 300],
    ]);
  });

  it.each([
    '30',
    '30 05 01',
    '30 80 00 00',
    '30 85 00 00 00 00 01 05',
    '3f 81 01 00',
    '30 82 01',
    '04 81 01 05',
    '04 82 00 01 05',
  ])('refuses %s', (text) => expect(() => readDer(bytes(text))).toThrow(DerError));

  it('gives elements or throws a DerError, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (input) => {
        try {
          const total = readDer(input).reduce((sum, { content }) => sum + content.length, 0);
          expect(total).toBeLessThanOrEqual(input.length);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
    );
  });
});

describe('readObjectIdentifier', () => {
  it.each([
    ['55 1d 23', '2.5.29.35'],
    ['2a 83 08 8c 9b 55 08 05 01 03 1e', '1.2.392.200149.8.5.1.3.30'],
    ['88 37 03', '2.999.3'],
  ])('%s is %s', (text, expected) => expect(readObjectIdentifier(bytes(text))).toBe(expected));

  it.each(['', '2a 83', '55 ff ff ff ff ff ff ff ff ff 7f'])('refuses "%s"', (text) => {
    expect(() => readObjectIdentifier(bytes(text))).toThrow(DerError);
  });
});

describe('readTime', () => {
  const read = (time: Uint8Array): number => {
    const [element] = readDer(time);
    if (!element) throw new Error('nothing written');
    return readTime(element);
  };

  it('reads both forms of what was written', () => {
    const [first, last] = [Date.UTC(1950, 0, 1), Date.UTC(2099, 11, 31, 23, 59, 59)];
    fc.assert(
      fc.property(fc.integer({ min: first / 1000, max: last / 1000 }), (seconds) => {
        expect(read(der.time(seconds * 1000))).toBe(seconds * 1000);
        expect(read(der.generalizedTime(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });

  it.each([
    [0x17, '260431000000Z'],
    [0x17, '261301000000Z'],
    [0x17, '20260401000000Z'],
    [0x17, '2604010000Z'],
    [0x17, '260401000000+0900'],
    [0x18, '260401000000Z'],
    [0x18, '20260401000000.5Z'],
    [0x18, '20260401240000Z'],
    [0x18, ''],
    [0x0c, '20260401000000Z'],
  ])('refuses %i %s', (tag, text) => {
    expect(() => read(der.tlv(tag, Buffer.from(text)))).toThrow(DerError);
  });
});

describe('numbers and bits', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 30 }), (bytes) => {
        const read = readMagnitude(readOne(der.integer(bytes), 0x02));
        const first = bytes.findIndex((byte) => byte !== 0);
        expect([...read]).toEqual(first < 0 ? [0] : [...bytes.subarray(first)]);
        expect([...readFullBits(readOne(der.bitString(bytes), 0x03))]).toEqual([...bytes]);
      }),
    );
  });

  it.each(['', 'ff', '00 7f'])('refuses the number "%s"', (text) => {
    expect(() => readMagnitude(bytes(text))).toThrow(DerError);
  });

  it.each(['', '01 80'])('refuses the bits "%s" where whole bytes are needed', (text) => {
    expect(() => readFullBits(bytes(text))).toThrow(DerError);
  });
});
