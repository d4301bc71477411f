import type { RefusalOf } from '../../shared/endpoints.ts';
import { japanDate, type Instant } from '../../shared/dates.ts';
import type { PersonRef } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { ValidCertificate } from '../pki/certificate.ts';
import type { RegisterSource } from '../registers/register-source.ts';
import { admissionRefusal } from '../rules/admission.ts';
import { ownKioskAt } from '../rules/own-kiosks.ts';
import { endingSoon } from '../rules/ending-soon.ts';
import { freeCopiesOf } from '../store/free-copies.ts';
import type { OrdersSession } from '../store/orders.ts';
import { newPersonRefs } from '../store/random.ts';
import { inOneRound } from '../store/one-round.ts';
import type { Sql } from '../store/sql.ts';
import type { Admitted } from './admitted.ts';
import { residentAnswer, subjectsOf } from './resident-answer.ts';

/**
 * What a card's holder can take of a municipality's certificates. Refused or not, the same is read, computed and written, so
 * that timing tells nothing about a restriction.
 */
export async function admitResident(
  sql: Sql,
  source: RegisterSource,
  session: OrdersSession & { readonly place?: string | null | undefined },
  municipality: Municipality,
  { issuerKeyId, serial, sha256, certificate }: ValidCertificate,
  now: Instant,
): Promise<Result<Admitted, RefusalOf<'login'>>> {
  const holder = { certificateSha256: sha256, municipality: municipality.id, session };
  const round = inOneRound(sql);
  const [read, free] = await Promise.all([
    source.facts(round, { issuerKeyId, serial }, municipality.id, false),
    freeCopiesOf(round, holder, now, false),
  ]);
  if (!read.ok)
    return read.error === 'notAvailable'
      ? ok({ persons: {}, subjectSha256: null, answer: err({ refused: read.error }) })
      : err({ refused: read.error });
  const facts = read.value;
  const subjects = subjectsOf(facts);
  const drawn = newPersonRefs(subjects.length);
  const refs = new Map(subjects.flatMap(({ key }, index) => pair(key, drawn[index])));
  const answer = residentAnswer(municipality, facts, refs, now, free);
  const today = japanDate(now);
  const soon = endingSoon(facts, japanDate(certificate.validToDate.getTime()), today);
  const kiosk = ownKioskAt(municipality, session.place);
  const refused = kiosk.ok ? admissionRefusal(municipality, facts, today, kiosk.value) : 'notAvailable';
  return ok({
    persons: refused === null ? keysByRef(refs) : {},
    subjectSha256: null,
    answer:
      refused === null ? ok({ service: 'certificates', ...answer, endingSoon: soon }) : err({ refused }),
  });
}

function pair(key: string, ref: PersonRef | undefined): [string, PersonRef][] {
  return ref === undefined ? [] : [[key, ref]];
}

function keysByRef(refs: ReadonlyMap<string, PersonRef>): Record<PersonRef, string> {
  return Object.fromEntries([...refs].map(([key, ref]) => [ref, key] as const));
}
