import type { OrderLine, OrderRequest, RefusalCode } from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { japanDate, type Instant } from '../../shared/dates.ts';
import type { PersonRef } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Yen } from '../../shared/yen.ts';
import type { Municipality } from '../municipalities/schema.ts';
import { admit, personsFor, serviceAvailable } from '../rules/eligibility.ts';
import { openRefusal } from '../rules/hours.ts';
import { priceOn } from '../rules/price.ts';
import type { CertificateEntry, Household } from '../store/registers.ts';
import type { LoggedInSession } from '../store/sessions.ts';
import type { CertificateContent } from './builder.ts';

/** One line of an order, decided: what is built, for whom, at what price. */
export interface PlannedLine {
  readonly kind: CertificateKind;
  readonly price: Yen;
  readonly copies: number;
  /** References of the persons in `content`, in the same order. */
  readonly subjects: readonly PersonRef[];
  readonly content: CertificateContent;
}

/** All that the registers say at one moment about an order. */
export interface Facts {
  readonly session: LoggedInSession;
  readonly certificate: CertificateEntry;
  readonly household: Household;
}

/** Decides an order by the registers of this moment and the rules of the municipality. Pure. */
export function planOrder(
  request: OrderRequest,
  { session, certificate, household }: Facts,
  municipality: Municipality,
  issuable: ReadonlySet<CertificateKind>,
  now: Instant,
): Result<readonly PlannedLine[], RefusalCode> {
  const closed = openRefusal(municipality, now);
  if (closed) return err(closed);
  if (certificate.revoked) return err('certificateRevoked');
  const admitted = admit(municipality, household, japanDate(now));
  if (!admitted.ok) return admitted;
  const lines: PlannedLine[] = [];
  for (const line of request.lines) {
    const planned = planLine(line, session, household, municipality, issuable, now);
    if (!planned.ok) return planned;
    lines.push(planned.value);
  }
  return ok(lines);
}

function planLine(
  line: OrderLine,
  session: LoggedInSession,
  household: Household,
  municipality: Municipality,
  issuable: ReadonlySet<CertificateKind>,
  now: Instant,
): Result<PlannedLine, RefusalCode> {
  const service = municipality.services.find(({ kind }) => kind === line.kind);
  const price = service && issuable.has(line.kind) ? priceOn(service.prices, japanDate(now)) : null;
  if (!service || price === null) return err('serviceClosed');
  if (!serviceAvailable(service, household)) return err('notAvailable');

  const allowedItems = (service.items ?? []).map(({ item }) => item);
  if (hasDoubles(line.shown) || !line.shown.every((item) => allowedItems.includes(item)))
    return err('invalidOrder');

  const available = personsFor(service, household);
  const chosenIds = line.persons.map((ref) => session.persons[ref]);
  if (hasDoubles(line.persons) || !chosenIds.every((chosen) => available.some(({ id }) => id === chosen)))
    return err('invalidOrder');
  const persons = available.filter(({ id }) => chosenIds.includes(id));
  // Subjects follow the page, which follows the register: not the order of touches on the screen.
  const subjects = persons.flatMap((person) =>
    line.persons.filter((ref) => session.persons[ref] === person.id),
  );
  const living = household.members.filter(({ movedOut }) => !movedOut);
  return ok({
    kind: line.kind,
    price,
    copies: line.copies,
    subjects,
    content: {
      municipality,
      issuedOn: japanDate(now),
      persons,
      whole: persons.length === living.length,
      shown: new Set(line.shown),
    },
  });
}

function hasDoubles(values: readonly string[]): boolean {
  return new Set(values).size !== values.length;
}
