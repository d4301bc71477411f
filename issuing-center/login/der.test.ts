import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerError, readDer, readObjectIdentifier } from './der.ts';

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

  it.each(['30', '30 05 01', '30 80 00 00', '30 85 00 00 00 00 01 05', '3f 81 01 00', '30 82 01'])(
    'refuses %s',
    (text) => expect(() => readDer(bytes(text))).toThrow(DerError),
  );

  it('ends in elements or in a DerError, whatever the bytes are', () => {
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
