import { decodeCommand, encodeResponse } from '../../../electron/devices/card-reader/apdu.ts';
import type { CardInReader } from './virtual-card.ts';

/** What people put into the reader by mistake. `mute`: nothing answers (backwards, no chip). */
export const otherCardKinds = ['bank', 'licence', 'transit', 'mute'] as const;
export type OtherCardKind = (typeof otherCardKinds)[number];
export type OtherCard = CardInReader;

interface Kind {
  readonly atr: string | null;
  /** Applications that can be selected, in hexadecimal. */
  readonly applications: readonly string[];
  /** The answer to everything else. */
  readonly otherwise: number;
}

const kinds: Record<OtherCardKind, Kind> = {
  // The directories of its payment applications: contact (1PAY.SYS.DDF01) and contactless (2PAY.SYS.DDF01).
  bank: {
    atr: '3b670000a2204d001f9000',
    applications: ['315041592e5359532e4444463031', '325041592e5359532e4444463031'],
    otherwise: 0x6a82,
  },
  // Its first two dedicated files. It answers every other command as one of a class it does not support.
  licence: {
    atr: '3b8881014c494345000000004c',
    applications: ['a0000002310100000000000000000000', 'a0000002310200000000000000000000'],
    otherwise: 0x6e00,
  },
  // FeliCa: the reader makes up the ATR and refuses commands that the chip does not have.
  transit: { atr: '3b8f8001804f0ca00000030611003b0000000042', applications: [], otherwise: 0x6a81 },
  mute: { atr: null, applications: [], otherwise: 0x6f00 },
};

/** A card that is not a My Number card, with an ATR (unless it is mute) and its own applications. */
export function createOtherCard(kind: OtherCardKind): OtherCard {
  const { atr, applications, otherwise } = kinds[kind];
  return {
    atr: atr === null ? null : Uint8Array.from(Buffer.from(atr, 'hex')),
    process(bytes) {
      const command = decodeCommand(bytes);
      const name =
        command.ok && command.value.ins === 0xa4 ? Buffer.from(command.value.data ?? []).toString('hex') : '';
      const statusWord = applications.includes(name) ? 0x9000 : otherwise;
      return encodeResponse({ data: new Uint8Array(), statusWord });
    },
    reset: () => undefined,
  };
}
