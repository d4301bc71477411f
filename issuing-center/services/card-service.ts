import { createHash, sign } from 'node:crypto';
import type { Login, RefusalOfCodes, SessionBegun } from '../../shared/center-api.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { SessionId } from '../../shared/ids.ts';
import { resetPermitMessage, resetPermitSignature } from '../../shared/reset-permit.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  serviceLoginMessage,
  type BeginService,
  type Enrolment,
  type EnrolmentRequest,
  type ServiceHolder,
} from '../../shared/service-api.ts';
import { readSubject } from '../pki/certificate-subject.ts';
import { validateCertificate, type ValidCertificate } from '../pki/certificate.ts';
import { checkProof } from '../sessions/check-proof.ts';
import { sessionTimes } from '../sessions/session-times.ts';
import { newChallenge, newSessionId } from '../store/random.ts';
import { openRefusal } from '../rules/hours.ts';
import { readFacts } from '../registers/facts.ts';
import { reservedUntil, spendReservations } from '../store/reservations.ts';
import {
  countPermit,
  deleteExpiredServices,
  deleteService,
  findService,
  insertService,
  recordServiceLogin,
  takeServiceChallenge,
  type BegunService,
  type LoggedInService,
} from '../store/service-sessions.ts';
import type { Queries } from '../store/sql.ts';
import { enrol, enrolmentHolder } from './enrolment.ts';
import { personHash, residentOfCard } from './same-person.ts';
import type { ServiceParts } from './service-parts.ts';

/** A card that loses the connection may ask again; more than this is no resident. */
const mostPermits = 3;

/** The services beside the certificates. `kiosk` is the one that TLS knows: another's session does not exist for it. */
export interface CardService {
  begin(request: BeginService): Promise<Result<SessionBegun, RefusalOf<'beginService'>>>;
  login(
    kiosk: string,
    session: SessionId,
    request: Login,
  ): Promise<Result<ServiceHolder, RefusalOf<'serviceLogin'>>>;
  enrol(
    kiosk: string,
    session: SessionId,
    request: EnrolmentRequest,
  ): Promise<Result<Enrolment, RefusalOf<'enrol'>>>;
  permit(
    kiosk: string,
    session: SessionId,
    ask: { readonly cardChallenge: Uint8Array; readonly certificate: Uint8Array },
  ): Promise<Result<Uint8Array, RefusalOf<'permit'>>>;
  changed(kiosk: string, session: SessionId): Promise<Result<undefined, RefusalOf<'secretChanged'>>>;
  end(kiosk: string, session: SessionId): Promise<void>;
  sweep(): Promise<void>;
}

