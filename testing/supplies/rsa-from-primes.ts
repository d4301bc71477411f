import { createPrivateKey, createPublicKey, generatePrimeSync } from 'node:crypto';
import type { KeyPair } from '../../simulator/authorities/test-ca/key-pairs.ts';

const publicExponent = 65_537n;
/** The top two bits of each prime are set, so that a product of two has all 2048 bits. */
const twoUppermostBits = 3n << 1022n;

/**
 * Primes of 1024 bits for RSA-2048 test keys: n of them make n · (n − 1) / 2 keys, each for the price of a few multiplications.
 * Keys that share a prime reveal each other's secret, so these are for made-up cards only.
 * @param count at least 2
 */
export function makePrimes(count: number): bigint[] {
  const primes = new Set<bigint>();
  while (primes.size < count) {
    const prime = generatePrimeSync(1024, { bigint: true });
    if ((prime & twoUppermostBits) === twoUppermostBits && (prime - 1n) % publicExponent !== 0n)
      primes.add(prime);
  }
  return [...primes];
}

/** The key from two different primes of `makePrimes`. */
export function rsaOfPrimes(p: bigint, q: bigint): KeyPair {
  const d = inverse(publicExponent, (p - 1n) * (q - 1n));
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: base64url(p * q),
      e: base64url(publicExponent),
      d: base64url(d),
      p: base64url(p),
      q: base64url(q),
      dp: base64url(d % (p - 1n)),
      dq: base64url(d % (q - 1n)),
      qi: base64url(inverse(q, p)),
    },
  });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** Every pair of the values once. */
export function* pairsOf<T>(values: readonly T[]): Generator<readonly [T, T], undefined> {
  for (const [index, one] of values.entries())
    for (const other of values.slice(index + 1)) yield [one, other];
}

/** By Euclid's extended algorithm; `value` and `modulus` have no common divisor. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, value % modulus];
  let [factor, nextFactor] = [0n, 1n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [factor, nextFactor] = [nextFactor, factor - times * nextFactor];
  }
  return factor < 0n ? factor + modulus : factor;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}
