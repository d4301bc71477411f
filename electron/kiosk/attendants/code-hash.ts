import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Digits that a code may have. Its hash is slow, its tries are few: it is not the length that protects it. */
export const codeLength = { least: 6, most: 10 } as const;

/** Costs of scrypt: 32 MiB and about a tenth of a second on a kiosk's processor. */
const costs = { N: 2 ** 15, r: 8, p: 1 };
const saltBytes = 16;
const hashBytes = 32;
/** Nothing in a configuration may ask for more memory than this, bytes. */
const mostMemory = 256 * 1024 * 1024;

export interface CodeHash {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** `32768$8$1$salt$hash`, salt and hash in base64; null for anything else, and for costs that protect nothing or stop the kiosk. */
export function parseCodeHash(text: string): CodeHash | null {
  const [N = 0, r = 0, p = 0] = text.split('$', 3).map(Number);
  const [salt, hash] = text.split('$').slice(3).map(fromBase64);
  if (!salt || !hash || text.split('$').length !== 5) return null;
  const isPower = Number.isInteger(Math.log2(N)) && N >= 2 ** 14;
  const fits =
    [r, p].every((cost) => Number.isInteger(cost) && cost >= 1) && p <= 4 && memoryOf(N, r) <= mostMemory;
  return isPower && fits && salt.length >= saltBytes && hash.length === hashBytes
    ? { N, r, p, salt, hash }
    : null;
}

/**
 * What a configuration says of a code of 6 to 10 digits: salted anew each time, so that two with one code do not look alike.
 * @throws RangeError for anything that is no such code.
 */
export async function hashCode(code: string): Promise<string> {
  if (!/^[0-9]{6,10}$/.test(code)) throw new RangeError('a code has 6 to 10 digits');
  const salt = randomBytes(saltBytes);
  const hash = await derive(Buffer.from(code, 'ascii'), { ...costs, salt });
  return [costs.N, costs.r, costs.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Whether this is the code that was hashed; takes as long for a wrong one. */
export async function isCode(code: Uint8Array, expected: CodeHash): Promise<boolean> {
  return timingSafeEqual(await derive(code, expected), expected.hash);
}

/** The hash of no code: what an unknown number is compared with takes as long as a known one. */
export const hashOfNobody: CodeHash = {
  ...costs,
  salt: randomBytes(saltBytes),
  hash: randomBytes(hashBytes),
};

function derive(code: Uint8Array, { N, r, p, salt }: Omit<CodeHash, 'hash'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Node refuses at exactly the memory that these costs need; twice is what its documentation gives.
    scrypt(code, salt, hashBytes, { N, r, p, maxmem: 2 * memoryOf(N, r) }, (error, hash) => {
      if (error) reject(error);
      else resolve(hash);
    });
  });
}

function memoryOf(N: number, r: number): number {
  return 128 * N * r;
}

function fromBase64(text: string): Uint8Array | null {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : null;
}
