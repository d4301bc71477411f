import { sign, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { makePrimes, pairsOf, rsaOfPrimes } from './rsa-from-primes.ts';

it('every pair of primes makes its own RSA key of 2048 bits, which signs', () => {
  const keys = [...pairsOf(makePrimes(4))].map(([p, q]) => rsaOfPrimes(p, q));
  expect(keys).toHaveLength(6);
  const message = Buffer.from('見本');
  for (const [index, { privateKey, publicKey }] of keys.entries()) {
    expect(publicKey.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65_537n });
    const signature = sign('sha256', message, privateKey);
    const believers = keys.map((key) => verify('sha256', message, key.publicKey, signature));
    expect(believers).toEqual(keys.map((_, other) => other === index));
  }
});
