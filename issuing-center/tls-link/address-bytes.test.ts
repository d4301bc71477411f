import { expect, it } from 'vitest';
import { addressBytes } from './address-bytes.ts';

it.each([
  ['127.0.0.1', '7f000001'],
  ['::', '0'.repeat(32)],
  ['::1', `${'0'.repeat(31)}1`],
  ['2001:db8::7', '20010db8000000000000000000000007'],
  ['2001:db8:0:1:2:3:4:5', '20010db8000000010002000300040005'],
  ['fe80::', `fe80${'0'.repeat(28)}`],
  ['::ffff:192.0.2.1', '00000000000000000000ffffc0000201'],
])('%s', (address, hex) => {
  expect(Buffer.from(addressBytes(address)).toString('hex')).toBe(hex);
});

it.each(['', 'center.example', '1:2', '::1%eth0', '2001:db8::7::1'])('refuses "%s"', (address) => {
  expect(() => addressBytes(address)).toThrow(TypeError);
});
