import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import type { Instant } from '../../../shared/dates.ts';
import { writeCertificate } from './certificate-writer.ts';
import type { DistinguishedName, Issuer, KeyUsage } from './certificate-writer.ts';
import { makeKeyPair } from './key-pairs.ts';
import { keyIdentifier } from './signing.ts';
import { loadOrMake } from './store.ts';
import type { KeyAndCertificate, Pairs } from './store.ts';

export const purposes = {
  userAuthentication: {
    unit: 'JPKI for user authentication',
    policy: '1.2.392.200149.8.5.1.3.30',
    keyUsage: ['digitalSignature'],
  },
  digitalSignature: {
    unit: 'JPKI for digital signature',
    policy: '1.2.392.200149.8.5.1.1.20',
    keyUsage: ['digitalSignature', 'contentCommitment'],
  },
} as const satisfies Record<string, { unit: string; policy: string; keyUsage: KeyUsage[] }>;
export type Purpose = keyof typeof purposes;

/** 1 and 2 are RSA, 3 is for the next card; nobody trusts the foreign one. */
export const trustedGenerations = ['1', '2', '3'] as const;
export type Generation = (typeof trustedGenerations)[number] | 'foreign';

export interface Authority extends Issuer {
  readonly purpose: Purpose;
  readonly generation: Generation;
  /** DER. */
  readonly certificate: Uint8Array;
  /** Subject key identifier, lower-case hexadecimal. */
  readonly keyId: string;
}

export type Authorities = (purpose: Purpose, generation: Generation) => Authority;

const rsaNames = [
  'userAuthentication-1',
  'userAuthentication-2',
  'userAuthentication-foreign',
  'digitalSignature-1',
  'digitalSignature-2',
  'digitalSignature-foreign',
] as const;
const ecNames = ['userAuthentication-3', 'digitalSignature-3'] as const;

const yearMs = 365.25 * 24 * 60 * 60 * 1000;
/** Validity, in years from the day they are made: 1 and 3 have to cover certificates that have already expired. */
const generationYears: Record<Generation, readonly [number, number]> = {
  '1': [-8, 7],
  '2': [-1, 12],
  '3': [-7, 12],
  foreign: [-1, 12],
};

/** Loads the authorities from `dir`, or makes them. @throws when the folder cannot be read or written */
export async function openAuthorities(dir: string, now: Instant): Promise<Authorities> {
  // Two folders, so that a state folder older than the third generation keeps the cards it issued.
  const rsa = await loadOrMake(join(dir, 'authorities'), rsaNames, async () => ({
    'userAuthentication-1': await make('userAuthentication', '1', now),
    'userAuthentication-2': await make('userAuthentication', '2', now),
    'userAuthentication-foreign': await make('userAuthentication', 'foreign', now),
    'digitalSignature-1': await make('digitalSignature', '1', now),
    'digitalSignature-2': await make('digitalSignature', '2', now),
    'digitalSignature-foreign': await make('digitalSignature', 'foreign', now),
  }));
  const ec = await loadOrMake(join(dir, 'authorities-ec'), ecNames, async () => ({
    'userAuthentication-3': await make('userAuthentication', '3', now),
    'digitalSignature-3': await make('digitalSignature', '3', now),
  }));
  const pairs: Pairs<`${Purpose}-${Generation}`> = { ...rsa, ...ec };
  return (purpose, generation) => {
    const { privateKey, certificate } = pairs[`${purpose}-${generation}`];
    const keyId = Buffer.from(keyIdentifier(createPublicKey(privateKey))).toString('hex');
    return { purpose, generation, name: authorityName(purpose), privateKey, certificate, keyId };
  };
}

async function make(purpose: Purpose, generation: Generation, now: Instant): Promise<KeyAndCertificate> {
  const { publicKey, privateKey } = await makeKeyPair(generation === '3' ? 'ec-p384' : 'rsa-2048');
  const name = authorityName(purpose);
  const [from, to] = generationYears[generation];
  const certificate = writeCertificate(
    {
      subject: name,
      publicKey,
      notBefore: now + from * yearMs,
      notAfter: now + to * yearMs,
      keyUsage: ['keyCertSign', 'cRLSign'],
      authority: true,
      policy: null,
      otherNames: [],
    },
    { name, privateKey },
  );
  return { privateKey, certificate };
}

function authorityName(purpose: Purpose): DistinguishedName {
  return [
    { type: 'C', value: 'JP' },
    { type: 'O', value: 'JPKI' },
    { type: 'OU', value: purposes[purpose].unit },
    { type: 'OU', value: 'Japan Agency for Local Authority Information Systems' },
  ];
}
