import { createHash } from 'node:crypto';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { SignatureProfile } from './card-profile.ts';
import type { CardChannel, ChannelFault } from './card-source.ts';
import { exchange, selectKnownFile, unreadable } from './exchange.ts';

/** Signs a message with a key whose secret has been verified: RSASSA-PKCS1-v1_5, or ECDSA with r and s side by side. */
export async function signMessage(
  channel: CardChannel,
  keyFile: number,
  { digest, prefix, length }: SignatureProfile,
  message: Uint8Array,
): Promise<Result<Uint8Array, ChannelFault>> {
  const selected = await selectKnownFile(channel, keyFile);
  if (!selected.ok) return selected;
  const data = Buffer.concat([prefix, createHash(digest).update(message).digest()]);
  const answer = await exchange(channel, { cla: 0x80, ins: 0x2a, p1: 0x00, p2: 0x80, data, expected: 256 });
  if (!answer.ok) return answer;
  const { status, data: signature } = answer.value;
  return status.is === 'ok' && signature.length === length ? ok(signature) : err(unreadable);
}
