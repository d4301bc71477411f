import type { CardMaterial, TestCa } from '../simulator/authorities/test-ca/test-ca.ts';
import type { CardModel } from '../state-machines/ports.ts';
import { openTemporaryCa, sampleHolder } from './temporary-ca.ts';

/** One holder's keys and certificates for every card model, from authorities made for them. */
export interface CardMaterials {
  readonly ca: TestCa;
  readonly materials: Readonly<Record<CardModel, CardMaterial>>;
  remove(): Promise<void>;
}

export async function openCardMaterials(): Promise<CardMaterials> {
  const temporary = await openTemporaryCa();
  const { ca } = temporary;
  const rsa = await ca.cardOf(sampleHolder);
  const nextCard = await ca.cardOf(sampleHolder, { algorithm: 'ec-p384' });
  return { ca, materials: { card2016: rsa, android: rsa, nextCard }, remove: () => temporary.remove() };
}
