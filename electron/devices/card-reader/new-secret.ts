import { cardChallengeLength, resetPermitSignature } from '../../../shared/reset-permit.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { CardFault } from '../../../state-machines/ports.ts';
import type { Status } from './apdu.ts';
import type { CardChannel } from './card-source.ts';
import { exchange, selectKnownFile, unreadable } from './exchange.ts';

/*
 * How a card takes a new secret from its issuer is not published. This is the project's own choice of commands from ISO/IEC
 * 7816-4: GET CHALLENGE, EXTERNAL AUTHENTICATE with the issuer's permit (shared/reset-permit.ts), then CHANGE.
 */

/** GET CHALLENGE: 16 bytes that the permit has to answer, valid until the next challenge or until the card loses power. */
export async function getChallenge(channel: CardChannel): Promise<Result<Uint8Array, CardFault>> {
  const command = { cla: 0x00, ins: 0x84, p1: 0x00, p2: 0x00, expected: cardChallengeLength };
  const answer = await exchange(channel, command);
  if (!answer.ok) return answer;
  const { data, status } = answer.value;
  if (status.is === 'ok') return data.length === cardChallengeLength ? ok(data) : err(unreadable);
  return err(refusal(status));
}

/** EXTERNAL AUTHENTICATE. The reference data is the secret's file, so that the permit opens only that one. */
export async function presentPermit(
  channel: CardChannel,
  secretFile: number,
  permit: Uint8Array,
): Promise<Result<undefined, CardFault>> {
  if (permit.length !== resetPermitSignature.length) return err({ fault: 'permitRefused' });
  const command = { cla: 0x00, ins: 0x82, p1: 0x00, p2: secretFile & 0xff, data: permit };
  const answer = await exchange(channel, command);
  if (!answer.ok) return answer;
  return answer.value.status.is === 'ok' ? ok() : err(refusal(answer.value.status));
}

/** CHANGE. When its answer is lost, the card may have either secret. */
export async function setSecret(
  channel: CardChannel,
  secretFile: number,
  value: Uint8Array,
): Promise<Result<undefined, CardFault>> {
  const selected = await selectKnownFile(channel, secretFile);
  if (!selected.ok) return selected;
  const answer = await exchange(channel, { cla: 0x00, ins: 0x24, p1: 0x01, p2: 0x80, data: value });
  if (!answer.ok) return answer;
  return answer.value.status.is === 'ok' ? ok() : err(refusal(answer.value.status));
}

/** A card that refuses, or does not know the command, refuses the permit; any other answer makes no sense. */
function refusal(status: Status): CardFault {
  switch (status.is) {
    case 'triesLeft':
    case 'blocked':
    case 'securityNotSatisfied':
    case 'notFound':
    case 'notSupported':
      return { fault: 'permitRefused' };
    case 'other': {
      const family = status.statusWord >> 8;
      return [0x63, 0x69, 0x6a].includes(family) ? { fault: 'permitRefused' } : unreadable;
    }
    case 'ok':
    case 'okWithMore':
    case 'endOfFile':
    case 'noStatus':
      return unreadable;
  }
}
