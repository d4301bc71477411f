import type { RefusalOfCodes } from '../shared/center-api.ts';
import type { Clock, Instant } from '../shared/dates.ts';
import type { RefusalOf } from '../shared/endpoints.ts';
import type { SessionId } from '../shared/ids.ts';
import { loginMessage } from '../shared/login-message.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { BeginSession, LoggedIn, Login, SessionBegun, SessionPurpose } from '../shared/session-api.ts';
import type { InForce, MunicipalityRules } from './publication/rules-in-force.ts';
import type { Municipality } from './municipalities/schema.ts';
import type { Anchor, ValidCertificate } from './pki/certificate.ts';
import type { RevocationChecker } from './pki/revocation/revocation.ts';
import type { RegisterSources } from './registers/register-source.ts';
import { openRefusal } from './rules/hours.ts';
import { ownKioskAt } from './rules/own-kiosks.ts';
import { admitToEnrolment } from './services/enrolment.ts';
import { admitToNewPassword, admitToNewPin } from './services/reset-service.ts';
import { voidOpenOrders, voidOrphans } from './store/orders.ts';
import { newChallenge, newSessionId } from './store/random.ts';
import {
  deleteExpired,
  deleteSession,
  insertSession,
  recordLogin,
  takeChallenge,
  type BegunSession,
} from './store/sessions.ts';
import { createMonths } from './store/months.ts';
import { inOneRound } from './store/one-round.ts';
import type { Queries, Sql } from './store/sql.ts';
import { admitResident } from './sessions/admit-resident.ts';
import type { Admitted } from './sessions/admitted.ts';
import { checkProof } from './sessions/check-proof.ts';
import { sessionTimes } from './sessions/session-times.ts';

/**
 * Sessions of every service: begun by a kiosk, opened by a card, ended. `kiosk` is the name that TLS has proved: to it,
 * another kiosk's session does not exist. Every method throws when the database fails.
 */
export interface SessionService {
  begin(request: BeginSession): Promise<Result<SessionBegun, RefusalOf<'beginSession'>>>;
  login(kiosk: string, session: SessionId, request: Login): Promise<Result<LoggedIn, RefusalOf<'login'>>>;
  /** Ends a session and voids its open order; one that does not exist counts as ended. */
  end(kiosk: string, session: SessionId): Promise<void>;
  /** Ends every session whose time is over, the same way, and makes the tables of a month that is near. */
  sweep(): Promise<void>;
}

export interface SessionParts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly rules: MunicipalityRules;
  readonly registers: RegisterSources;
  /** Every generation of the user authentication CA; below it, of the signature CA. */
  readonly anchors: readonly Anchor[];
  readonly signatureAnchors: readonly Anchor[];
  readonly revocation: RevocationChecker;
  /** Asked before a session begins, so that nobody enters a PIN for something this node may not do. */
  readonly admitNode: (queries: Queries) => Promise<boolean>;
}

