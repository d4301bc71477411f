import type {
  AvailableCertificate,
  BeginSession,
  Login,
  RefusalCode,
  Resident as ResidentAnswer,
  SessionBegun,
} from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { japanDate, type Clock } from '../../shared/dates.ts';
import type { PersonRef, SessionId } from '../../shared/ids.ts';
import { loginMessage } from '../../shared/login-message.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Municipalities } from '../municipalities/load.ts';
import type { Municipality } from '../municipalities/schema.ts';
import { newChallenge, newPersonRefs, newSessionId } from '../random.ts';
import { admit, personsFor, serviceAvailable } from '../rules/eligibility.ts';
import { openRefusal } from '../rules/hours.ts';
import { priceOn } from '../rules/price.ts';
import { findCertificate, readHousehold, type Household } from '../store/registers.ts';
import { insertSession, recordLogin, takeChallenge } from '../store/sessions.ts';
import type { Sql } from '../store/sql.ts';
import { signedBy, validateCertificate, type Anchor } from './certificate.ts';

/** How long sessions live, ms. */
export const sessionTimes = {
  /** From the beginning of the session to the card's signature: card, PIN, and a second thought about the PIN. */
  challengeMs: 5 * 60_000,
  /** From the last answer: the kiosk's screens ask after 90 s; a screen may be extended, and staff may fetch paper. */
  sessionMs: 15 * 60_000,
} as const;

export interface LoginDesk {
  begin(request: BeginSession): Promise<Result<SessionBegun, RefusalCode>>;
  login(session: SessionId, request: Login): Promise<Result<ResidentAnswer, RefusalCode>>;
}

/** Begins sessions and checks the cards' answers to their challenges. */
export function createLoginDesk(center: {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly municipalities: Municipalities;
  readonly anchors: readonly Anchor[];
  readonly issuable: ReadonlySet<CertificateKind>;
}): LoginDesk {
  const { sql, clock, municipalities, anchors, issuable } = center;

  return {
    async begin(request) {
      const now = clock.now();
      const municipality = municipalities.get(request.municipality);
      if (!municipality) return err('serviceClosed');
      const closed = openRefusal(municipality, now);
      if (closed) return err(closed);
      const session = newSessionId();
      const challenge = newChallenge();
      await insertSession(
        sql,
        {
          id: session,
          kiosk: request.kiosk,
          municipality: municipality.id,
          kioskNonce: request.kioskNonce,
        },
        { bytes: challenge, expiresAt: now + sessionTimes.challengeMs },
        now + sessionTimes.sessionMs,
      );
      return ok({ session, challenge: Buffer.from(challenge).toString('base64') });
    },

    async login(sessionId, request) {
      const now = clock.now();
      // Taken before anything is looked at: a challenge answers one login, also a wrong one.
      const session = await takeChallenge(sql, sessionId, now);
      if (!session) return err('sessionEnded');
      const municipality = municipalities.get(session.municipality);
      if (!municipality) return err('serviceClosed');
      const closed = openRefusal(municipality, now);
      if (closed) return err(closed);

      const valid = validateCertificate(Buffer.from(request.certificate, 'base64'), anchors, now);
      if (!valid.ok) return valid;
      const { certificate, issuerKeyId, serial, sha256 } = valid.value;
      const message = loginMessage({ ...session, session: session.id });
      if (!signedBy(certificate, message, Buffer.from(request.signature, 'base64')))
        return err('signatureWrong');

      const entry = await findCertificate(sql, { issuerKeyId, serial });
      if (!entry) return err('certificateUnknown');
      if (entry.revoked) return err('certificateRevoked');
      const household = await readHousehold(sql, entry.resident);
      if (!household) throw new Error('a certificate of a resident who is not in the register');

      // Refused or not, the same is computed and written, so that the time tells nothing about a restriction.
      const refs = newPersonRefs(household.members.length);
      const persons = new Map(household.members.map(({ id }, index) => [id, refs[index]] as const));
      const certificates = availableCertificates(municipality, household, persons, issuable, now);
      const admitted = admit(municipality, household, japanDate(now));
      const recorded = await recordLogin(
        sql,
        session.id,
        {
          certificateSha256: sha256,
          issuerKeyId,
          serial,
          persons: admitted.ok ? residentsByRef(persons) : {},
        },
        now + sessionTimes.sessionMs,
      );
      if (!recorded) return err('sessionEnded');
      if (!admitted.ok) return admitted;
      return certificates.length > 0 ? ok({ certificates }) : err('notAvailable');
    },
  };
}

type Refs = ReadonlyMap<string, PersonRef | undefined>;

function availableCertificates(
  municipality: Municipality,
  household: Household,
  refs: Refs,
  issuable: ReadonlySet<CertificateKind>,
  now: number,
): AvailableCertificate[] {
  return municipality.services.flatMap((service) => {
    const price = issuable.has(service.kind) ? priceOn(service.prices, japanDate(now)) : null;
    if (price === null || !serviceAvailable(service, household)) return [];
    const persons = personsFor(service, household).flatMap(({ id, name, foreign }) => {
      const ref = refs.get(id);
      return ref ? [{ ref, name, self: id === household.holder.id, foreign }] : [];
    });
    return [{ kind: service.kind, price, persons, items: service.items ?? [] }];
  });
}

function residentsByRef(refs: Refs): Record<PersonRef, string> {
  return Object.fromEntries([...refs].flatMap(([id, ref]) => (ref ? [[ref, id] as const] : [])));
}
