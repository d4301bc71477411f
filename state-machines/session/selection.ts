import type { AvailableCertificate, OrderLine, Person } from '../../shared/center-api.ts';
import { maxCopies, type ItemId } from '../../shared/certificates.ts';
import type { PersonRef } from '../../shared/ids.ts';
import { timesYen, type Yen } from '../../shared/yen.ts';

/** What the resident has chosen so far of one certificate. */
export interface Selection {
  readonly certificate: AvailableCertificate;
  readonly persons: readonly PersonRef[];
  readonly shown: readonly ItemId[];
  readonly copies: number;
}

/** The beginning: oneself alone, the items as the municipality sets them, one copy. */
export function beginSelection(certificate: AvailableCertificate): Selection {
  const self = certificate.persons.filter((person) => person.self).map(({ ref }) => ref);
  return {
    certificate,
    persons: self.length > 0 ? self : certificate.persons.slice(0, 1).map(({ ref }) => ref),
    shown: certificate.items.filter(({ shownByDefault }) => shownByDefault).map(({ item }) => item),
    copies: 1,
  };
}

/** Persons stay in the order of the register, whatever the order of the touches. */
export function chosenPersons({ certificate, persons }: Selection): readonly Person[] {
  return certificate.persons.filter(({ ref }) => persons.includes(ref));
}

export function togglePerson(selection: Selection, ref: PersonRef): Selection {
  const known = selection.certificate.persons.some((person) => person.ref === ref);
  if (!known) return selection;
  const persons = selection.persons.includes(ref)
    ? selection.persons.filter((person) => person !== ref)
    : [...selection.persons, ref];
  return { ...selection, persons };
}

/** Items that concern nobody chosen are not asked: nationality is not asked of a Japanese household. */
export function concernedItems(selection: Selection): AvailableCertificate['items'] {
  const persons = chosenPersons(selection);
  return selection.certificate.items.filter(
    ({ concerns }) =>
      concerns === 'all' || persons.some(({ foreign }) => foreign === (concerns === 'foreign')),
  );
}

export function setItem(selection: Selection, item: ItemId, shown: boolean): Selection {
  if (!selection.certificate.items.some((choosable) => choosable.item === item)) return selection;
  const others = selection.shown.filter((other) => other !== item);
  return { ...selection, shown: shown ? [...others, item] : others };
}

export function setCopies(selection: Selection, copies: number): Selection {
  return { ...selection, copies: Math.min(Math.max(Math.trunc(copies), 1), maxCopies) };
}

/** What the selection costs: three copies at 150 are 450. */
export function selectionCost({ certificate, copies }: Selection): Yen {
  return timesYen(certificate.price, copies);
}

export function orderLine(selection: Selection): OrderLine {
  const concerned = concernedItems(selection).map(({ item }) => item);
  return {
    kind: selection.certificate.kind,
    persons: chosenPersons(selection).map(({ ref }) => ref),
    shown: selection.shown.filter((item) => concerned.includes(item)),
    copies: selection.copies,
  };
}
