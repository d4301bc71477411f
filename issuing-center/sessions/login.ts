import type {
  BeginSession,
  Login,
  Resident as ResidentAnswer,
  SessionBegun,
} from '../../shared/center-api.ts';
import { japanDate, type Clock } from '../../shared/dates.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { PersonRef, SessionId } from '../../shared/ids.ts';
import { loginMessage } from '../../shared/login-message.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Municipalities } from '../municipalities/load.ts';
import { newChallenge, newPersonRefs, newSessionId } from '../store/random.ts';
import { admissionRefusal } from '../rules/admission.ts';
import { openRefusal } from '../rules/hours.ts';
import { freeCopiesOf } from '../store/free-copies.ts';
import { readFacts } from '../registers/facts.ts';
import { insertSession, recordLogin, takeChallenge } from '../store/sessions.ts';
import type { Sql } from '../store/sql.ts';
import { checkProof, type ProofJudge } from './check-proof.ts';
import { residentAnswer, subjectsOf } from './resident-answer.ts';
import { sessionTimes } from './session-times.ts';

export interface LoginService {
  begin(request: BeginSession): Promise<Result<SessionBegun, RefusalOf<'beginSession'>>>;
  login(session: SessionId, request: Login): Promise<Result<ResidentAnswer, RefusalOf<'login'>>>;
}

export interface LoginServiceParts extends ProofJudge {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly municipalities: Municipalities;
}

/** Begins sessions and checks the cards' answers to their challenges. */
export function createLoginService(parts: LoginServiceParts): LoginService {
  const { sql, clock, municipalities } = parts;

  return {
    async begin(request) {
      const now = clock.now();
      const municipality = municipalities.get(request.municipality);
      if (!municipality) return err({ refused: 'serviceClosed' });
      const closed = openRefusal(municipality, now);
      if (closed) return err({ refused: closed });
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
      if (!session) return err({ refused: 'sessionEnded' });
      const municipality = municipalities.get(session.municipality);
      if (!municipality) return err({ refused: 'serviceClosed' });
      const closed = openRefusal(municipality, now);
      if (closed) return err({ refused: closed });

      const proof = await checkProof(request, loginMessage({ ...session, session: session.id }), parts, now);
      if (!proof.ok) return proof;
      const { issuerKeyId, serial, sha256 } = proof.value;
      const facts = await readFacts(sql, { issuerKeyId, serial }, municipality.id);
      if (!facts) return err({ refused: 'certificateUnknown' });

      // Refused or not, the same is read, computed and written, so that the time tells nothing about a restriction.
      const subjects = subjectsOf(facts);
      const drawn = newPersonRefs(subjects.length);
      const refs = new Map(subjects.flatMap(({ key }, index) => pair(key, drawn[index])));
      const holder = { certificateSha256: sha256, municipality: municipality.id, session: session.id };
      const free = await freeCopiesOf(sql, holder, now, false);
      const answer = residentAnswer(municipality, facts, refs, now, free);
      const refused = admissionRefusal(municipality, facts, japanDate(now));
      const recorded = await recordLogin(
        sql,
        session.id,
        {
          certificateSha256: sha256,
          issuerKeyId,
          serial,
          persons: refused === null ? keysByRef(refs) : {},
        },
        now + sessionTimes.sessionMs,
      );
      if (!recorded) return err({ refused: 'sessionEnded' });
      return refused === null ? ok(answer) : err({ refused });
    },
  };
}

function pair(key: string, ref: PersonRef | undefined): [string, PersonRef][] {
  return ref === undefined ? [] : [[key, ref]];
}

function keysByRef(refs: ReadonlyMap<string, PersonRef>): Record<PersonRef, string> {
  return Object.fromEntries([...refs].map(([key, ref]) => [ref, key] as const));
}
