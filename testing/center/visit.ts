import type { OrderLine, Resident } from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import type { SessionId } from '../../shared/ids.ts';
import type { TestCa } from '../../simulator/authorities/test-ca/test-ca.ts';
import { holderOf, type Holder } from '../../simulator/residents/holders.ts';
import { createPlainKiosk, type Begun, type PlainKiosk } from './plain-kiosk.ts';
import type { CenterLine } from './simulated-center.ts';

/** A holder who has logged in at a kiosk. */
export interface Visit {
  readonly holder: Holder;
  readonly kiosk: PlainKiosk;
  readonly begun: Begun;
  readonly session: SessionId;
  readonly resident: Resident;
  /** The certificate used to log in, DER. */
  readonly certificate: Uint8Array;
  /** A line for everybody that this kind may name, without optional items. */
  line(kind: CertificateKind, copies?: number): OrderLine;
}

/**
 * Logs a holder in at the kiosk with this name.
 * @throws when the center refuses
 */
export async function visit(line: CenterLine, ca: TestCa, id: string, kioskName: string): Promise<Visit> {
  const holder = holderOf(id);
  const { userAuthentication } = await ca.cardOf(holder);
  if (!userAuthentication) throw new Error(`the card of ${id} has no certificate`);
  const kiosk = createPlainKiosk(line, kioskName);
  const begun = await kiosk.begin(holder.municipality);
  if (!begun.ok) throw new Error(`no session for ${id}: ${begun.error}`);
  const resident = await kiosk.login(begun.value, userAuthentication);
  if (!resident.ok) throw new Error(`no login for ${id}: ${resident.error}`);
  return {
    holder,
    kiosk,
    begun: begun.value,
    session: begun.value.session,
    resident: resident.value,
    certificate: userAuthentication.certificate,
    line(kind, copies = 1) {
      const offered = resident.value.certificates.find((one) => one.kind === kind);
      if (!offered) throw new Error(`${id} cannot take ${kind}`);
      const year = offered.years.find(({ unavailable }) => unavailable === null)?.year ?? null;
      const variant = offered.variants.find(({ unavailable }) => unavailable === null)?.variant ?? null;
      return { kind, variant, year, persons: offered.persons.map(({ ref }) => ref), shown: [], copies };
    },
  };
}
