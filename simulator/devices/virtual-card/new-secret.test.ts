import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resetPermitMessage } from '../../../shared/reset-permit.ts';
import type { ResettableSecret } from '../../../shared/reset-permit.ts';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { CardMaterial } from '../../authorities/test-ca/test-ca.ts';
import { createVirtualCard } from './virtual-card.ts';
import type { VirtualCard } from './virtual-card.ts';

/** What the card itself permits, whatever a reader sends. */
const issuer = generateKeyPairSync('ec', { namedCurve: 'P-384' });
let material: CardMaterial;
let remove: () => Promise<void>;
beforeAll(async () => {
  const temporary = await openTemporaryCa();
  remove = () => temporary.remove();
  material = await temporary.ca.cardOf(sampleHolder);
});
afterAll(() => remove());

let card: VirtualCard;
beforeEach(() => {
  card = createVirtualCard(material, { issuer: issuer.publicKey, locked: ['pin', 'signaturePassword'] });
  expect(send(selectJpki)).toBe('9000');
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
function send(...commands: readonly string[]): string {
  let answer = '';
  for (const command of commands)
    answer = hex(card.process(Uint8Array.from(Buffer.from(command.replaceAll(' ', ''), 'hex'))));
  return answer;
}

const selectJpki = '00a4040c0ad392f000260100000001';
const selectSurface = '00a4040c0ad3921000310001010408';
const getChallenge = '0084000010';
const secretFile = { pin: '0018', signaturePassword: '001b' } as const;
const selectSecret = (secret: ResettableSecret): string => `00a4020c02${secretFile[secret]}`;
const withData = (head: string, value: string): string =>
  `${head}${Buffer.from([value.length]).toString('hex')}${hex(Buffer.from(value, 'ascii'))}`;
const change = (value: string): string => withData('00240180', value);
const verify = (value: string): string => withData('00200080', value);

function authenticate(secret: ResettableSecret, challenge: string): string {
  const certificate = material.userAuthentication?.certificate ?? new Uint8Array();
  const message = resetPermitMessage({
    cardChallenge: Uint8Array.from(Buffer.from(challenge.slice(0, -4), 'hex')),
    certificateSha256: createHash('sha256').update(certificate).digest(),
    secret,
  });
  const permit = sign('sha384', message, { key: issuer.privateKey, dsaEncoding: 'ieee-p1363' });
  return `008200${secretFile[secret].slice(2)}60${hex(permit)}`;
}

describe('the virtual card, with a permit of its issuer,', () => {
  it('accepts one new secret, and unlocks it', () => {
    expect(send(authenticate('pin', send(getChallenge)), selectSecret('pin'), change('8264'))).toBe('9000');
    expect(send(change('8265'))).toBe('6982');
    expect(send(verify('8264'))).toBe('9000');
    expect(card.triesLeft()).toMatchObject({ userAuthentication: 3, digitalSignature: 0 });
  });

  it('changes no secret other than the one that the permit names', () => {
    expect(send(authenticate('pin', send(getChallenge)))).toBe('9000');
    expect(send(selectSecret('signaturePassword'), change('NEW2SECRET'))).toBe('6982');
    const permit = authenticate('pin', send(getChallenge));
    expect(send(permit.replace('00820018', '0082001b'))).toBe('6300');
    expect(send(permit.replace('00820018', '00820017'))).toBe('6a88');
  });

  it('requires a new challenge each time, even after a wrong permit', () => {
    const challenge = send(getChallenge);
    expect(send(getChallenge)).not.toBe(challenge);
    expect(send(authenticate('pin', challenge))).toBe('6300');
    expect(send(authenticate('pin', challenge))).toBe('6985');
    const used = authenticate('pin', send(getChallenge));
    expect(send(used)).toBe('9000');
    expect(send(used)).toBe('6985');
    expect(send(selectSecret('pin'), change('8264'))).toBe('6982');
  });

  it('forgets challenge and permission when it loses power or the other application is selected', () => {
    for (const forget of [() => card.reset(), () => void send(selectSurface)]) {
      const permit = authenticate('pin', send(getChallenge));
      forget();
      expect(send(selectJpki, permit)).toBe('6985');
      expect(send(authenticate('pin', send(getChallenge)))).toBe('9000');
      forget();
      expect(send(selectJpki, selectSecret('pin'), change('8264'))).toBe('6982');
    }
    expect(send(selectSurface, getChallenge)).toBe('6985');
  });

  it('keeps the permission until it gets a value of the right form', () => {
    send(authenticate('pin', send(getChallenge)), selectSecret('pin'));
    expect(send(change('826'))).toBe('6a80');
    expect(send(change('ABCD'))).toBe('6a80');
    expect(send(change('8264'))).toBe('9000');
  });

  it('refuses the permit when it knows no issuer, and challenges of another length', () => {
    card = createVirtualCard(material);
    send(selectJpki);
    expect(send(authenticate('pin', send(getChallenge)))).toBe('6a88');
    expect(send('0084000008')).toBe('6700');
    expect(send('00820018')).toBe('6a88');
  });
});
