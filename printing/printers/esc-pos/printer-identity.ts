import { toldText } from '../../../shared/device-details.ts';

/** GS I n: what the printer is. Not real-time: it is answered when everything before it is done. */
export const askIdentity = {
  firmware: Uint8Array.of(0x1d, 0x49, 65),
  maker: Uint8Array.of(0x1d, 0x49, 66),
  model: Uint8Array.of(0x1d, 0x49, 67),
  serial: Uint8Array.of(0x1d, 0x49, 68),
} as const;

const header = 0x5f;
const terminator = 0x00;

/** The text of an answer to it, `_TM-T88VI` and a zero byte; null: it has not come whole. */
export function identityText(received: readonly number[]): string | null {
  const begin = received.indexOf(header);
  const end = received.indexOf(terminator, begin + 1);
  if (begin < 0 || end < 0) return null;
  return toldText(String.fromCharCode(...received.slice(begin + 1, end))) ?? '';
}
