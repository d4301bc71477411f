import { loadMunicipalities, type Municipalities } from '../../issuing-center/municipalities/load.ts';
import type { Municipality } from '../../issuing-center/municipalities/schema.ts';
import type { Service } from '../../issuing-center/municipalities/service-schema.ts';
import { takeable, type Takeable } from '../../issuing-center/rules/takeable.ts';
import { admissionRefusal } from '../../issuing-center/rules/admission.ts';
import type { EnrolmentEntry } from '../../issuing-center/registers/enrolments.ts';
import type { Facts } from '../../issuing-center/registers/facts.ts';
import type { RefusalCode, UnavailableReason } from '../../shared/center-api.ts';
import { certificateKey } from '../../shared/certificates.ts';
import { isoDate, japanDate, type Instant } from '../../shared/dates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import { madeUpFacts, type FactsChanges } from './made-up-facts.ts';

/** An instant in Japan: `2026-11-20` is noon of that day, `2026-11-20T06:30:00` that second. */
export function at(wallTime: string): Instant {
  return Date.parse(`${wallTime.includes('T') ? wallTime : `${wallTime}T12:00:00`}+09:00`);
}

/** The rules of the municipalities, asked about made-up holders. */
export interface Asked {
  readonly municipalities: Municipalities;
  of(id: string): Municipality;
  /** @param certificate its kind, or what the municipality calls it */
  serviceOf(id: string, certificate: string): Service;
  /** What the registers say of a holder with these changes. */
  factsOf(id: string, changes?: FactsChanges): Facts;
  /** An enrolment of the holder in a municipality, made with the present card unless `serial` says otherwise. */
  enrolment(
    id: string,
    of: { readonly made: string; readonly state: EnrolmentEntry['state']; readonly serial?: string },
  ): EnrolmentEntry;
  /** What a holder with these changes can take of a kind at that place and time, or why not. */
  takes(
    id: string,
    certificate: string,
    changes?: FactsChanges,
    when?: string,
  ): Result<Takeable, UnavailableReason>;
  /** The same in one word: `yes` or the reason. */
  answers(id: string, certificate: string, changes?: FactsChanges, when?: string): string;
  /** Why the holder gets nothing at all, or null. */
  refuses(id: string, changes?: FactsChanges, day?: string): RefusalCode | null;
}

/** A Friday and a working day, not near the turn of any year. */
const usualDay = '2026-11-20';

export async function askMunicipalities(): Promise<Asked> {
  const municipalities = await loadMunicipalities();
  const of = (id: string): Municipality => {
    const found = municipalities.get(municipalityIdSchema.parse(id));
    if (!found) throw new Error(`no municipality ${id}`);
    return found;
  };
  const serviceOf = (id: string, certificate: string): Service => {
    const found = of(id).services.find((service) => certificateKey(service) === certificate);
    if (!found) throw new Error(`no ${certificate} in ${id}`);
    return found;
  };
  const takes: Asked['takes'] = (id, certificate, changes = {}, when = usualDay) =>
    takeable(serviceOf(id, certificate), of(id), madeUpFacts(of(id).id, changes), at(when));
  return {
    municipalities,
    of,
    serviceOf,
    factsOf: (id, changes) => madeUpFacts(of(id).id, changes),
    enrolment: (id, { made, state, serial = '01' }) => ({
      id: `E-0000-${made.slice(5, 7)}${made.slice(8, 10)}`,
      resident: 'holder',
      municipality: of(id).id,
      issuerKeyId: 'aa',
      serial,
      state,
      madeAt: at(made),
      requestId: null,
      form: null,
    }),
    takes,
    answers: (id, certificate, changes, when) => {
      const answer = takes(id, certificate, changes, when);
      return answer.ok ? 'yes' : answer.error;
    },
    refuses: (id, changes = {}, day = usualDay) =>
      admissionRefusal(of(id), madeUpFacts(of(id).id, changes), isoDate(japanDate(at(day)))),
  };
}