export function createCardService(parts: ServiceParts): CardService {
  const { sql, clock, municipalities, permitKey } = parts;

  function closedFor(
    municipalityId: BeginService['municipality'],
  ): RefusalOfCodes<'outOfHours' | 'serviceClosed'> | null {
    if (municipalityId === null) return null;
    const municipality = municipalities.get(municipalityId);
    // A municipality whose guide knows no enrolment has no towns to choose from.
    if (!municipality?.towns) return { refused: 'serviceClosed' };
    const closed = openRefusal(municipality, clock.now());
    return closed ? { refused: closed } : null;
  }

  async function holderOf(
    session: BegunService,
    valid: ValidCertificate,
  ): Promise<Result<ServiceHolder, RefusalOf<'serviceLogin'>>> {
    const now = clock.now();
    if (session.service === 'pin') return ok({ service: 'pin' });
    if (session.service === 'signaturePassword') {
      const until = await reservedUntil(sql, valid.sha256, now);
      return until === null
        ? err({ refused: 'reservationMissing' })
        : ok({ service: 'signaturePassword', reservedUntil: until });
    }
    const municipality = session.municipality && municipalities.get(session.municipality);
    if (!municipality) return err({ refused: 'serviceClosed' });
    const facts = await readFacts(sql, valid, municipality.id);
    if (!facts) return err({ refused: 'certificateUnknown' });
    if (facts.certificate.revoked) return err({ refused: 'certificateRevoked' });
    return ok(enrolmentHolder(municipality, facts));
  }

  return {
    async begin(request) {
      const now = clock.now();
      if (!(await parts.admitNode(sql))) return err({ refused: 'serviceClosed' });
      if ((request.service === 'enrolment') !== (request.municipality !== null))
        return err({ refused: 'invalidOrder' });
      const closed = closedFor(request.municipality);
      if (closed) return err(closed);
      const session = newSessionId();
      const challenge = newChallenge();
      await insertService(
        sql,
        { ...request, id: session },
        { bytes: challenge, expiresAt: now + sessionTimes.challengeMs },
        now + sessionTimes.sessionMs,
      );
      return ok({ session, challenge: Buffer.from(challenge).toString('base64') });
    },

    async login(kiosk, sessionId, request) {
      const now = clock.now();
      const session = await takeServiceChallenge(sql, kiosk, sessionId, now);
      if (!session) return err({ refused: 'sessionEnded' });
      const closed = closedFor(session.municipality);
      if (closed) return err(closed);
      const byPassword = session.service === 'pin';
      const { revocation, anchors, signatureAnchors } = parts;
      const proof = await checkProof(
        request,
        serviceLoginMessage({ ...session, session: session.id }),
        { revocation, anchors: byPassword ? signatureAnchors : anchors },
        now,
        byPassword ? 'signature' : 'userAuthentication',
      );
      if (!proof.ok) return proof;
      const subject = byPassword ? readSubject(Buffer.from(request.certificate, 'base64')) : null;
      if (byPassword && !subject) return err({ refused: 'certificateUnknown' });
      const holder = await holderOf(session, proof.value);
      if (!holder.ok) return holder;
      const { issuerKeyId, serial, sha256 } = proof.value;
      const recorded = await recordServiceLogin(
        sql,
        session.id,
        {
          issuerKeyId,
          serial,
          certificateSha256: sha256,
          subjectSha256: subject ? personHash(subject) : null,
        },
        now + sessionTimes.sessionMs,
      );
      return recorded ? holder : err({ refused: 'sessionEnded' });
    },

    enrol: (kiosk, sessionId, request) => enrol(parts, kiosk, sessionId, request),

    async permit(kiosk, sessionId, { cardChallenge, certificate }) {
      const now = clock.now();
      const session = await findService(sql, kiosk, sessionId, now);
      if (!session || session.service === 'enrolment') return err({ refused: 'sessionEnded' });
      const valid = validateCertificate(certificate, parts.anchors, now);
      if (!valid.ok) return err({ refused: valid.error });
      const revoked = await parts.revocation.check(valid.value.certificate, valid.value.anchor);
      if (revoked !== 'good')
        return err({ refused: revoked === 'revoked' ? 'certificateRevoked' : 'revocationUnknown' });
      if (!(await isCardOfSession(sql, session, valid.value))) return err({ refused: 'certificateUnknown' });
      if (session.service === 'signaturePassword') {
        // Asked again: the reservation may have been used or have ended since the login.
        const until = await reservedUntil(sql, session.certificateSha256, now);
        if (until === null) return err({ refused: 'reservationMissing' });
      }
      if (!(await countPermit(sql, session.id, mostPermits))) return err({ refused: 'sessionEnded' });
      const message = resetPermitMessage({
        cardChallenge,
        certificateSha256: createHash('sha256').update(certificate).digest(),
        secret: session.service,
      });
      const { digest, dsaEncoding } = resetPermitSignature;
      return ok(new Uint8Array(sign(digest, message, { key: permitKey, dsaEncoding })));
    },

    async changed(kiosk, sessionId) {
      const session = await findService(sql, kiosk, sessionId, clock.now());
      if (!session) return err({ refused: 'sessionEnded' });
      if (session.service === 'signaturePassword') await spendReservations(sql, session.certificateSha256);
      return ok();
    },

    end: (kiosk, session) => deleteService(sql, kiosk, session),
    sweep: () => deleteExpiredServices(sql, clock.now()),
  };
}

/** The card that gets a new secret is the one that logged in, or one of the person who did. */
async function isCardOfSession(
  queries: Queries,
  session: LoggedInService,
  card: ValidCertificate,
): Promise<boolean> {
  if (session.subjectSha256 === null) return card.sha256 === session.certificateSha256;
  const resident = await residentOfCard(queries, card);
  return resident !== null && personHash(resident) === session.subjectSha256;
}
