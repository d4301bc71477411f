import type { PageDrawing } from '../../../shared/drawing.ts';
import { usualDisplay } from '../../../shared/display.ts';
import type { Municipality } from '../../../issuing-center/municipalities/schema.ts';
import type { Service } from '../../../issuing-center/municipalities/service-schema.ts';
import { choosableItems } from '../../../issuing-center/rules/items.ts';
import { offersAt } from '../../../issuing-center/rules/offers.ts';
import { priceOn } from '../../../issuing-center/rules/price.ts';
import { namedService } from '../../../issuing-center/rules/service-names.ts';
import { latestFiscalYear } from '../../../issuing-center/rules/tax-years.ts';
import type { MunicipalityOffer } from '../../../shared/center-api.ts';
import {
  certificateKey,
  certificateKinds,
  fiscalYearSchema,
  isTaxKind,
  maxCopies,
} from '../../../shared/certificates.ts';
import type { Language } from '../../../shared/languages.ts';
import { japanDate, type Instant } from '../../../shared/dates.ts';
import type { Screen, ScreenBody } from '../../../shared/screen.ts';
import { addYen, noYen, timesYen, type Yen } from '../../../shared/yen.ts';
import { samplePersons } from '../../../testing/screens/people.ts';

/** A screen with a name that says which it is. */
export interface NamedScreen {
  readonly name: string;
  readonly screen: Screen;
}

/** In which an officer's own words stand. */
export const previewLanguages = ['ja', 'en'] as const satisfies readonly Language[];

/** As many as a household has on the samples of the gallery. */
const personsShown = 4;

/** Every screen on which something of the municipality stands, at an instant, in the languages of its own words; the persons are made up. */
export function screensOf(municipality: Municipality, now: Instant): readonly NamedScreen[] {
  const [offer] = offersAt(new Map([[municipality.id, municipality]]), now).municipalities;
  if (offer === undefined) throw new Error('no offer of the one municipality');
  const bodies = [...beforeCard(offer), ...afterCard(municipality, offer, now)];
  return previewLanguages.flatMap((language) =>
    bodies.map(([name, body], index): NamedScreen => ({
      name: `${name}-${language}`,
      screen: {
        ...{
          id: index + 1,
          language,
          display: usualDisplay,
          medium: 'card',
          progress: null,
          cost: null,
          attendant: 'may',
          overlay: null,
        },
        controls: { back: true, stop: true, help: true, language: true },
        body,
      },
    })),
  );
}

type Named = readonly [name: string, body: ScreenBody];

function beforeCard(offer: MunicipalityOffer): Named[] {
  const { id, name, state, hours, withinShopHours, minimumAge, commonNeeds, window, offers } = offer;
  const open = offers.filter((one) => one.state.open).map(({ price }) => price);
  const lowestPrice = open.reduce<Yen | null>(
    (least, price) => (least === null || price < least ? price : least),
    null,
  );
  const offered = new Set(offers.map(({ kind }) => kind));
  const composes = offered.has('taxCertificate');
  const notOffered = certificateKinds.filter(
    (kind) => !offered.has(kind) && kind !== 'taxCertificate' && !(isTaxKind(kind) && composes),
  );
  const told = {
    ...{
      kind: 'offers' as const,
      municipality: name,
      hours,
      minimumAge,
      commonNeeds,
      window,
      offers,
      notOffered,
    },
    ...(withinShopHours === undefined ? {} : { withinShopHours }),
  };
  return [
    [
      'attract',
      {
        ...{ kind: 'attract', municipalities: [{ id, name, state, hours, lowestPrice }] },
        ...{ methods: ['cash'], change: 'given', interrupted: [] },
      },
    ],
    ['municipality', { kind: 'municipality', whose: 'home', choices: [{ id, name, state, hours, offers }] }],
    ['offers', { ...told, justLooking: true, next: null }],
    ['offers-in-session', { ...told, justLooking: false, next: null }],
  ];
}

