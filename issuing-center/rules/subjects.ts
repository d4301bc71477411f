import type { Facts } from '../registers/facts.ts';
import type { Resident } from '../registers/residents.ts';

/**
 * A person whom a page names, by one key in all registers: somebody who lives in the household and stands in the family
 * register is one person, with one reference in a session.
 */
export interface Subject {
  /** `resident:ID`, or `register:ID` of who stands in a family register alone. */
  readonly key: string;
  /** Shown on the screen for the choice. */
  readonly name: string;
  readonly self: boolean;
  readonly foreign: boolean;
}

export function residentSubject({ id, name, foreign }: Resident, { household }: Facts): Subject {
  return { key: residentKey(id), name, self: id === household.holder.id, foreign };
}

/** Everybody of the family register, in its order; there are no foreign persons in one. */
export function registerSubjects({ familyRegister, household }: Facts): readonly Subject[] {
  if (familyRegister === null) return [];
  const { surname, persons } = familyRegister;
  return persons.map(({ id, resident, givenName }) => ({
    key: registerPersonKey({ id, resident }),
    name: `${surname}　${givenName}`,
    self: resident === household.holder.id,
    foreign: false,
  }));
}

export function residentKey(id: string): string {
  return `resident:${id}`;
}

export function registerPersonKey({ id, resident }: { id: string; resident: string | null }): string {
  return resident === null ? `register:${id}` : residentKey(resident);
}
