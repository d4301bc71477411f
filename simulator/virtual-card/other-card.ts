import { encodeResponse } from '../../electron/devices/card-reader/apdu.ts';
import type { CardInReader } from './virtual-card.ts';

/** What people put into the reader by mistake. `mute`: nothing answers (backwards, no chip, FeliCa). */
export type OtherCardKind = 'bank' | 'licence' | 'mute';
export type OtherCard = CardInReader;

const kinds: Record<OtherCardKind, { atr: string | null; unknownApplication: number }> = {
  bank: { atr: '3b670000a2204d001f9000', unknownApplication: 0x6a82 },
  // The driving licence's card takes the command for one of another class of cards.
  licence: { atr: '3b8881014c494345000000004c', unknownApplication: 0x6e00 },
  mute: { atr: null, unknownApplication: 0x6f00 },
};

/** A card that is no My Number card: it has power and an ATR (a mute one has neither) and does not know the application. */
export function createOtherCard(kind: OtherCardKind): OtherCard {
  const { atr, unknownApplication } = kinds[kind];
  return {
    atr: atr === null ? null : Uint8Array.from(Buffer.from(atr, 'hex')),
    process: () => encodeResponse({ data: new Uint8Array(), statusWord: unknownApplication }),
    reset: () => undefined,
  };
}