export function createSessionService(parts: SessionParts): SessionService {
  const { sql, clock, rules, registers, anchors, signatureAnchors, revocation } = parts;
  const months = createMonths(sql);

  /** Whether a municipality that is asked for is serving now, by the rules of the session. */
  function openFor(
    { service, place }: Extract<SessionPurpose, { municipality: string }>,
    municipality: Municipality | null,
    now: Instant,
  ): Result<Municipality, RefusalOfCodes<'outOfHours' | 'serviceClosed'>> {
    if (!municipality) return err({ refused: 'serviceClosed' });
    const kiosk = ownKioskAt(municipality, place);
    if (!kiosk.ok) return err({ refused: 'serviceClosed' });
    const asked = service === 'enrolment' ? service : undefined;
    const closed = openRefusal(municipality, now, asked, kiosk.value?.hours);
    return closed ? err({ refused: closed }) : ok(municipality);
  }

  /** What a session begins with; null for the national services. */
  async function beginFor(
    request: BeginSession,
    now: Instant,
  ): Promise<Result<InForce | null, RefusalOf<'beginSession'>>> {
    if (request.municipality === null) return ok(null);
    const inForce = await rules.begin(sql, request.municipality, now);
    const open = openFor(request, inForce?.municipality ?? null, now);
    if (!open.ok) return open;
    // A municipality that takes no enrolment has no towns to choose from, and will have none later in the day. One that keeps its
    // registers itself enters enrolments there.
    const enrols = open.value.towns !== undefined && registers(open.value.id).inOwnTables;
    if (request.service === 'enrolment' && !enrols) return err({ refused: 'enrolmentRefused' });
    return ok(inForce);
  }

  /** The municipality of a session, by the rules with which it began; null for the national services. */
  async function openAgain(
    session: BegunSession,
    now: Instant,
  ): Promise<Result<Municipality | null, RefusalOfCodes<'outOfHours' | 'serviceClosed'>>> {
    if (session.municipality === null) return ok(null);
    return openFor(session, await rules.numbered(sql, session.municipality, session.rules, now), now);
  }

  function admit(
    session: BegunSession,
    municipality: Municipality | null,
    valid: ValidCertificate,
    now: Instant,
  ): Promise<Result<Admitted, RefusalOf<'login'>>> {
    if (session.service === 'pin')
      return admitToNewPin(sql, { registers, municipalities: rules.all(now) }, valid, now);
    if (session.service === 'signaturePassword') return admitToNewPassword(sql, valid, now);
    if (!municipality) return Promise.resolve(err({ refused: 'serviceClosed' }));
    return session.service === 'enrolment'
      ? admitToEnrolment(sql, municipality, valid, now)
      : admitResident(sql, registers(municipality.id), session, municipality, valid, now);
  }

  return {
    async begin(request) {
      const now = clock.now();
      const round = inOneRound(sql);
      const [admitted] = await Promise.all([parts.admitNode(round), rules.refresh(round)]);
      if (!admitted) return err({ refused: 'serviceClosed' });
      const begun = await beginFor(request, now);
      if (!begun.ok) return begun;
      const month = await months.at(now);
      const session = newSessionId();
      const challenge = newChallenge();
      await insertSession(
        sql,
        { ...request, id: session, rules: begun.value?.number ?? null, month },
        { bytes: challenge, expiresAt: now + sessionTimes.challengeMs },
        now + sessionTimes.sessionMs,
      );
      return ok({ session, challenge: Buffer.from(challenge).toString('base64') });
    },

    async login(kiosk, id, request) {
      const now = clock.now();
      // Taken before anything is examined: a challenge answers one login, even a wrong one.
      const session = await takeChallenge(sql, kiosk, id, now);
      if (!session) return err({ refused: 'sessionEnded' });
      const open = await openAgain(session, now);
      if (!open.ok) return open;
      const message = loginMessage({ ...session, session: id });
      const proof =
        session.service === 'pin'
          ? await checkProof(request, message, { revocation, anchors: signatureAnchors }, now, 'signature')
          : await checkProof(request, message, { revocation, anchors }, now);
      if (!proof.ok) return proof;
      const admitted = await admit(session, open.value, proof.value, now);
      if (!admitted.ok) return admitted;
      const { issuerKeyId, serial, sha256 } = proof.value;
      const { persons, subjectSha256, answer } = admitted.value;
      const recorded = await recordLogin(
        sql,
        id,
        { certificateSha256: sha256, issuerKeyId, serial, persons, subjectSha256 },
        now + sessionTimes.sessionMs,
      );
      return recorded ? answer : err({ refused: 'sessionEnded' });
    },

    async end(kiosk, session) {
      // Not all or nothing: should the second be lost, the next sweep voids the orders of sessions that are no more.
      const month = await deleteSession(sql, kiosk, session);
      if (month !== null) await voidOpenOrders(sql, month, [session]);
    },

    async sweep() {
      await sql.transaction(async (queries) => {
        await deleteExpired(queries, clock.now());
        await voidOrphans(queries);
      });
      await months.prepare(clock.now());
    },
  };
}
