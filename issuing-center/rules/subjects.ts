import type { Facts } from '../registers/facts.ts';
import type { Resident } from '../registers/residents.ts';

/**
 * A person whom a page names, under one key in all registers: somebody who lives in the household and is in the family
 * register is one person, with one reference in a session.
 */
export interface Subject {
  /** `resident:ID`, or `register:ID` for somebody who is only in a family register. */
  readonly key: string;
  /** Shown on the screen to choose by. */
  readonly name: string;
  readonly self: boolean;
  readonly foreign: boolean;
}

export function residentSubject({ id, name, foreign }: Resident, { household }: Facts): Subject {
  return { key: residentKey(id), name, self: id === household.holder.id, foreign };
}

/** Everybody in the family register, in its order; it has no foreign nationals. */
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
