import { createHash, sign } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { SessionId } from '../../shared/ids.ts';
import { resetPermitMessage, resetPermitSignature } from '../../shared/reset-permit.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Municipalities } from '../municipalities/load.ts';
import { readSubject } from '../pki/certificate-subject.ts';
import { validateCertificate, type ValidCertificate } from '../pki/certificate.ts';
import type { RegisterSources } from '../registers/register-source.ts';
import type { Admitted } from '../sessions/admitted.ts';
import {
  municipalityOfReserved,
  reservedUntil,
  spendReservations,
  type ReservedFor,
} from '../store/reservations.ts';
import { countPermit, findLoggedIn, type LoggedInSession } from '../store/sessions.ts';
import type { Queries } from '../store/sql.ts';
import { hashOfResident, personHash, residentOfCard } from './same-person.ts';
import type { ServiceParts } from './service-parts.ts';

/** A card that loses the connection may ask again; whoever asks more often is no resident. */
const mostPermits = 3;

/** A session in which a card gets a new secret. */
type ResetSession = Extract<LoggedInSession, { service: 'signaturePassword' | 'pin' }>;

/** New secrets on a card. `kiosk` is the name that TLS has proved: to it, another kiosk's session does not exist. */
export interface ResetService {
  permit(
    kiosk: string,
    session: SessionId,
    ask: { readonly cardChallenge: Uint8Array; readonly certificate: Uint8Array },
  ): Promise<Result<Uint8Array, RefusalOf<'permit'>>>;
  /** The card has the new secret: the reservation is used up. */
  changed(kiosk: string, session: SessionId): Promise<Result<undefined, RefusalOf<'secretChanged'>>>;
}

export function createResetService(parts: ServiceParts): ResetService {
  const { sql, clock, permitKey } = parts;

  async function sessionOf(kiosk: string, id: SessionId, now: Instant): Promise<ResetSession | null> {
    const session = await findLoggedIn(sql, kiosk, id, now);
    return session?.service === 'signaturePassword' || session?.service === 'pin' ? session : null;
  }

  return {
    async permit(kiosk, sessionId, { cardChallenge, certificate }) {
      const now = clock.now();
      const session = await sessionOf(kiosk, sessionId, now);
      if (!session) return err({ refused: 'sessionEnded' });
      const valid = validateCertificate(certificate, parts.anchors, now);
      if (!valid.ok) return err({ refused: valid.error });
      const revoked = await parts.revocation.check(valid.value.certificate, valid.value.anchor);
      if (revoked !== 'good')
        return err({ refused: revoked === 'unknown' ? 'revocationUnknown' : 'certificateRevoked' });
      if (!(await isCardOfSession(sql, session, valid.value))) return err({ refused: 'certificateUnknown' });
      // Asked again: the reservation may have been used or have ended since the login.
      if ((await reservedUntil(sql, reservedFor(session), now)) === null)
        return err({ refused: 'reservationMissing' });
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
      const session = await sessionOf(kiosk, sessionId, clock.now());
      if (!session) return err({ refused: 'sessionEnded' });
      await spendReservations(sql, reservedFor(session));
      return ok();
    },
  };
}

/** Only somebody who reserved it with the smartphone gets a new signature password. */
export async function admitToNewPassword(
  queries: Queries,
  valid: ValidCertificate,
  now: Instant,
): Promise<Result<Admitted, RefusalOf<'login'>>> {
  const until = await reservedUntil(queries, { certificate: valid.sha256 }, now);
  if (until === null) return err({ refused: 'reservationMissing' });
  return ok({
    persons: null,
    subjectSha256: null,
    answer: ok({ service: 'signaturePassword', reservedUntil: until }),
  });
}

/**
 * A new PIN is for whoever reserved it with the smartphone, lives where kiosks may reset it, and for the card of the person whose
 * signature certificate this is.
 */
export async function admitToNewPin(
  queries: Queries,
  { municipalities, registers }: { municipalities: Municipalities; registers: RegisterSources },
  { certificate }: ValidCertificate,
  now: Instant,
): Promise<Result<Admitted, RefusalOf<'login'>>> {
  const subject = readSubject(certificate.raw);
  if (!subject) return err({ refused: 'certificateUnknown' });
  const person = personHash(subject);
  if ((await reservedUntil(queries, { person }, now)) === null) return err({ refused: 'reservationMissing' });
  const home = await municipalityOfReserved(queries, { person }, now);
  // Whose card it is stands in the registers, and which municipality's the session for it does not know.
  if (home === null || municipalities.get(home)?.pinResetAtKiosk !== true || !registers(home).inOwnTables)
    return err({ refused: 'resetNotPossible' });
  return ok({ persons: null, subjectSha256: person, answer: ok({ service: 'pin' }) });
}

/** Whose reservation opened a session. */
function reservedFor(session: ResetSession): ReservedFor {
  return session.service === 'signaturePassword'
    ? { certificate: session.certificateSha256 }
    : { person: session.subjectSha256 };
}

/** The card that gets a new secret must be the one that logged in, or belong to the person who did. */
async function isCardOfSession(
  queries: Queries,
  session: ResetSession,
  card: ValidCertificate,
): Promise<boolean> {
  if (session.service === 'signaturePassword') return card.sha256 === session.certificateSha256;
  const resident = await residentOfCard(queries, card);
  return resident !== null && hashOfResident(resident) === session.subjectSha256;
}
