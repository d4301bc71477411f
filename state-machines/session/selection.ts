import type { AvailableCertificate, OrderLine, Person } from '../../shared/center-api.ts';
import {
  kindAndId,
  maxCopies,
  type FiscalYear,
  type ItemId,
  type VariantId,
} from '../../shared/certificates.ts';
import type { PersonRef } from '../../shared/ids.ts';
import { timesYen, type Yen } from '../../shared/yen.ts';

/** What the resident has chosen so far for one certificate. */
export interface Selection {
  readonly certificate: AvailableCertificate;
  /** Null until it is chosen, and where the kind has only one form. */
  readonly variant: VariantId | null;
  /** Null until it is chosen, and where the kind has no years. */
  readonly year: FiscalYear | null;
  readonly persons: readonly PersonRef[];
  readonly shown: readonly ItemId[];
  readonly copies: number;
}

/**
 * The initial selection: the holder only, the municipality's default items, one copy; a form or year that is the only one is
 * chosen.
 */
export function beginSelection(certificate: AvailableCertificate): Selection {
  const self = certificate.persons.filter((person) => person.self).map(({ ref }) => ref);
  const [variant, ...variants] = certificate.variants;
  const [year, ...years] = certificate.years;
  return {
    certificate,
    variant: variant && variants.length === 0 ? variant.variant : null,
    year: year && years.length === 0 ? year.year : null,
    persons: self.length > 0 ? self : certificate.persons.slice(0, 1).map(({ ref }) => ref),
    shown: certificate.items.filter(({ shownByDefault }) => shownByDefault).map(({ item }) => item),
    copies: 1,
  };
}

/** Whether this resident can take this variant. */
export function canChooseVariant({ certificate }: Selection, variant: VariantId): boolean {
  return certificate.variants.some((choice) => choice.variant === variant && choice.unavailable === null);
}

export function canChooseYear({ certificate }: Selection, year: FiscalYear): boolean {
  return certificate.years.some((choice) => choice.year === year && choice.unavailable === null);
}

/** Whether the chosen form covers everybody on the certificate: the whole family register. */
function concernsAll({ certificate, variant }: Selection): boolean {
  return certificate.variants.some((choice) => choice.variant === variant && choice.persons === 'all');
}

export function personsAreAsked(selection: Selection): boolean {
  return selection.certificate.persons.length > 1 && !concernsAll(selection);
}

/** The chosen persons in the order of the register, in whatever order they were touched. */
export function chosenPersons(selection: Selection): readonly Person[] {
  const { certificate, persons } = selection;
  if (concernsAll(selection)) return certificate.persons;
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

/** Only items that concern somebody chosen are asked: nationality is not asked of a Japanese household. */
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

/** Number of copies of this form and year that are free because the last print was bad. */
export function freeCopies({ certificate, variant, year }: Selection): number {
  return certificate.free.find((each) => each.variant === variant && each.year === year)?.copies ?? 0;
}

/** Whether form, year and persons are chosen: it can be ordered. */
export function isSettled(selection: Selection): boolean {
  const { certificate, variant, year } = selection;
  return (
    (certificate.variants.length === 0 || variant !== null) &&
    (certificate.years.length === 0 || year !== null) &&
    chosenPersons(selection).length > 0
  );
}

/** What the selection costs: three copies at 150 are 450; with one of them free 300. The center's order has the last word. */
export function selectionCost(selection: Selection): Yen {
  const { certificate, copies } = selection;
  return timesYen(certificate.price, Math.max(0, copies - freeCopies(selection)));
}

/** The most certificates that one order may name (shared/center-api.ts, orderRequestSchema). */
export const mostLines = 10;

/** Everything chosen, in the order of choosing. */
export function chosenSelections(
  basket: readonly Selection[],
  selection: Selection | null,
): readonly Selection[] {
  return selection === null ? basket : [...basket, selection];
}

/** The items that are shown: of those chosen, what concerns somebody chosen. */
export function shownItems(selection: Selection): ItemId[] {
  const concerned = concernedItems(selection).map(({ item }) => item);
  return selection.shown.filter((item) => concerned.includes(item));
}

export function orderLine(selection: Selection): OrderLine {
  return {
    ...kindAndId(selection.certificate),
    variant: selection.variant,
    year: selection.year,
    persons: chosenPersons(selection).map(({ ref }) => ref),
    shown: shownItems(selection),
    copies: selection.copies,
  };
}
