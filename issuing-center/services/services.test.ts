import { standardLimits } from '../limits/limits.ts';
import { createHash, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { nonceSchema, type SessionId } from '../../shared/ids.ts';
import { resetPermitMessage, resetPermitSignature } from '../../shared/reset-permit.ts';
import { loginMessage } from '../../shared/login-message.ts';
import { enrolmentMessage, type EnrolmentForm, type OtherService } from '../../shared/service-api.ts';
import type { SessionPurpose } from '../../shared/session-api.ts';
import { openCenterServices, type CenterServices } from '../../testing/center/center-services.ts';
import { wholeLine } from '../../testing/center/whole-line.ts';
import { rulesOfFiles } from '../../testing/center/rules-of-files.ts';
import { letOneResetPins } from '../../simulator/residents/pin-reset.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { newRequestId } from '../../testing/center/plain-kiosk.ts';
import { reservationFor } from '../../simulator/devices/smartphone/reserve.ts';
import { signatureOf, type KeyPairOnCard } from '../../simulator/authorities/test-ca/card-material.ts';
import { revocationStateOf } from '../../simulator/authorities/test-ca/register.ts';
import { readAnchors, validateCertificate } from '../pki/certificate.ts';
import { loadMunicipalities } from '../municipalities/load.ts';
import { setEnrolmentState } from '../registers/enrolments.ts';
import { ownTables } from '../registers/register-source.ts';
import { setRevoked } from '../registers/user-certificates.ts';
import { createReservationService, reservationMs, type ReservationService } from './reservation-service.ts';
import { sessionTimes } from '../sessions/session-times.ts';
import { createSessionService, type SessionService } from '../session-service.ts';
import { enrol } from './enrolment.ts';
import { createResetService, type ResetService } from './reset-service.ts';
import type { ServiceParts } from './service-parts.ts';
import { codes } from '../../testing/municipality-codes.ts';

const start = instantInJapan(isoDate('2026-11-20'), '12:00:00');
const clock = { at: start, now: () => clock.at };
const kiosk = 'K-TEST';
const tomakomai = codes.tomakomai;
const issuer = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const application = generateKeyPairSync('ed25519');
const form: EnrolmentForm = { place: '', headOfRegister: 'みほんたろう', telephone: '0144000000' };

let services: CenterServices;
let parts: ServiceParts;
let sessions: SessionService;
let resets: ResetService;
let reservations: ReservationService;
let town = '';

beforeAll(async () => {
  services = await openCenterServices(clock, ['tsukuba-single', 'tsukuba-family', 'arakawa-glyphs']);
  const { sql, ca } = services;
  const municipalities = letOneResetPins(await loadMunicipalities());
  town = municipalities.get(tomakomai)?.towns?.[0] ?? '';
  const anchors = readAnchors(ca.anchors().userAuthentication);
  parts = {
    ...{ sql, clock, rules: rulesOfFiles(municipalities), anchors, registers: () => ownTables },
    signatureAnchors: readAnchors(ca.anchors().digitalSignature),
    revocation: {
      check: async ({ serialNumber }, { keyId }) =>
        revocationStateOf(await ca.register.statusOf(keyId, serialNumber.toLowerCase())),
    },
    ...{ permitKey: issuer.privateKey, admitNode: () => Promise.resolve(true) },
  };
  sessions = createSessionService(parts);
  resets = createResetService(parts);
  reservations = createReservationService({
    ...{ sql, clock, anchors, applicationKey: application.publicKey },
    mostOfCard: standardLimits.reservationsOfCard,
  });
});
const refused = (code: string) => ({ ok: false, error: { refused: code } });
beforeEach(() => {
  clock.at = start;
});
afterAll(() => services.close());

async function cardOf(id: string, renewal = 0): Promise<{ auth: KeyPairOnCard; sig: KeyPairOnCard }> {
  const card = await services.ca.cardOf(holderOf(id), { renewal });
  if (!card.userAuthentication) throw new Error('a card without certificate');
  return { auth: card.userAuthentication, sig: signatureOf(card) };
}

function proof(pair: KeyPairOnCard, message: Uint8Array): { certificate: string; signature: string } {
  return {
    certificate: Buffer.from(pair.certificate).toString('base64'),
    signature: sign('sha256', message, pair.privateKey).toString('base64'),
  };
}

async function begin(service: OtherService, pair: KeyPairOnCard) {
  const kioskNonce = nonceSchema.parse(randomBytes(16).toString('hex'));
  const purpose: SessionPurpose =
    service === 'enrolment'
      ? { service, municipality: tomakomai, kioskNonce }
      : { service, municipality: null, kioskNonce };
  const begun = await sessions.begin({ kiosk, ...purpose });
  if (!begun.ok) throw new Error(begun.error.refused);
  const { session } = begun.value;
  const challenge = Buffer.from(begun.value.challenge, 'base64');
  const message = loginMessage({ ...purpose, session, challenge });
  return { session, answer: await sessions.login(kiosk, session, proof(pair, message)) };
}

function signed(
  session: SessionId,
  pair: KeyPairOnCard,
  changes: Partial<EnrolmentForm> = {},
  id = newRequestId(),
) {
  const filled = { ...form, place: `${town} 1-2`, ...changes };
  return {
    ...filled,
    requestId: id,
    ...proof(pair, enrolmentMessage(session, id, tomakomai, filled)),
  };
}

describe('本籍地利用登録申請', () => {
  it('takes a signed request, gives it a number, and the same request again the same number', async () => {
    const { auth, sig } = await cardOf('tsukuba-single');
    const { session, answer } = await begin('enrolment', auth);
    expect(answer).toMatchObject({ ok: true, value: { enrolments: [], mayEnrol: true } });
    const request = signed(session, sig);
    const first = await enrol(parts, kiosk, session, request);
    expect(first).toMatchObject({ ok: true, value: { state: 'received', madeAt: start } });
    expect(await enrol(parts, kiosk, session, request)).toEqual(first);
    expect(
      await enrol(
        parts,
        kiosk,
        session,
        signed(session, sig, { telephone: '0144999999' }, request.requestId),
      ),
    ).toEqual(refused('invalidOrder'));
    // Another one while the first is under way.
    expect(await enrol(parts, kiosk, session, signed(session, sig))).toEqual(refused('enrolmentRefused'));

    for (const state of ['examined', 'registered', 'refused'] as const) {
      const number = first.ok ? first.value.number : '';
      expect(await setEnrolmentState(services.sql, number, state)).toBe(true);
      const { answer: later } = await begin('enrolment', auth);
      expect(later).toMatchObject({
        ok: true,
        value: { enrolments: [{ number, state }], mayEnrol: state === 'refused' },
      });
    }
  });

  it('is reported void after the card was renewed, or name or address changed', async () => {
    const { auth, sig } = await cardOf('arakawa-glyphs');
    const { session } = await begin('enrolment', auth);
    const made = await enrol(parts, kiosk, session, signed(session, sig));
    expect(made.ok).toBe(true);
    // The days in between are closed for the turn of the year.
    clock.at = instantInJapan(isoDate('2027-01-12'), '12:00:00');
    await services.sql.query(
      "UPDATE residents SET address_changed_on = '2027-01-05' WHERE id = 'arakawa-glyphs'",
    );
    const changed = await begin('enrolment', auth);
    expect(changed.answer).toMatchObject({
      value: { enrolments: [{ state: 'voidByChange' }], mayEnrol: true },
    });
    await services.sql.query("UPDATE residents SET address_changed_on = NULL WHERE id = 'arakawa-glyphs'");

    const renewed = await cardOf('arakawa-glyphs', 1);
    const anchors = parts.anchors;
    const valid = validateCertificate(renewed.auth.certificate, anchors, clock.now());
    if (!valid.ok) throw new Error(valid.error);
    await services.sql.query(
      'INSERT INTO user_certificates (issuer_key_id, serial, resident) VALUES ($1, $2, $3)',
      [valid.value.issuerKeyId, valid.value.serial, 'arakawa-glyphs'],
    );
    const after = await begin('enrolment', renewed.auth);
    expect(after.answer).toMatchObject({
      value: { enrolments: [{ state: 'voidByRenewal' }], mayEnrol: true },
    });
  });

  it.each([
    [
      'signed by another person',
      async (session: SessionId) => signed(session, (await cardOf('arakawa-glyphs')).sig),
    ],
    [
      'for an unknown town',
      async (session: SessionId) =>
        signed(session, (await cardOf('tsukuba-family')).sig, { place: 'どこか町 1' }),
    ],
  ])('refuses a request %s', async (_what, make) => {
    const { auth } = await cardOf('tsukuba-family');
    const { session } = await begin('enrolment', auth);
    expect(await enrol(parts, kiosk, session, await make(session))).toEqual(refused('enrolmentRefused'));
  });

  it('refuses a request that was altered, signed with the other key, or sent by another kiosk', async () => {
    const { auth, sig } = await cardOf('tsukuba-family');
    const { session } = await begin('enrolment', auth);
    const request = signed(session, sig);
    expect(await enrol(parts, kiosk, session, { ...request, telephone: '0144000001' })).toEqual(
      refused('signatureWrong'),
    );
    expect(await enrol(parts, kiosk, session, signed(session, auth))).toEqual(refused('certificateUnknown'));
    expect(await enrol(parts, 'K-OTHER', session, request)).toEqual(refused('sessionEnded'));
  });

  it('is not offered where the guide has none, nor outside the hours', async () => {
    const kioskNonce = nonceSchema.parse(randomBytes(16).toString('hex'));
    const ask = { kiosk, service: 'enrolment' as const, kioskNonce };
    const meguro = codes.meguro;
    expect(await sessions.begin({ ...ask, municipality: meguro })).toEqual(refused('enrolmentRefused'));
    clock.at = instantInJapan(isoDate('2026-11-20'), '23:00:00');
    expect(await sessions.begin({ ...ask, municipality: tomakomai })).toEqual(refused('outOfHours'));
  });
});

async function reserve(id: string) {
  return reservations.reserve(reservationFor((await cardOf(id)).auth.certificate, application.privateKey));
}

describe('署名用パスワード初期化', () => {
  const cardChallenge = new Uint8Array(randomBytes(16));

  it('needs a reservation, which holds for 24 hours and for one reset', async () => {
    const { auth } = await cardOf('tsukuba-single');
    expect((await begin('signaturePassword', auth)).answer).toEqual(refused('reservationMissing'));
    expect(await reserve('tsukuba-single')).toEqual({
      ok: true,
      value: { validUntil: start + reservationMs },
    });
    clock.at = start + reservationMs - 1;
    const { session, answer } = await begin('signaturePassword', auth);
    expect(answer).toMatchObject({ ok: true, value: { reservedUntil: start + reservationMs } });

    const permit = await resets.permit(kiosk, session, { cardChallenge, certificate: auth.certificate });
    const message = resetPermitMessage({
      cardChallenge,
      certificateSha256: createHash('sha256').update(auth.certificate).digest(),
      secret: 'signaturePassword',
    });
    const { digest, dsaEncoding } = resetPermitSignature;
    expect(permit.ok && verify(digest, message, { key: issuer.publicKey, dsaEncoding }, permit.value)).toBe(
      true,
    );

    expect(await resets.changed(kiosk, session)).toEqual({ ok: true, value: undefined });
    expect((await begin('signaturePassword', auth)).answer).toMatchObject(refused('reservationMissing'));
    clock.at = start;
    expect(await reserve('tsukuba-single')).toMatchObject({ ok: true });
    clock.at = start + reservationMs;
    expect((await begin('signaturePassword', auth)).answer).toMatchObject(refused('reservationMissing'));
  });

  it('gives no permit for another card, and no more than three for its own', async () => {
    const { auth } = await cardOf('tsukuba-family');
    expect((await reserve('tsukuba-family')).ok).toBe(true);
    const { session } = await begin('signaturePassword', auth);
    const other = (await cardOf('arakawa-glyphs')).auth.certificate;
    expect(await resets.permit(kiosk, session, { cardChallenge, certificate: other })).toEqual(
      refused('certificateUnknown'),
    );
    for (let ask = 0; ask < 3; ask++)
      expect((await resets.permit(kiosk, session, { cardChallenge, certificate: auth.certificate })).ok).toBe(
        true,
      );
    expect(await resets.permit(kiosk, session, { cardChallenge, certificate: auth.certificate })).toEqual(
      refused('sessionEnded'),
    );
  });

  it('accepts reservations only from the application, and each only once', async () => {
    const { certificate } = (await cardOf('tsukuba-family')).auth;
    const stranger = generateKeyPairSync('ed25519').privateKey;
    expect(await reservations.reserve(reservationFor(certificate, stranger))).toEqual(
      refused('signatureWrong'),
    );
    const request = reservationFor(certificate, application.privateKey);
    expect(await reservations.reserve(request)).toMatchObject({ ok: true });
    expect(await reservations.reserve(request)).toEqual(refused('invalidOrder'));
    expect(await reservations.reserve({ ...request, certificate: 'AAAA' })).toEqual(
      refused('signatureWrong'),
    );
  });
});

describe('reservations of one card', () => {
  it('are five a day, however many are asked for at once; another card has its own', async () => {
    clock.at = start + 90 * 24 * 3_600_000;
    const answers = await Promise.all(Array.from({ length: 30 }, () => reserve('tsukuba-family')));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    for (const answer of answers) if (!answer.ok) expect(answer).toEqual(refused('tooOften'));
    expect((await reserve('tsukuba-single')).ok).toBe(true);
    clock.at += reservationMs - 1;
    expect(await reserve('tsukuba-family')).toEqual(refused('tooOften'));
    clock.at += 1;
    expect((await reserve('tsukuba-family')).ok).toBe(true);
    await services.sql.query('DELETE FROM reservations');
  });
});

describe('a new PIN, with the signature password', () => {
  const cardChallenge = new Uint8Array(randomBytes(16));

  it('needs a reservation as the password does, for one reset', async () => {
    const { auth, sig } = await cardOf('tsukuba-single');
    clock.at = start + 2 * reservationMs;
    expect((await begin('pin', sig)).answer).toEqual(refused('reservationMissing'));
    expect(await reserve('tsukuba-single')).toMatchObject({ ok: true });
    const { session, answer } = await begin('pin', sig);
    expect(answer).toEqual({ ok: true, value: { service: 'pin' } });
    const ask = { cardChallenge, certificate: auth.certificate };
    expect((await resets.permit(kiosk, session, ask)).ok).toBe(true);
    expect(await resets.changed(kiosk, session)).toEqual({ ok: true, value: undefined });
    expect(await resets.permit(kiosk, session, ask)).toMatchObject(refused('reservationMissing'));
    expect((await begin('pin', sig)).answer).toMatchObject(refused('reservationMissing'));
  });

  it('is permitted for the card of the person who signed, and for no other', async () => {
    const { auth, sig } = await cardOf('tsukuba-family');
    expect(await reserve('tsukuba-family')).toMatchObject({ ok: true });
    const { session, answer } = await begin('pin', sig);
    expect(answer).toEqual({ ok: true, value: { service: 'pin' } });
    expect((await resets.permit(kiosk, session, { cardChallenge, certificate: auth.certificate })).ok).toBe(
      true,
    );
    const other = (await cardOf('arakawa-glyphs')).auth.certificate;
    expect(await resets.permit(kiosk, session, { cardChallenge, certificate: other })).toMatchObject(
      refused('certificateUnknown'),
    );
  });

  it('is refused to the key of the PIN and to a revoked certificate', async () => {
    const { auth, sig } = await cardOf('arakawa-glyphs');
    expect((await begin('pin', auth)).answer).toEqual(refused('certificateUnknown'));
    await services.ca.register.revoke(sig.certificate, clock.now());
    expect((await begin('pin', sig)).answer).toEqual(refused('certificateRevoked'));
  });

  it('is refused for a card that was reported lost at the window', async () => {
    const { auth, sig } = await cardOf('tsukuba-single');
    expect(await reserve('tsukuba-single')).toMatchObject({ ok: true });
    const { session } = await begin('pin', sig);
    const valid = validateCertificate(auth.certificate, parts.anchors, clock.now());
    if (!valid.ok) throw new Error(valid.error);
    await setRevoked(services.sql, valid.value, true);
    expect(
      await resets.permit(kiosk, session, { cardChallenge, certificate: auth.certificate }),
    ).toMatchObject(refused('certificateUnknown'));
    await setRevoked(services.sql, valid.value, false);
  });
});

describe('a session', () => {
  const ended = { ok: false, error: { refused: 'sessionEnded' } };
  const cardChallenge = new Uint8Array(randomBytes(16));

  it('for certificates enrols nobody and resets nothing', async () => {
    const { auth, sig } = await cardOf('tsukuba-family');
    const { session, answer } = await services.login('tsukuba-family');
    expect(answer.ok).toBe(true);
    const card = { cardChallenge, certificate: auth.certificate };
    expect(await resets.permit('KIOSK-1', session, card)).toEqual(ended);
    expect(await resets.changed('KIOSK-1', session)).toEqual(ended);
    expect(await enrol(parts, 'KIOSK-1', session, signed(session, sig))).toEqual(ended);
  });

  it('for another service orders no certificate, and serves only what it was begun for', async () => {
    const { auth, sig } = await cardOf('tsukuba-family');
    const own = await services.login('tsukuba-family');
    if (!own.answer.ok) throw new Error('no login');
    const lines = own.answer.value.certificates.map(wholeLine);
    expect(lines.length).toBeGreaterThan(0);
    const [enrolment, reset] = [await begin('enrolment', auth), await begin('pin', sig)];
    expect([enrolment.answer.ok, reset.answer.ok]).toEqual([true, true]);
    for (const { session } of [enrolment, reset]) {
      const request = { requestId: newRequestId(), lines };
      const { signal } = new AbortController();
      expect(await services.orderOfRequest()(kiosk, session, request, signal)).toEqual(ended);
    }
    const card = { cardChallenge, certificate: auth.certificate };
    expect(await resets.permit(kiosk, enrolment.session, card)).toEqual(ended);
    expect(await enrol(parts, kiosk, reset.session, signed(reset.session, sig))).toEqual(ended);
  });

  it('is ended only by its own kiosk, and by itself when its time is over', async () => {
    const states = () => services.sql.query('SELECT service FROM sessions');
    await services.sql.query('DELETE FROM sessions');
    const { sig } = await cardOf('tsukuba-family');
    const { session } = await begin('pin', sig);
    await sessions.end('K-OTHER', session);
    expect(await states()).toEqual([{ service: 'pin' }]);
    await sessions.end(kiosk, session);
    expect(await states()).toEqual([]);
    await begin('pin', sig);
    clock.at = start + sessionTimes.sessionMs - 1;
    await sessions.sweep();
    expect(await states()).toEqual([{ service: 'pin' }]);
    clock.at = start + sessionTimes.sessionMs;
    await sessions.sweep();
    expect(await states()).toEqual([]);
  });
});
