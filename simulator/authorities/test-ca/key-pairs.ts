import { generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyAlgorithm } from './card-material.ts';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const generateKeys = promisify(generateKeyPair);

/** A new pair of keys, for an authority or for a card. */
export async function makeKeyPair(algorithm: KeyAlgorithm): Promise<KeyPair> {
  switch (algorithm) {
    case 'rsa-2048':
      return generateKeys('rsa', { modulusLength: 2048 });
    case 'ec-p384':
      return generateKeys('ec', { namedCurve: 'P-384' });
  }
}
