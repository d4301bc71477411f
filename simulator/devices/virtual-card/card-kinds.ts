import type { KeyObject } from 'node:crypto';
import type { ResettableSecret } from '../../../shared/reset-permit.ts';
import type { CardHolder, CardVariant } from '../../authorities/test-ca/card-material.ts';
import type { TestCa } from '../../authorities/test-ca/test-ca.ts';
import { createOtherCard } from './other-card.ts';
import type { OtherCard, OtherCardKind } from './other-card.ts';
import { createVirtualCard } from './virtual-card.ts';
import type { VirtualCard, VirtualCardOptions } from './virtual-card.ts';

/** What people may put into the reader, by name: a holder's card of some kind, or a card that is not a My Number card. */
export const holderCardKinds = ['card2016', 'android', 'next', 'no-certificate', 'no-pin'] as const;
export const foreignCardKinds = ['bank', 'licence', 'transit'] as const;
export const cardKinds = [...holderCardKinds, ...foreignCardKinds] as const;
export type HolderCardKind = (typeof holderCardKinds)[number];
export type ForeignCardKind = (typeof foreignCardKinds)[number];

export interface HolderCardOptions {
  readonly variant?: CardVariant;
  /** Public key of the card issuer, whose permit lets a new secret be set. */
  readonly issuer?: KeyObject;
  readonly locked?: readonly ResettableSecret[];
}

/** Makes a holder's card of a kind; each call makes a new one, with all its tries. */
export async function holderCard(
  ca: TestCa,
  holder: CardHolder,
  kind: HolderCardKind,
  { variant = 'normal', ...options }: HolderCardOptions = {},
): Promise<VirtualCard> {
  const order = {
    variant: kind === 'no-certificate' ? 'noUserAuthentication' : variant,
    algorithm: kind === 'next' ? 'ec-p384' : 'rsa-2048',
  } as const;
  return createVirtualCard(await ca.cardOf(holder, order), { ...options, ...differences[kind] });
}

const differences: Record<HolderCardKind, VirtualCardOptions> = {
  card2016: {},
  android: { model: 'android' },
  next: { model: 'nextCard' },
  'no-certificate': {},
  'no-pin': { withoutPin: true },
};

export function foreignCard(kind: ForeignCardKind): OtherCard {
  return createOtherCard(kind satisfies OtherCardKind);
}
