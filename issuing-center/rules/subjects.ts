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
  /** How the name is read, where the register says so: for who listens instead. */
  readonly kana: string | null;
  readonly self: boolean;
  readonly foreign: boolean;
}

export function residentSubject(resident: Resident, { household }: Facts): Subject {
  const { id, name, foreign } = resident;
  return { key: residentKey(id), name, kana: kanaOf(resident), self: id === household.holder.id, foreign };
}

/** The readings that the family register certifies, else the municipality's own aid for finding a person. */
function kanaOf({ surnameReading, givenNameReading, kana }: Resident): string | null {
  return wholeReading(surnameReading, givenNameReading) ?? kana;
}

/** Of a name, where both parts have one. */
function wholeReading(surname: string | null, givenName: string | null): string | null {
  return surname === null || givenName === null ? null : `${surname}　${givenName}`;
}

/** Everybody in the family register, in its order; it has no foreign nationals. */
export function registerSubjects({ familyRegister, household }: Facts): readonly Subject[] {
  if (familyRegister === null) return [];
  const { surname, surnameReading, persons } = familyRegister;
  return persons.map(({ id, resident, givenName, givenNameReading }) => ({
    key: registerPersonKey({ id, resident }),
    name: `${surname}　${givenName}`,
    kana: wholeReading(surnameReading, givenNameReading),
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
