import { isoDate, type IsoDate } from '../../shared/dates.ts';
import type { CertificateEntry } from '../../issuing-center/registers/user-certificates.ts';
import type { ResidentEntry } from '../../issuing-center/registers/residents.ts';
import type { FamilyRegisterEntry } from '../../issuing-center/registers/family-registers.ts';

/** What happened how many days before the registers are filled, so that rules about recent changes apply to somebody. */
const daysAgo = {
  addressChange: { 'tsukuba-just-moved': 0, 'minato-new': 200 },
  registerChange: { 'family-tsukuba-just-married': 3 },
  handover: { 'meguro-handed-over': 0 },
  renewal: { 'arakawa-renewed': 0 },
} as const satisfies Record<string, Readonly<Record<string, number>>>;

/** How many days ago everybody else's card was handed over. */
const handoverDaysAgo = 120;

export function withRecentChange(resident: ResidentEntry, today: IsoDate): ResidentEntry {
  return { ...resident, addressChangedOn: dayOf(daysAgo.addressChange, resident.id, today) };
}

export function withRecentEntry(register: FamilyRegisterEntry, today: IsoDate): FamilyRegisterEntry {
  return { ...register, changedOn: dayOf(daysAgo.registerChange, register.id, today) };
}

/** When a holder's card was handed over, and when the certificate on it was set up or renewed. */
export function datesOfCard(
  holder: string,
  today: IsoDate,
): Pick<CertificateEntry, 'handedOverOn' | 'setUpOn' | 'renewal'> {
  const handedOverOn = dayOf(daysAgo.handover, holder, today) ?? daysBefore(today, handoverDaysAgo);
  const renewedOn = dayOf(daysAgo.renewal, holder, today);
  return { handedOverOn, setUpOn: renewedOn ?? handedOverOn, renewal: renewedOn !== null };
}

/** Whether the address changed after the card was handed over, which voids its signature certificate. */
export function changedAfterHandover(holder: string, today: IsoDate): boolean {
  const changedOn = dayOf(daysAgo.addressChange, holder, today);
  const { handedOverOn } = datesOfCard(holder, today);
  return changedOn !== null && handedOverOn !== null && changedOn > handedOverOn;
}

/** The day a number of days before another. */
export function daysBefore(today: IsoDate, days: number): IsoDate {
  return isoDate(new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10));
}

function dayOf(days: Readonly<Record<string, number>>, id: string, today: IsoDate): IsoDate | null {
  const ago = days[id];
  return ago === undefined ? null : daysBefore(today, ago);
}
