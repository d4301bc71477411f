import { eraNames } from '../../../shared/eras.ts';
import type { FamilyRegisterData, RegisterEntry } from '../data.ts';
import {
  maskAddress,
  maskAll,
  maskDate,
  maskDigits,
  maskName,
  maskPresent,
  noDocumentNumber,
} from '../masking.ts';

/**
 * The same register for the preview (see masking). What befell a person is masked down to its words, because 離婚 and 養子縁組 say
 * as much as a name; and of a given name not even the first character stays, since it may be the whole name.
 */
export function maskFamilyRegister(data: FamilyRegisterData): FamilyRegisterData {
  const maskEntry = (entry: RegisterEntry) => maskLines(entry, data);
  return {
    ...data,
    documentNumber: noDocumentNumber,
    domicile: {
      place: maskAddress(data.domicile.place, data),
      headOfRegister: maskName(data.domicile.headOfRegister),
    },
    ...(data.surnameReading === undefined
      ? {}
      : { surnameReading: maskPresent(data.surnameReading, maskName) }),
    registerEntries: data.registerEntries.map(maskEntry),
    persons: data.persons.map((person) => ({
      ...person,
      givenName: maskAll(person.givenName),
      ...(person.givenNameReading === undefined
        ? {}
        : { givenNameReading: maskPresent(person.givenNameReading, maskAll) }),
      birthDate: maskDate(person.birthDate),
      father: maskPresent(person.father, maskName),
      mother: maskPresent(person.mother, maskName),
      relationship: maskAll(person.relationship),
      entries: person.entries.map((entry) => maskWords(maskEntry(entry))),
    })),
    masked: true,
  };
}

const eraDay = new RegExp(`^(?:${eraNames.join('|')})(?:元|\\d+)年\\d+月\\d+日$`, 'u');

function maskLines({ title, lines }: RegisterEntry, data: FamilyRegisterData): RegisterEntry {
  const masked = (value: string) =>
    eraDay.test(value) ? maskDigits(value.replace('元', '1'), true) : maskAddress(value, data);
  return { title, lines: lines.map(({ label, value }) => ({ label, value: masked(value) })) };
}

function maskWords({ title, lines }: RegisterEntry): RegisterEntry {
  return {
    title: maskAll(title),
    lines: lines.map(({ label, value }) => ({ label: maskAll(label), value })),
  };
}
