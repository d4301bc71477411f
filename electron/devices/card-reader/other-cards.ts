import { ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { CardFault } from '../../../state-machines/ports.ts';
import type { CardChannel, ChannelFault } from './card-source.ts';
import { exchange } from './exchange.ts';

export type OtherCard = Extract<CardFault, { fault: 'notMyNumberCard' }>['other'];

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'ascii'));

/** Applications that identify cards which people mistake for a My Number card. No secret is touched. */
const applications: readonly { readonly name: Uint8Array; readonly other: OtherCard }[] = [
  // The directory of payment applications, contactless and contact (EMV book 1 and contactless book B).
  { name: ascii('2PAY.SYS.DDF01'), other: 'bankCard' },
  { name: ascii('1PAY.SYS.DDF01'), other: 'bankCard' },
  // The first two dedicated files of the Japanese IC driving licence (National Police Agency's specification).
  { name: hex('a0000002310100000000000000000000'), other: 'drivingLicence' },
  { name: hex('a0000002310200000000000000000000'), other: 'drivingLicence' },
];

/** What kind of card this is when it has no JPKI application. A card that has none of these applications stays unknown. */
export async function otherCard(channel: CardChannel): Promise<Result<OtherCard, ChannelFault>> {
  for (const { name, other } of applications) {
    // This asks for file control information: payment cards accept no other form of SELECT.
    const p2 = other === 'bankCard' ? 0x00 : 0x0c;
    const expected = other === 'bankCard' ? { expected: 256 } : {};
    const answer = await exchange(channel, { cla: 0x00, ins: 0xa4, p1: 0x04, p2, data: name, ...expected });
    if (!answer.ok) return answer;
    const { is } = answer.value.status;
    if (is === 'ok' || is === 'okWithMore') return ok(other);
  }
  return ok('unknown');
}

/** Registered identifier of the PC/SC workgroup, then the standard FeliCa (11), in a storage card's ATR (PC/SC, part 3). */
const felica = Buffer.from('a00000030611', 'hex');

export function isFelica(atr: Uint8Array): boolean {
  return Buffer.from(atr).includes(felica);
}
