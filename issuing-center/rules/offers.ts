import type { CommonNeed, MunicipalityOffer, Need, Offer, Offers } from '../../shared/center-api.ts';
import type { Bilingual } from '../../shared/certificates.ts';
import { japanDate, type Instant } from '../../shared/dates.ts';
import { shownName } from '../../shared/municipality-names.ts';
import type { Municipalities } from '../municipalities/load.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Service } from '../municipalities/service-schema.ts';
import { openAt } from './hours.ts';
import { endedPrice, priceOn } from './price.ts';
import { stoppedByHousehold } from './residence.ts';

/** What every municipality offers at an instant, what it asks of the resident, and what has ended; asked before any card. */
export function offersAt(municipalities: Municipalities, instant: Instant): Offers {
  return {
    at: instant,
    municipalities: [...municipalities.values()].map((municipality) =>
      municipalityOffer(municipality, shownName(municipality, municipalities.values()), instant),
    ),
  };
}

function municipalityOffer(municipality: Municipality, name: Bilingual, instant: Instant): MunicipalityOffer {
  const { id, hours, telephones, minimumAge, services } = municipality;
  return {
    id,
    name,
    state: openAt(municipality, instant),
    hours,
    telephones,
    foundCardNeedsIdentity: municipality.foundCardNeedsIdentity ?? null,
    minimumAge: minimumAge ?? null,
    commonNeeds: commonNeedsOf(municipality),
    badPrint: municipality.refund.badPrint,
    enrolment: municipality.towns !== undefined,
    onlyAtStores: municipality.moreStores ? null : municipality.stores,
    pinReset: municipality.pinResetAtKiosk === true,
    enrolmentSite: municipality.enrolmentSite ?? null,
    window: { ...municipality.window, only: services.flatMap(({ never = [] }) => never) },
    offers: services.flatMap((service) => offerOf(service, municipality, instant)),
  };
}

/** None before the first day that has a price. */
function offerOf(service: Service, municipality: Municipality, instant: Instant): Offer[] {
  const { kind, prices } = service;
  const needs = needsOf(service, municipality);
  const price = priceOn(prices, japanDate(instant));
  if (price !== null) return [{ kind, price, state: openAt(municipality, instant, kind), needs }];
  const ended = endedPrice(prices, japanDate(instant));
  if (ended === null) return [];
  return [{ kind, price: ended, state: { open: false, reason: 'ended', opensAt: null }, needs }];
}

/** Before any card: what the municipality asks for every certificate. */
function commonNeedsOf({ moveOutFiled }: Municipality): CommonNeed[] {
  if (moveOutFiled === undefined) return [];
  const { byHolder, inHousehold } = moveOutFiled;
  if (inHousehold.stops === 'everything') return ['noMoveOutFiledInHousehold'];
  return [
    ...(byHolder === 'everything' ? (['noMoveOutFiled'] as const) : []),
    ...(inHousehold.mayStopMore ? (['moveOutMayStopAny'] as const) : []),
  ];
}

/** What it asks for this kind, beside that. */
function needsOf({ kind, conditions = [] }: Service, municipality: Municipality): Need[] {
  const everything = municipality.moveOutFiled?.inHousehold.stops === 'everything';
  const household = !everything && stoppedByHousehold(municipality, kind);
  return [...conditions, ...(household ? (['noMoveOutFiledInHousehold'] as const) : [])];
}
