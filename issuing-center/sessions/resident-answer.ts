import type {
  AvailableCertificate,
  FreeCopies,
  Resident,
  UnavailableCertificate,
} from '../../shared/center-api.ts';
import type { NamedKind } from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import type { PersonRef } from '../../shared/ids.ts';
import type { Municipality } from '../municipalities/schema.ts';
import { livingMembers } from '../rules/residence.ts';
import { choosableItems } from '../rules/items.ts';
import { namedService } from '../rules/service-names.ts';
import { registerSubjects, residentSubject, type Subject } from '../rules/subjects.ts';
import { takeable } from '../rules/takeable.ts';
import type { FreeCopy } from '../store/free-copies.ts';
import type { Facts } from '../registers/facts.ts';

/** Each person's reference in this session, by the person's key. */
export type Refs = ReadonlyMap<string, PersonRef>;

/** Everybody whom any certificate of this holder may name, each once. */
export function subjectsOf(facts: Facts): readonly Subject[] {
  const household = livingMembers(facts.household).map((member) => residentSubject(member, facts));
  const all = [residentSubject(facts.household.holder, facts), ...household, ...registerSubjects(facts)];
  return [...new Map(all.map((subject) => [subject.key, subject])).values()];
}

/** What an admitted holder can take of what the municipality offers, and what not, with the reason. */
export function residentAnswer(
  municipality: Municipality,
  facts: Facts,
  refs: Refs,
  now: Instant,
  free: readonly FreeCopy[],
): Omit<Resident, 'endingSoon'> {
  const certificates: AvailableCertificate[] = [];
  const unavailable: UnavailableCertificate[] = [];
  for (const service of municipality.services) {
    const named = namedService(service);
    const found = takeable(service, municipality, facts, now);
    if (!found.ok) {
      unavailable.push({ ...named, unavailable: found.error });
      continue;
    }
    const { price, variants, years, persons } = found.value;
    certificates.push({
      ...named,
      price,
      free: freeOf(named, free),
      variants: [...variants],
      years: [...years],
      persons: persons.flatMap(({ key, name, kana, self, foreign }) => {
        const ref = refs.get(key);
        return ref === undefined ? [] : [{ ref, name, ...(kana === null ? {} : { kana }), self, foreign }];
      }),
      items: choosableItems(service),
    });
  }
  return { certificates, unavailable };
}

/** Two badly printed copies of one variant and year are two free copies of it. */
function freeOf({ kind, id }: NamedKind, free: readonly FreeCopy[]): FreeCopies[] {
  const found = new Map<string, FreeCopies>();
  for (const { variant, year } of free.filter(
    (one) => one.kind === kind && one.certificate === (id ?? null),
  )) {
    const key = `${variant ?? ''} ${year ?? ''}`;
    found.set(key, { variant, year, copies: (found.get(key)?.copies ?? 0) + 1 });
  }
  return [...found.values()];
}
