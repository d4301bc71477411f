import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** How many digits a code may have. What protects it is not its length but a slow hash and few tries. */
export const codeLength = { least: 6, most: 10 } as const;

/** scrypt parameters: 32 MiB and about a tenth of a second on a kiosk's processor. */
const costs = { N: 2 ** 15, r: 8, p: 1 };
const saltBytes = 16;
const hashBytes = 32;
/** No hash in a configuration may ask for more memory than this, bytes. */
const mostMemory = 256 * 1024 * 1024;

export interface CodeHash {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/**
 * Parses `32768$8$1$salt$hash`, salt and hash in base64; null for anything else, and for costs too low to protect or too
 * high for the kiosk.
 */
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
 * The configuration's form of a code of 6 to 10 digits, freshly salted each time, so that equal codes do not look alike.
 * @throws RangeError for anything else
 */
export async function hashCode(code: string): Promise<string> {
  if (!/^[0-9]{6,10}$/.test(code)) throw new RangeError('a code has 6 to 10 digits');
  return hashDigits(Buffer.from(code, 'ascii'));
}

/** The same for digits (ASCII) that were never a text: whoever has them overwrites them. @param code 6 to 10 digits */
export async function hashDigits(code: Uint8Array): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(code, { ...costs, salt });
  return [costs.N, costs.r, costs.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Whether this is the code that was hashed; takes the same time for a wrong one. */
export async function isCode(code: Uint8Array, expected: CodeHash): Promise<boolean> {
  return timingSafeEqual(await derive(code, expected), expected.hash);
}

/** The hash of no code: comparing an unknown number with it takes as long as comparing a known one. */
export const hashOfNobody: CodeHash = {
  ...costs,
  salt: randomBytes(saltBytes),
  hash: randomBytes(hashBytes),
};

function derive(code: Uint8Array, { N, r, p, salt }: Omit<CodeHash, 'hash'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Node refuses exactly the memory that these costs need; its documentation suggests twice as much.
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
