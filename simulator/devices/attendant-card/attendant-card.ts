import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import {
  decodeCommand,
  encodeResponse,
  type CommandApdu,
} from '../../../electron/devices/card-reader/apdu.ts';
import { attendantCard, attendantMessage } from '../../../electron/devices/card-reader/attendant-card.ts';
import type { CardInReader } from '../virtual-card/virtual-card.ts';

export interface AttendantCardHarness {
  readonly card: CardInReader;
  /** The card's key in the kiosk's configuration: SubjectPublicKeyInfo, base64. */
  readonly cardKey: string;
}

/** A new card for a member of staff or an operator, with its own key. */
export function issueAttendantCard(id: string): AttendantCardHarness {
  return attendantCardWith(id, generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey);
}

/** The card with a key on P-256 that was kept. */
export function attendantCardWith(id: string, key: KeyObject): AttendantCardHarness {
  return {
    card: createAttendantCard(id, key),
    cardKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

/** ISO/IEC 14443 without historical bytes: the reader makes up this ATR. */
const atr = Uint8Array.from(Buffer.from('3b800181', 'hex'));

interface Reply {
  readonly statusWord: number;
  readonly data?: Uint8Array;
}

/**
 * The card of store staff and operators, in software. Its key signs any challenge it is given, and nothing else.
 * @param text content of EF 0001: an id like `S-01`, or whatever a test wants there
 */
export function createAttendantCard(text: string, key: KeyObject): CardInReader {
  const content = Buffer.from(text, 'latin1');
  let selected = false;
  let file = false;

  function reset(): void {
    selected = false;
    file = false;
  }

  function select({ p1, p2, data = new Uint8Array() }: CommandApdu): Reply {
    if (p2 !== 0x0c) return { statusWord: 0x6a86 };
    const name = Buffer.from(data);
    if (p1 === 0x04) {
      reset();
      selected = name.equals(attendantCard.application);
      return { statusWord: selected ? 0x9000 : 0x6a82 };
    }
    if (p1 !== 0x02 || !selected) return { statusWord: 0x6a82 };
    file = name.length === 2 && name.readUInt16BE() === attendantCard.idFile;
    return { statusWord: file ? 0x9000 : 0x6a82 };
  }

  function read({ p1, p2, expected }: CommandApdu): Reply {
    if (!file) return { statusWord: 0x6986 };
    if (expected === undefined) return { statusWord: 0x6700 };
    const data = content.subarray(p1 * 256 + p2).subarray(0, expected);
    return { statusWord: data.length < expected ? 0x6282 : 0x9000, data };
  }

  function authenticate({ p1, p2, data }: CommandApdu): Reply {
    if (!selected) return { statusWord: 0x6985 };
    if (p1 !== 0 || p2 !== 0) return { statusWord: 0x6a86 };
    if (data?.length !== attendantCard.challengeLength) return { statusWord: 0x6700 };
    const signature = sign('sha256', attendantMessage(data), { key, dsaEncoding: 'ieee-p1363' });
    return { statusWord: 0x9000, data: signature };
  }

  function answer(command: CommandApdu): Reply {
    if (command.cla !== 0x00) return { statusWord: 0x6e00 };
    if (command.ins === 0xa4) return select(command);
    if (command.ins === 0xb0) return read(command);
    if (command.ins === 0x88) return authenticate(command);
    return { statusWord: 0x6d00 };
  }

  return {
    atr,
    process(bytes) {
      const command = decodeCommand(bytes);
      const { statusWord, data = new Uint8Array() } = command.ok
        ? answer(command.value)
        : { statusWord: 0x6700 };
      return encodeResponse({ data, statusWord });
    },
    reset,
  };
}
