import type { CommonNeed, MunicipalityOffer, Need, Offer, Window } from '../../shared/center-api.ts';
import type { Bilingual } from '../../shared/certificates.ts';
import type { PhoneUse } from '../../shared/chains.ts';
import { japanDate, type Instant, type IsoDate } from '../../shared/dates.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Service } from '../municipalities/service-schema.ts';
import { namedService } from './service-names.ts';
import { isInForce } from './days.ts';
import { hoursOfDay, openAt } from './hours.ts';
import { offersUntil } from './offers-until.ts';
import { endedPrice, nextPrice, priceOn } from './price.ts';
import { stoppedByHousehold } from './residence.ts';

/** What one municipality offers. @param name as it is shown */
export function municipalityOffer(
  municipality: Municipality,
  name: Bilingual,
  instant: Instant,
): MunicipalityOffer {
  const { id, telephones, minimumAge, services, withinShopHours, ownKiosks } = municipality;
  return {
    id,
    name,
    state: openAt(municipality, instant),
    hours: hoursOfDay(municipality, instant),
    ...(withinShopHours === undefined ? {} : { withinShopHours }),
    ...phoneUseOf(municipality, japanDate(instant)),
    ...(ownKiosks === undefined
      ? {}
      : {
          ownKiosks: ownKiosks.map(({ place, name: its, hours, residentsOnly }) => ({
            ...{ place, name: its, residentsOnly },
            state: openAt(municipality, instant, undefined, hours),
          })),
        }),
    telephones,
    foundCardNeedsIdentity: municipality.foundCardNeedsIdentity ?? null,
    minimumAge: minimumAge ?? null,
    commonNeeds: commonNeedsOf(municipality),
    badPrint: municipality.refund.badPrint,
    enrolment: municipality.towns !== undefined,
    onlyAtStores: municipality.moreStores === true ? null : (municipality.stores ?? null),
    pinReset: municipality.pinResetAtKiosk === true,
    enrolmentSite: municipality.enrolmentSite ?? null,
    window: windowOf(municipality),
    until: offersUntil(municipality, instant),
    offers: services.flatMap((service) => offerOf(service, municipality, instant)),
  };
}

/** Nothing where the guide is silent. */
function phoneUseOf({ phone }: Municipality, today: IsoDate): { readonly phone?: PhoneUse } {
  if (phone === undefined) return {};
  const certificates = phone.accepted && (phone.from === undefined || phone.from <= today);
  return {
    phone: {
      certificates,
      enrolment: certificates && phone.notForEnrolment !== true,
      chains: (phone.accepted ? phone.chains : undefined) ?? null,
    },
  };
}

function windowOf({ window, services }: Municipality): Window {
  const { dearerBy, samePrice = [], freeFor } = window;
  const prices = services.flatMap((service) =>
    service.windowPrice === undefined ? [] : [{ ...namedService(service), price: service.windowPrice }],
  );
  return {
    ...(dearerBy === undefined ? {} : { dearerBy }),
    samePrice,
    ...(prices.length === 0 ? {} : { prices }),
    only: services.flatMap(({ never = [] }) => never),
    ...(freeFor === undefined ? {} : { freeFor }),
  };
}

/** None before the first day that has a price. */
function offerOf(service: Service, municipality: Municipality, instant: Instant): Offer[] {
  const today = japanDate(instant);
  const price = priceOn(service, today) ?? nextPrice(service, today) ?? endedPrice(service, today);
  if (price === null) return [];
  const notAcceptedFor = [...(municipality.notAcceptedFor ?? []), ...(service.notAcceptedFor ?? [])];
  const hours = (service.hours ?? []).filter(({ dates }) => isInForce(dates, today));
  return [
    {
      ...namedService(service),
      price,
      state: openAt(municipality, instant, service),
      needs: needsOf(service, municipality),
      ...(hours.length === 0 ? {} : { hours: hours.map(({ days, from, to }) => ({ days, from, to })) }),
      ...(notAcceptedFor.length === 0 ? {} : { notAcceptedFor }),
    },
  ];
}

/** Before any card: what the municipality asks for every certificate. */
function commonNeedsOf({ moveOutFiled }: Municipality): CommonNeed[] {
  if (moveOutFiled === undefined) return [];
  const { byHolder, inHousehold } = moveOutFiled;
  if (inHousehold?.stops === 'everything') return ['noMoveOutFiledInHousehold'];
  return [
    ...(byHolder === 'everything' ? (['noMoveOutFiled'] as const) : []),
    ...(inHousehold?.mayStopMore === true ? (['moveOutMayStopAny'] as const) : []),
  ];
}

/** What it asks for this kind, beside that. */
function needsOf({ kind, conditions = [] }: Service, municipality: Municipality): Need[] {
  const everything = municipality.moveOutFiled?.inHousehold?.stops === 'everything';
  const household = !everything && stoppedByHousehold(municipality, kind);
  return [...conditions, ...(household ? (['noMoveOutFiledInHousehold'] as const) : [])];
}
