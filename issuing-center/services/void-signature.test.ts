import { randomBytes, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { nonceSchema } from '../../shared/ids.ts';
import { loginMessage } from '../../shared/login-message.ts';
import { enrolmentMessage } from '../../shared/service-api.ts';
import type { SessionPurpose } from '../../shared/session-api.ts';
import { signatureOf, type KeyPairOnCard } from '../../simulator/authorities/test-ca/card-material.ts';
import { revocationStateOf, type Revocation } from '../../simulator/authorities/test-ca/register.ts';
import { openCenterServices, type CenterServices } from '../../testing/center/center-services.ts';
import { rulesOfFiles } from '../../testing/center/rules-of-files.ts';
import { newRequestId } from '../../testing/center/plain-kiosk.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { loadMunicipalities } from '../municipalities/load.ts';
import { readAnchors } from '../pki/certificate.ts';
import { ownTables } from '../registers/register-source.ts';
import { enrol } from './enrolment.ts';
import { codes } from '../../testing/municipality-codes.ts';

/*
 * A change of name or address voids the signature certificate and leaves the other one as it is. Its holder is told to have it
 * issued anew, and not what is told of lost cards.
 */

const now = instantInJapan(isoDate('2026-11-20'), '12:00:00');
const clock = { now: () => now };
const kiosk = 'K-TEST';
const tomakomai = codes.tomakomai;
const holder = holderOf('tsukuba-family');

let services: CenterServices;
let town = '';
beforeAll(async () => {
  services = await openCenterServices(clock, ['tsukuba-family', 'tsukuba-just-moved']);
  town = (await loadMunicipalities()).get(tomakomai)?.towns?.[0] ?? '';
});
afterAll(() => services.close());

async function pairsOf(id: string, renewal = 0): Promise<{ auth: KeyPairOnCard; sig: KeyPairOnCard }> {
  const card = await services.ca.cardOf(holderOf(id), { renewal });
  if (!card.userAuthentication) throw new Error('a card without certificate');
  return { auth: card.userAuthentication, sig: signatureOf(card) };
}

function proof({ certificate, privateKey }: KeyPairOnCard, message: Uint8Array) {
  return {
    certificate: Buffer.from(certificate).toString('base64'),
    signature: sign('sha256', message, privateKey).toString('base64'),
  };
}

async function begin(service: 'enrolment' | 'pin', pair: KeyPairOnCard) {
  const kioskNonce = nonceSchema.parse(randomBytes(16).toString('hex'));
  const purpose: SessionPurpose =
    service === 'enrolment'
      ? { service, municipality: tomakomai, kioskNonce }
      : { service, municipality: null, kioskNonce };
  const sessions = services.sessionService();
  const begun = await sessions.begin({ kiosk, ...purpose });
  if (!begun.ok) throw new Error(begun.error.refused);
  const { session } = begun.value;
  const challenge = Buffer.from(begun.value.challenge, 'base64');
  const answer = await sessions.login(
    kiosk,
    session,
    proof(pair, loginMessage({ ...purpose, session, challenge })),
  );
  return { session, answer };
}

/** Logs in with one certificate of a card and signs an enrolment with the other. */
async function enrolWith(auth: KeyPairOnCard, sig: KeyPairOnCard): Promise<string> {
  const { session, answer } = await begin('enrolment', auth);
  expect(answer.ok).toBe(true);
  const form = { place: `${town} 1-2`, headOfRegister: null, telephone: '0144000000' };
  const requestId = newRequestId();
  const message = enrolmentMessage(session, requestId, tomakomai, form);
  const parts = {
    ...{ sql: services.sql, clock, rules: rulesOfFiles(await loadMunicipalities()) },
    registers: () => ownTables,
    anchors: readAnchors(services.ca.anchors().userAuthentication),
    signatureAnchors: readAnchors(services.ca.anchors().digitalSignature),
    revocation: {
      check: async ({ serialNumber }: { serialNumber: string }, { keyId }: { keyId: string }) =>
        revocationStateOf(await services.ca.register.statusOf(keyId, serialNumber.toLowerCase())),
    },
    admitNode: () => Promise.resolve(true),
  };
  const answered = await enrol(parts, kiosk, session, { ...form, requestId, ...proof(sig, message) });
  return answered.ok ? answered.value.state : answered.error.refused;
}

describe('a revoked signature certificate', () => {
  it.each<[string, number, Revocation['reason']]>([
    ['because name or address changed', 1, 'affiliationChanged'],
    ['for no reason that is named', 2, undefined],
  ])('enrols nobody, and is void, not lost (%s): the card has just logged in', async (_, renewal, reason) => {
    const { auth } = await pairsOf(holder.id);
    const { sig } = await pairsOf(holder.id, renewal);
    await services.ca.register.revoke(sig.certificate, now, reason);
    expect(await enrolWith(auth, sig)).toBe('signatureCertificateVoid');
  });

  it.each<[string, number, Revocation['reason'], string]>([
    ['because name or address changed', 3, 'affiliationChanged', 'signatureCertificateVoid'],
    ['for no reason that is named', 4, undefined, 'certificateRevoked'],
  ])('opens no reset of the PIN (%s)', async (_, renewal, reason, refused) => {
    const { sig } = await pairsOf(holder.id, renewal);
    await services.ca.register.revoke(sig.certificate, now, reason);
    expect((await begin('pin', sig)).answer).toEqual({ ok: false, error: { refused } });
  });

  it('is on the card of the made-up resident who has just moved; the other certificate still logs in', async () => {
    const { auth, sig } = await pairsOf('tsukuba-just-moved');
    expect(await enrolWith(auth, sig)).toBe('signatureCertificateVoid');
    expect((await begin('pin', sig)).answer).toMatchObject({
      error: { refused: 'signatureCertificateVoid' },
    });
  });
});

describe('a signature certificate with an earlier name, whose revocation is not known yet', () => {
  const born = '1985-04-12';
  it.each([
    ['the address changed on the day after the issue', { address: '2026-11-21' }, 'signatureCertificateVoid'],
    ['the address changed on the day of the issue', { address: '2026-11-20' }, 'signatureCertificateVoid'],
    ['the address changed before it', { address: '2026-11-19' }, 'enrolmentRefused'],
    ['the name changed after it', { name: '2026-11-21' }, 'signatureCertificateVoid'],
    ['the register says of no change', {}, 'enrolmentRefused'],
    ['the birth is another too', { name: '2026-11-21', born: '1955-05-05' }, 'enrolmentRefused'],
  ])('%s', async (_, changed: { address?: string; name?: string; born?: string }, refused) => {
    const enter = (
      name: string,
      birth: string,
      addressChangedOn: string | null,
      nameChangedOn: string | null,
    ) =>
      services.sql.query(
        `UPDATE residents SET name = $1, birth_date = $2, address_changed_on = $3, name_changed_on = $4
         WHERE id = $5`,
        [name, birth, addressChangedOn, nameChangedOn, holder.id],
      );
    await enter('見本　改', changed.born ?? born, changed.address ?? null, changed.name ?? null);
    try {
      const { auth, sig } = await pairsOf(holder.id);
      expect(await enrolWith(auth, sig)).toBe(refused);
    } finally {
      await enter(holder.name, born, null, null);
    }
  });
});
