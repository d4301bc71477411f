import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { decodeResponse, encodeCommand, meaningOf } from './apdu.ts';
import type { CommandApdu, Status } from './apdu.ts';
import type { CardChannel, ChannelFault } from './card-source.ts';

export const unreadable = { fault: 'unreadable' } as const;

export interface Answer {
  readonly data: Uint8Array;
  readonly status: Status;
}

/** Sends one command and interprets its answer. The command's bytes are overwritten, because some carry a secret. */
export async function exchange(
  channel: CardChannel,
  command: CommandApdu,
): Promise<Result<Answer, ChannelFault>> {
  const bytes = encodeCommand(command);
  try {
    const answered = await channel.transmit(bytes);
    if (!answered.ok) return answered;
    const response = decodeResponse(answered.value);
    if (!response.ok) return err(unreadable);
    return ok({ data: response.value.data, status: meaningOf(response.value.statusWord) });
  } finally {
    bytes.fill(0);
  }
}

export type Selected = 'selected' | 'notFound';

/**
 * Selects an application. `notFound` and `refused`, an error of any other kind, both say that the card has none of this name:
 * cards refuse what they do not know each in its own way. That one says it has the application proves nothing, either: some say
 * so to every name.
 */
export async function selectApplication(
  channel: CardChannel,
  application: Uint8Array,
): Promise<Result<Selected | 'refused', ChannelFault>> {
  const command = { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x0c, data: application };
  const answer = await exchange(channel, command);
  if (!answer.ok) return answer;
  const { is } = answer.value.status;
  if (is === 'ok' || is === 'okWithMore') return ok('selected');
  if (is === 'notFound' || is === 'notSupported') return ok('notFound');
  return is === 'noStatus' ? err(unreadable) : ok('refused');
}

export function selectCommand(file: number): CommandApdu {
  return { cla: 0x00, ins: 0xa4, p1: 0x02, p2: 0x0c, data: Uint8Array.of(file >> 8, file & 0xff) };
}

/** READ BINARY of the selected file, `length` bytes at most from `offset`. */
export function readCommand(offset: number, length: number): CommandApdu {
  return { cla: 0x00, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, expected: length };
}

/** Selects an elementary file of the application. */
export async function selectFile(
  channel: CardChannel,
  file: number,
): Promise<Result<Selected, ChannelFault>> {
  const answer = await exchange(channel, selectCommand(file));
  if (!answer.ok) return answer;
  const { is } = answer.value.status;
  if (is === 'ok') return ok('selected');
  return is === 'notFound' ? ok('notFound') : err(unreadable);
}

/** Selects a file that is known to be there. */
export async function selectKnownFile(
  channel: CardChannel,
  file: number,
): Promise<Result<undefined, ChannelFault>> {
  const selected = await selectFile(channel, file);
  if (!selected.ok) return selected;
  return selected.value === 'selected' ? ok() : err(unreadable);
}

/** The most bytes that one short READ BINARY returns. */
export const longestRead = 256;

/** Reads from the selected file: null when its secret has to be verified first; fewer bytes than asked for at its end. */
export async function readBinary(
  channel: CardChannel,
  offset: number,
  length: number,
): Promise<Result<Uint8Array | null, ChannelFault>> {
  const answer = await exchange(channel, readCommand(offset, length));
  if (!answer.ok) return answer;
  const { data, status } = answer.value;
  if (status.is === 'securityNotSatisfied') return ok(null);
  if (status.is !== 'ok' && status.is !== 'endOfFile') return err(unreadable);
  // Done, and nothing read: the answer of a card that says yes to whatever it is asked.
  if (status.is === 'ok' && data.length === 0) return err(unreadable);
  return data.length <= length ? ok(data) : err(unreadable);
}
