import type { OrderLine, OrderRequest } from '../../shared/center-api.ts';
import type { Bilingual, CertificateKind, FiscalYear, VariantId } from '../../shared/certificates.ts';
import { japanDate, type Instant, type IsoDate } from '../../shared/dates.ts';
import type { RefusalOf } from '../../shared/endpoints.ts';
import type { PersonRef } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { noYen, type Yen } from '../../shared/yen.ts';
import type { Municipality } from '../municipalities/schema.ts';
import { admissionRefusal } from '../rules/admission.ts';
import { openRefusal } from '../rules/hours.ts';
import { alwaysShown, choosableItems } from '../rules/items.ts';
import { ownKioskAt } from '../rules/own-kiosks.ts';
import { namedService, serviceOf } from '../rules/service-names.ts';
import { takeable, type Takeable } from '../rules/takeable.ts';
import type { FreeCopy } from '../store/free-copies.ts';
import type { Facts } from '../registers/facts.ts';
import type { CertificateSession } from '../store/sessions.ts';
import type { Draft } from './drafts/draft.ts';
import { draftOf } from './drafts/draft-of.ts';

/** What one copy costs. */
export interface PlannedCopy {
  readonly price: Yen;
  /** The badly printed document that this copy replaces free of charge; null: it is paid for. */
  readonly replaces: string | null;
}

/** One line of an order, decided: what is built, for whom, at what price. */
export interface PlannedLine {
  readonly kind: CertificateKind;
  readonly id?: string;
  /** As the municipality calls it, where that is not the usual title. */
  readonly title?: Bilingual;
  readonly variant: VariantId | null;
  readonly year: FiscalYear | null;
  readonly copies: readonly PlannedCopy[];
  readonly issuedOn: IsoDate;
  /** References of the persons on the pages, in the order of the pages. */
  readonly subjects: readonly PersonRef[];
  /** One copy, under its own number. */
  draft(number: string): Draft;
}

/**
 * Decides an order by the registers of this moment and the rules of the municipality. Pure.
 * @param free copies that the holder may take without a fee: the first ones of their kind, variant and year in the order
 */
export function planOrder(
  request: OrderRequest,
  session: CertificateSession,
  facts: Facts,
  municipality: Municipality,
  now: Instant,
  free: readonly FreeCopy[],
): Result<readonly PlannedLine[], RefusalOf<'order'>> {
  const kiosk = ownKioskAt(municipality, session.place);
  if (!kiosk.ok) return err({ refused: 'serviceClosed' });
  const refused =
    openRefusal(municipality, now, undefined, kiosk.value?.hours) ??
    admissionRefusal(municipality, facts, japanDate(now), kiosk.value);
  if (refused !== null) return err({ refused });
  const lines: PlannedLine[] = [];
  let left = free;
  for (const line of request.lines) {
    const planned = planLine(line, session, facts, municipality, now, left);
    if (!planned.ok) return planned;
    const taken = planned.value.copies.map(({ replaces }) => replaces);
    left = left.filter(({ document }) => !taken.includes(document));
    lines.push(planned.value);
  }
  return ok(lines);
}

function planLine(
  line: OrderLine,
  session: CertificateSession,
  facts: Facts,
  municipality: Municipality,
  now: Instant,
  free: readonly FreeCopy[],
): Result<PlannedLine, RefusalOf<'order'>> {
  const service = serviceOf(municipality, line);
  if (!service) return err({ refused: 'certificateClosed' });
  const found = takeable(service, municipality, facts, now);
  if (!found.ok) {
    const closed = found.error === 'serviceClosed' || found.error === 'serviceEnded';
    // At login the kiosk offered it, or said why not; now the registers say otherwise.
    return err({ refused: closed ? 'certificateClosed' : 'notAvailable' });
  }
  const { value } = found;
  const chosen = line.persons.map((ref) => session.persons[ref]);
  const subjects = value.persons.filter(({ key }) => chosen.includes(key));
  if (!isOffered(line, value, subjects.length)) return err({ refused: 'invalidOrder' });
  if (!isAvailable(line, value)) return err({ refused: 'notAvailable' });
  const { variant, year } = line;
  const issuedOn = japanDate(now);
  const persons = new Set(subjects.map(({ key }) => key));
  const input = {
    municipality,
    service,
    facts,
    issuedOn,
    variant,
    year,
    persons,
    shown: new Set([...line.shown, ...alwaysShown(service)]),
  };
  return ok({
    ...namedService(service),
    variant,
    year,
    copies: planCopies(line, value.price, free),
    issuedOn,
    // Subjects follow the page, which follows the register, not the order of touches on the screen.
    subjects: subjects.flatMap(({ key }) => line.persons.filter((ref) => session.persons[ref] === key)),
    draft: (number) => draftOf(input, number),
  });
}

/** Three copies at 250 yen with one free: 0, 250, 250. */
function planCopies(line: OrderLine, price: Yen, free: readonly FreeCopy[]): readonly PlannedCopy[] {
  const fitting = free.filter(
    ({ kind, certificate, variant, year }) =>
      kind === line.kind &&
      certificate === (line.id ?? null) &&
      variant === line.variant &&
      year === line.year,
  );
  return Array.from({ length: line.copies }, (_, copy) => {
    const replaces = fitting[copy]?.document ?? null;
    return { price: replaces === null ? price : noYen, replaces };
  });
}

/** Whether a kiosk can have been offered this line: anything else is a fault of the kiosk, or worse. */
function isOffered(line: OrderLine, { service, variants, years, persons }: Takeable, known: number): boolean {
  const items = choosableItems(service).map(({ item }) => item);
  const variant = variants.find((choice) => choice.variant === line.variant);
  return (
    !hasDoubles(line.shown) &&
    line.shown.every((item) => items.includes(item)) &&
    !hasDoubles(line.persons) &&
    known === line.persons.length &&
    (variants.length === 0 ? line.variant === null : variant !== undefined) &&
    // The whole register names everybody, so everybody is bound to its pages.
    (variant?.persons !== 'all' || known === persons.length) &&
    (years.length === 0 ? line.year === null : years.some(({ year }) => year === line.year))
  );
}

function isAvailable(line: OrderLine, { variants, years }: Takeable): boolean {
  const chosen = [
    ...variants.filter(({ variant }) => variant === line.variant),
    ...years.filter(({ year }) => year === line.year),
  ];
  return chosen.every(({ unavailable }) => unavailable === null);
}

function hasDoubles(values: readonly string[]): boolean {
  return new Set(values).size !== values.length;
}
