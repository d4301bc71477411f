import type { AvailableCertificate, Resident, UnavailableCertificate } from '../../shared/center-api.ts';
import type { Instant } from '../../shared/dates.ts';
import type { PersonRef } from '../../shared/ids.ts';
import type { Municipality } from '../municipalities/schema.ts';
import { livingMembers } from '../rules/residence.ts';
import { registerSubjects, residentSubject, type Subject } from '../rules/subjects.ts';
import { takeable } from '../rules/takeable.ts';
import type { Facts } from '../store/registers/facts.ts';

/** Reference of each person in this session, by the person's key. */
export type Refs = ReadonlyMap<string, PersonRef>;

/** Everybody whom some certificate of this holder may name, each once. */
export function subjectsOf(facts: Facts): readonly Subject[] {
  const household = livingMembers(facts.household).map((member) => residentSubject(member, facts));
  const all = [residentSubject(facts.household.holder, facts), ...household, ...registerSubjects(facts)];
  return [...new Map(all.map((subject) => [subject.key, subject])).values()];
}

/** What an admitted holder can take of what the municipality offers, and what not, with the reason. */
export function residentAnswer(municipality: Municipality, facts: Facts, refs: Refs, now: Instant): Resident {
  const certificates: AvailableCertificate[] = [];
  const unavailable: UnavailableCertificate[] = [];
  for (const service of municipality.services) {
    const { kind } = service;
    const found = takeable(service, municipality, facts, now);
    if (!found.ok) {
      unavailable.push({ kind, unavailable: found.error });
      continue;
    }
    const { price, variants, years, persons } = found.value;
    certificates.push({
      kind,
      price,
      variants: [...variants],
      years: [...years],
      persons: persons.flatMap(({ key, name, self, foreign }) => {
        const ref = refs.get(key);
        return ref === undefined ? [] : [{ ref, name, self, foreign }];
      }),
      items: service.items ?? [],
    });
  }
  return { certificates, unavailable };
}
