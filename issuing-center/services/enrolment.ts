import { japanDate, type Instant } from '../../shared/dates.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { SessionId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  enrolmentMessage,
  type Enrolment,
  type EnrolmentForm,
  type EnrolmentRequest,
  type ServiceHolder,
} from '../../shared/service-api.ts';
import { readSubject } from '../pki/certificate-subject.ts';
import type { ValidCertificate } from '../pki/certificate.ts';
import type { Admitted } from '../sessions/admitted.ts';
import { checkProof, type ProofRefusal } from '../sessions/check-proof.ts';
import type { Municipality } from '../municipalities/schema.ts';
import { newEnrolmentNumber } from '../store/random.ts';
import { endingSoon } from '../rules/ending-soon.ts';
import { enrolmentState } from '../rules/enrolment.ts';
import { saveEnrolment, type EnrolmentEntry } from '../registers/enrolments.ts';
import { readFacts, type Facts } from '../registers/facts.ts';
import { findLoggedIn } from '../store/sessions.ts';
import type { Queries } from '../store/sql.ts';
import { isOutdated, isSamePerson } from './same-person.ts';
import type { ServiceParts } from './service-parts.ts';

type EnrolmentHolder = Extract<ServiceHolder, { service: 'enrolment' }>;

/** What a card's holder who comes for the enrolment is shown. */
export async function admitToEnrolment(
  queries: Queries,
  municipality: Municipality,
  valid: ValidCertificate,
  now: Instant,
): Promise<Result<Admitted, RefusalOf<'login'>>> {
  const read = await readFacts(queries, valid, municipality.id);
  if (!read.ok) return err({ refused: read.error });
  const facts = read.value;
  if (facts.certificate.revoked) return err({ refused: 'certificateRevoked' });
  const certificateEndsOn = japanDate(valid.certificate.validToDate.getTime());
  return ok({
    persons: null,
    subjectSha256: null,
    answer: ok({
      ...enrolmentHolder(municipality, facts),
      endingSoon: endingSoon(facts, certificateEndsOn, japanDate(now)),
    }),
  });
}

/** What a card's holder has asked for in a municipality so far, and whether another request is accepted. */
function enrolmentHolder({ towns }: Municipality, facts: Facts): Omit<EnrolmentHolder, 'endingSoon'> {
  const enrolments = facts.enrolments.map((entry) => shown(entry, facts));
  const standing = enrolments.some(({ state }) => ['received', 'examined', 'registered'].includes(state));
  return { service: 'enrolment', enrolments, mayEnrol: !standing, towns: towns ?? [] };
}

function shown(entry: EnrolmentEntry, facts: Facts): Enrolment {
  return { number: entry.id, state: enrolmentState(entry, facts), madeAt: entry.madeAt };
}

/**
 * Takes a request signed by the signature key of the same person whose card logged in. The municipality of the domicile
 * examines it; whether there is such a register is not answered here, or the kiosk would tell strangers who is in one. The
 * same request again gets the same number; a request id with another form is refused.
 */
export async function enrol(
  parts: Omit<ServiceParts, 'permitKey'>,
  kiosk: string,
  sessionId: SessionId,
  request: EnrolmentRequest,
): Promise<Result<Enrolment, RefusalOf<'enrol'>>> {
  const { sql, clock, rules, revocation, signatureAnchors } = parts;
  const { requestId, certificate, signature, ...form } = request;
  const now = clock.now();
  const session = await findLoggedIn(sql, kiosk, sessionId, now);
  if (session?.service !== 'enrolment') return err({ refused: 'sessionEnded' });
  const municipality = await rules.numbered(sql, session.municipality, session.rules, now);
  if (!municipality) return err({ refused: 'sessionEnded' });
  const message = enrolmentMessage(session.id, requestId, municipality.id, form);
  const judge = { revocation, anchors: signatureAnchors };
  const proof = await checkProof({ certificate, signature }, message, judge, now, 'signature');
  if (!proof.ok) return err({ refused: withoutSignatureAlone(proof.error.refused) });
  const subject = readSubject(Buffer.from(certificate, 'base64'));
  const townKnown = municipality.towns?.some((town) => form.place.startsWith(`${town} `)) === true;
  if (!subject || !townKnown) return err({ refused: 'enrolmentRefused' });

  return sql.transaction(async (queries): Promise<Result<Enrolment, RefusalOf<'enrol'>>> => {
    if (!(await parts.admitNode(queries))) return err({ refused: 'serviceClosed' });
    if (!(await findLoggedIn(queries, kiosk, sessionId, clock.now(), true)))
      return err({ refused: 'sessionEnded' });
    const read = await readFacts(queries, session, municipality.id, true);
    if (!read.ok) return err({ refused: read.error === 'notAvailable' ? 'enrolmentRefused' : read.error });
    const facts = read.value;
    const { holder } = facts.household;
    if (!isSamePerson(subject, holder)) {
      const issuedOn = japanDate(proof.value.certificate.validFromDate.getTime());
      const outdated = isOutdated(subject, holder, issuedOn);
      return err({ refused: outdated ? 'signatureCertificateVoid' : 'enrolmentRefused' });
    }
    const before = facts.enrolments.find((entry) => entry.requestId === requestId);
    if (before)
      return sameForm(before.form, form) ? ok(shown(before, facts)) : err({ refused: 'invalidOrder' });
    if (!enrolmentHolder(municipality, facts).mayEnrol) return err({ refused: 'enrolmentRefused' });
    return enter(queries, {
      id: newEnrolmentNumber(),
      resident: holder.id,
      municipality: municipality.id,
      issuerKeyId: session.issuerKeyId,
      serial: session.serial,
      state: 'received',
      madeAt: clock.now(),
      requestId,
      form,
    });
  });
}

/**
 * Whoever signs has just logged in with the card's other certificate: the card is not lost, and only the signature certificate
 * is void, even if the authority does not name the reason.
 */
function withoutSignatureAlone(refused: ProofRefusal['refused']): ProofRefusal['refused'] {
  return refused === 'certificateRevoked' ? 'signatureCertificateVoid' : refused;
}

async function enter(
  queries: Queries,
  entry: EnrolmentEntry,
): Promise<Result<Enrolment, RefusalOf<'enrol'>>> {
  if (!(await saveEnrolment(queries, entry))) return err({ refused: 'invalidOrder' });
  return ok({ number: entry.id, state: 'received', madeAt: entry.madeAt });
}

function sameForm(one: EnrolmentForm | null, other: EnrolmentForm): boolean {
  return (
    one !== null &&
    one.place === other.place &&
    one.headOfRegister === other.headOfRegister &&
    one.telephone === other.telephone
  );
}
