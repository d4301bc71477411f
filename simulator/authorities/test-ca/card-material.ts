import type { KeyObject } from 'node:crypto';
import type { IsoDate } from '../../../shared/dates.ts';
import type { RegisterDate } from '../../../shared/register-date.ts';

/** A made-up person who holds a card. */
export interface CardHolder {
  /** Lower-case letters, digits and hyphens; also the name of a folder. */
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly birthDate: RegisterDate;
  readonly sex: 'male' | 'female' | 'other';
  /** The last day of the holder's stay in Japan; left out for Japanese and for a stay without end. */
  readonly stayEndsOn?: IsoDate;
  /** User authentication PIN, 4 digits. */
  readonly pin: string;
}

export const cardVariants = [
  'normal',
  /** Its certificates have expired. */
  'expired',
  /** Its certificates become valid in a year. */
  'notYetValid',
  /** No user authentication certificate on it: the holder did not want one. */
  'noUserAuthentication',
  /** Issued by an authority with the right name that nobody trusts. */
  'foreignIssuer',
] as const;
export type CardVariant = (typeof cardVariants)[number];

/** `ec-p384` is for the announced next card, which signs with ECDSA and SHA-384. */
export const keyAlgorithms = ['rsa-2048', 'ec-p384'] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

/** Which card of a holder. */
export interface CardOrder {
  /** Default `normal`. */
  readonly variant?: CardVariant;
  /** Default `rsa-2048`, today's card. */
  readonly algorithm?: KeyAlgorithm;
  /** How often its certificates were renewed (new keys, new serial numbers) since the card was made; default 0. */
  readonly renewal?: number;
}

export interface KeyPairOnCard {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly privateKey: KeyObject;
  /** The certificate of the authority that issued it, DER. */
  readonly authority: Uint8Array;
}

/** What the issuer writes into a card's chip. */
export interface CardMaterial {
  readonly holder: CardHolder;
  /** Of both key pairs. */
  readonly algorithm: KeyAlgorithm;
  readonly userAuthentication: KeyPairOnCard | null;
  /** Null: issued to somebody under 15. */
  readonly digitalSignature: KeyPairOnCard | null;
  /** Password of the signature key, 6 to 16 of A–Z and 0–9. */
  readonly signaturePassword: string;
}

/** A card as its holder gets it. */
export interface IssuedCard extends CardMaterial {
  /** The last day of the card's own validity, as printed on it. */
  readonly endsOn: IsoDate;
}

/** @throws when the card has no signature certificate */
export function signatureOf({ digitalSignature }: Pick<CardMaterial, 'digitalSignature'>): KeyPairOnCard {
  if (!digitalSignature) throw new Error('a card without a signature certificate');
  return digitalSignature;
}

/** ISO/IEC 5218, as in the card surface application; the signature certificate writes 3 for unknown. */
export const sexCodes = { male: '1', female: '2', other: '9' } as const;
