import { err, assertNever, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { CardFault, CardSecret, SecretRule } from '../../../state-machines/ports.ts';
import type { CardProfile, KeyProfile } from './card-profile.ts';
import type { CardChannel, ChannelFault } from './card-source.ts';
import { exchange, selectFile, unreadable } from './exchange.ts';

/** The key pair that a secret unlocks. */
export function keyOf(profile: CardProfile, secret: CardSecret): KeyProfile {
  switch (secret) {
    case 'pin':
      return profile.userAuthentication;
    case 'signaturePassword':
      return profile.digitalSignature;
    default:
      return assertNever(secret);
  }
}

/**
 * What it means when the card has no file for a secret. It is an assumption that a card without a PIN answers like this:
 * nothing is published about it.
 */
export function faultWithout(secret: CardSecret): CardFault {
  return secret === 'pin' ? { fault: 'cardWithoutPin' } : { fault: 'noSignatureCertificate' };
}

export function faultLocked(secret: CardSecret): CardFault {
  return secret === 'pin' ? { fault: 'pinLocked' } : { fault: 'passwordLocked' };
}

function faultWrong(secret: CardSecret, triesLeft: number): CardFault {
  if (triesLeft === 0) return faultLocked(secret);
  return secret === 'pin' ? { fault: 'wrongPin', triesLeft } : { fault: 'wrongPassword', triesLeft };
}

/**
 * Tries left for a secret, 0 to the rule's maximum; null when the card has no such secret. An empty VERIFY asks for it and
 * costs none. Two other answers are known from cards: 9000 while the secret counts as verified, which has reset the counter,
 * and 6984 when it is locked.
 */
export async function readTriesLeft(
  channel: CardChannel,
  { files, secret }: KeyProfile,
): Promise<Result<number | null, ChannelFault>> {
  const selected = await selectFile(channel, files.secret);
  if (!selected.ok) return selected;
  if (selected.value === 'notFound') return ok(null);
  const answer = await exchange(channel, { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x80 });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status.is === 'triesLeft' && status.triesLeft <= secret.tries) return ok(status.triesLeft);
  if (status.is === 'ok') return ok(secret.tries);
  return status.is === 'blocked' ? ok(0) : err(unreadable);
}

/**
 * VERIFY. Sends the secret once, whatever happens: a wrong one costs a try. Its file is still selected: the tries left were
 * read just before.
 * @throws when the secret does not have the form that the card takes: it would cost a try for nothing
 */
export async function verifySecret(
  channel: CardChannel,
  profile: CardProfile,
  secret: CardSecret,
  value: Uint8Array,
): Promise<Result<undefined, CardFault>> {
  const key = keyOf(profile, secret);
  mustFit(key.secret, value);
  const answer = await exchange(channel, { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x80, data: value });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status.is === 'ok') return ok();
  if (status.is === 'blocked') return err(faultLocked(secret));
  if (status.is === 'triesLeft' && status.triesLeft < key.secret.tries)
    return err(faultWrong(secret, status.triesLeft));
  return err(unreadable);
}

/** @throws when a secret does not fit its rule; the message reveals nothing about it */
export function mustFit({ characters, least, most }: SecretRule, value: Uint8Array): void {
  const allowed = (byte: number): boolean =>
    (byte >= 0x30 && byte <= 0x39) || (characters === 'capitals' && byte >= 0x41 && byte <= 0x5a);
  if (value.length < least || value.length > most || !value.every(allowed))
    throw new Error('the secret is not of the form that the card takes');
}