/** Nothing is printed here: the sheet stands in for those of an order. */
const blankSheet: PageDrawing = { widthMm: 210, heightMm: 297, ops: [] };

function afterCard(municipality: Municipality, offer: MunicipalityOffer, now: Instant): Named[] {
  const today = japanDate(now);
  const issued = municipality.services.flatMap((service) => {
    const price = priceOn(service, today);
    return price === null ? [] : [{ service, price }];
  });
  const chosen = issued.map(({ service, price }) => ({
    ...namedService(service),
    ...{ variant: service.variants?.[0] ?? null, year: yearsOf(municipality, service, now)[0]?.year ?? null },
    ...{ persons: samplePersons(1), shown: [], copies: 1, price },
  }));
  if (issued.length === 0) return [];
  const uses = [
    ...(municipality.notAcceptedFor ?? []),
    ...issued.flatMap(({ service }) => service.notAcceptedFor ?? []),
  ];
  const total = addYen(noYen, ...issued.map(({ price }) => price));
  return [
    [
      'certificate',
      {
        kind: 'certificate',
        choices: issued.map(({ service, price }) => ({ ...namedService(service), price, free: 0 })),
        ...{ unavailable: [], endingSoon: null },
      },
    ],
    ...issued.flatMap(({ service, price }) => choicesOf(municipality, service, price, now)),
    [
      'confirm',
      {
        ...{
          kind: 'confirm',
          chosen,
          sheets: chosen.length,
          total,
          mayAddAnother: false,
          pages: [blankSheet],
          rare: [],
          namesToCompare: false,
          numberUnwanted: false,
          badPrint: offer.badPrint,
        },
        ...(uses.length === 0 ? {} : { notAcceptedFor: uses }),
      },
    ],
    [
      'takeEverything',
      {
        ...{
          kind: 'takeEverything',
          sheets: 1,
          sheetsOf: 1,
          change: noYen,
          returned: noYen,
          method: 'cash',
          notCharged: noYen,
        },
        ...{ receipt: 'printed', code: null, badPrint: offer.badPrint, owed: null, cardInside: false },
      },
    ],
  ];
}

/** What is asked about one certificate. */
function choicesOf(municipality: Municipality, service: Service, price: Yen, now: Instant): Named[] {
  const { kind, title } = namedService(service);
  const asked = { certificate: kind, ...(title === undefined ? {} : { title }) };
  const key = certificateKey(service);
  const variants = (service.variants ?? []).map((variant) => ({
    ...{ variant, persons: variant === 'full' ? ('all' as const) : ('choose' as const), unavailable: null },
  }));
  const years = yearsOf(municipality, service, now);
  const items = choosableItems(service);
  const bodies: Named[] = [];
  if (variants.length > 1) bodies.push([`${key}-variant`, { kind: 'variant', ...asked, variants }]);
  if (years.length > 1) bodies.push([`${key}-year`, { kind: 'year', ...asked, years }]);
  if (service.whose === 'household') {
    const persons = samplePersons(personsShown);
    bodies.push([`${key}-persons`, { kind: 'persons', ...asked, persons, chosen: [] }]);
  }
  if (items.length > 0) {
    const shown = items.filter(({ shownByDefault }) => shownByDefault).map(({ item }) => item);
    bodies.push([`${key}-items`, { kind: 'items', ...asked, items, shown }]);
  }
  const total = timesYen(price, 2);
  bodies.push([`${key}-copies`, { kind: 'copies', ...asked, copies: 2, max: maxCopies, price, total }]);
  return bodies;
}

function yearsOf({ taxYear }: Municipality, { yearsBefore }: Service, now: Instant) {
  if (taxYear === undefined || yearsBefore === undefined) return [];
  const latest = latestFiscalYear(taxYear, japanDate(now));
  return Array.from({ length: yearsBefore + 1 }, (_, before) => ({
    ...{ year: fiscalYearSchema.parse(latest - before), unavailable: null },
  }));
}
