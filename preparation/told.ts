import type { Municipality } from '../issuing-center/municipalities/schema.ts';
import type { Service } from '../issuing-center/municipalities/service-schema.ts';
import { servedOn, type ServedTimes } from '../issuing-center/rules/hours.ts';
import { municipalityOffer } from '../issuing-center/rules/offers.ts';
import { priceOn } from '../issuing-center/rules/price.ts';
import { personsPerSheet } from '../printing/certificates/residence-record/residence-record-page.ts';
import type { MunicipalityOffer, Offer } from '../shared/center-api.ts';
import { certificateKey, type Bilingual } from '../shared/certificates.ts';
import { addDays, japanDate, type Instant, type IsoDate } from '../shared/dates.ts';
import { fitsWant, purposeOf, type PurposeId, type PurposeWant } from '../shared/purposes.ts';
import type { Plan } from '../shared/plan.ts';
import { preparedDays } from '../shared/prepared-code.ts';
import type { Whose } from '../shared/whose.ts';
import { timesYen, type Yen } from '../shared/yen.ts';
import { offeredNow } from '../state-machines/session/context.ts';

/** So many days are told with their hours. */
const daysTold = 7;

/** What a municipality offers to somebody who lives there, or whose register alone is kept there. */
export function offersFor(
  municipality: Municipality,
  name: Bilingual,
  whose: Whose,
  now: Instant,
): readonly Offer[] {
  return offeredNow({ municipality: municipalityOffer(municipality, name, now), whose });
}

/** What of a purpose an offer serves; null where it is none of what receivers usually ask for. */
export function wantOf(purpose: PurposeId | 'other' | null, offer: Offer): PurposeWant | null {
  if (purpose === null || purpose === 'other') return null;
  return purposeOf(purpose).wants.find((want) => fitsWant(offer, want)) ?? null;
}

/** What the page says beside the code. */
export interface Told {
  readonly offer: Offer;
  /** What holds for all certificates of the municipality. */
  readonly place: MunicipalityOffer;
  /** Of all copies, at today's price. */
  readonly total: Yen;
  /** The price changes on this day, within the days of the code; null: it does not. */
  readonly later: { readonly day: IsoDate; readonly price: Yen | null } | null;
  /** The last day on which the code can be used. */
  readonly until: IsoDate;
  readonly sheets: Sheets;
  /** Today and the days after it; no times: closed. */
  readonly days: readonly { readonly day: IsoDate; readonly times: readonly ServedTimes[] }[];
}

interface Sheets {
  /** Of all copies. */
  readonly least: number;
  readonly orMore: boolean;
  /** Persons on a sheet, where several may be on the certificate; null: that is not what its sheets go by. */
  readonly persons: number | null;
}

/** @param name of the municipality, as it is shown */
export function toldOf(
  plan: Plan,
  { municipality, service }: { readonly municipality: Municipality; readonly service: Service },
  name: Bilingual,
  now: Instant,
): Told | null {
  const today = japanDate(now);
  const place = municipalityOffer(municipality, name, now);
  const offer = place.offers.find((one) => certificateKey(one) === certificateKey(service));
  if (offer === undefined) return null;
  const coming = Array.from({ length: preparedDays }, (_, after) => addDays(today, after + 1));
  const change = coming.find((day) => priceOn(service, day) !== offer.price);
  return {
    offer,
    place,
    total: timesYen(offer.price, plan.copies),
    later: change === undefined ? null : { day: change, price: priceOn(service, change) },
    // From that day on the kiosk explains that the price has changed.
    until: addDays(change ?? addDays(today, preparedDays + 1), -1),
    sheets: sheetsOf(plan, service),
    days: Array.from({ length: daysTold }, (_, after) => {
      const day = addDays(today, after);
      return { day, times: servedOn(municipality, day, service) };
    }),
  };
}

/** How many sheets, as far as that is known before the register is: a household's, and the pages of a family register, are not. */
function sheetsOf({ copies, persons }: Plan, { kind, form }: Service): Sheets {
  switch (kind) {
    case 'residenceRecord':
    case 'residenceRecordItems':
      return persons === 'self'
        ? { least: copies, orMore: false, persons: null }
        : { least: copies, orMore: true, persons: form === 'perPerson' ? 1 : personsPerSheet };
    case 'familyRegister':
    case 'familyRegisterAddresses':
    case 'vaccination':
      return { least: copies, orMore: true, persons: null };
    case 'sealRegistration':
    case 'taxAssessment':
    case 'income':
    case 'taxPayment':
    case 'taxCertificate':
      return { least: copies, orMore: false, persons: null };
  }
}
