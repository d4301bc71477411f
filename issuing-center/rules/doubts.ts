import { certificateKey, type Bilingual } from '../../shared/certificates.ts';
import { addDays, isoDate, japanDate, type Instant, type IsoDate } from '../../shared/dates.ts';
import { hasEnded, priceOn } from './price.ts';
import { isPublicHoliday } from './public-holidays.ts';
import { servedOn } from './hours.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Price, Service } from '../municipalities/service-schema.ts';
import type { Hours } from '../municipalities/time-schema.ts';

/** Something that a center can work with and a person should look at. */
export interface Doubt {
  /** In the file: `services.residenceRecord.prices`. */
  readonly path: string;
  readonly says: string;
}

/** How far ahead days are looked at: a year and what a yearly closure may take of the next one. */
const daysAhead = 400;
/** No fee for one copy is known above this, yen; more is likely a digit too many. */
const highestUsual = 1000;
/** The highest age that a guide names is 15; above this it is likely another number. */
const highestAge = 20;

/** What of a municipality's file is doubtful on a day, in the order of the file. Nothing of it stops a center. */
export function doubtsOf(municipality: Municipality, now: Instant): readonly Doubt[] {
  const today = japanDate(now);
  const { hours, ownKiosks = [], services, minimumAge = 0 } = municipality;
  return [
    ...telephoneDoubts(municipality),
    ...hoursDoubts('hours', hours, today),
    ...closureDoubts(municipality, now),
    ...holidayDoubts(municipality),
    ...ownKiosks.flatMap(({ place, hours: its }) => hoursDoubts(`ownKiosks.${place}.hours`, its, today)),
    ...(minimumAge > highestAge
      ? [doubt('minimumAge', `${minimumAge} years: no guide asks for so many`)]
      : []),
    ...windowDoubts(municipality),
    ...services.flatMap((service) => serviceDoubts(service, municipality, today)),
    ...languageDoubts(municipality, ''),
  ];
}

function doubt(path: string, says: string): Doubt {
  return { path, says };
}

function telephoneDoubts({ telephones }: Municipality): Doubt[] {
  if (telephones.length === 0) return [doubt('telephones', 'nobody to ask: screens name the window instead')];
  return telephones.flatMap(({ number, hours, lossAlways }, index) =>
    hours.length === 0 && !lossAlways
      ? [doubt(`telephones.${index}`, `${number} has no hours: nobody learns when it answers`)]
      : [],
  );
}

function hoursDoubts(path: string, hours: Hours, today: IsoDate): Doubt[] {
  return hours.flatMap((interval, index) => {
    const at = `${path}.${index}`;
    const others = hours.slice(0, index);
    const sharesDay = (one: Hours[number]) => one.days.some((day) => interval.days.includes(day));
    const until = interval.dates?.until ?? null;
    return [
      ...(until !== null && until < today ? [doubt(at, `is over since ${until}`)] : []),
      ...(others.some((one) => sharesDay(one) && sameDates(one, interval) && overlaps(one, interval))
        ? [doubt(at, `overlaps another interval of the same days: ${interval.from} to ${interval.to}`)]
        : []),
      ...(interval.to === '24:00' && hours.some(({ from }) => from === '00:00')
        ? [
            doubt(
              at,
              'goes on over midnight: what is ordered after it has the price and the facts of the next day',
            ),
          ]
        : []),
    ];
  });
}

function sameDates(one: Hours[number], other: Hours[number]): boolean {
  return JSON.stringify(one.dates ?? null) === JSON.stringify(other.dates ?? null);
}

function overlaps(one: Hours[number], other: Hours[number]): boolean {
  return one.from < other.to && other.from < one.to;
}

function closureDoubts({ closed }: Municipality, now: Instant): Doubt[] {
  return closed.once.flatMap(({ to }, index) =>
    Date.parse(to) <= now ? [doubt(`closed.once.${index}`, `is over since ${to}`)] : [],
  );
}

function holidayDoubts({ publicHolidays = {} }: Municipality): Doubt[] {
  const { added = [], removed = [] } = publicHolidays;
  const isNational = (day: string) => day.length === 10 && isPublicHoliday({}, isoDate(day));
  return [
    ...added.flatMap((day, index) =>
      isNational(day) ? [doubt(`publicHolidays.added.${index}`, `${day} is a national holiday anyway`)] : [],
    ),
    ...removed.flatMap((day, index) =>
      day.length === 10 && !isNational(day)
        ? [doubt(`publicHolidays.removed.${index}`, `${day} is no national holiday`)]
        : [],
    ),
  ];
}

function windowDoubts({ window, services }: Municipality): Doubt[] {
  const { dearerBy, samePrice = [] } = window;
  return [
    ...(dearerBy === 0
      ? [doubt('window.dearerBy', 'is 0: samePrice says that a window costs the same')]
      : []),
    ...samePrice.flatMap((kind, index) => {
      const own = services.filter((service) => service.kind === kind);
      const at = `window.samePrice.${index}`;
      if (own.length === 0) return [doubt(at, `${kind} is not issued at kiosks`)];
      return own.some(({ windowPrice }) => windowPrice !== undefined)
        ? [doubt(at, `${kind} has a windowPrice, too: one of the two is not meant`)]
        : [];
    }),
  ];
}

function serviceDoubts(service: Service, municipality: Municipality, today: IsoDate): Doubt[] {
  const { prices, windowPrice, hours, offered } = service;
  const at = `services.${certificateKey(service)}`;
  const ended = hasEnded(service, today);
  return [
    ...(hours === undefined ? [] : hoursDoubts(`${at}.hours`, hours, today)),
    ...(ended ? [doubt(at, 'has ended: the screen says so to whoever looks for it')] : []),
    ...(ended || priceOn(service, today) !== null
      ? []
      : [doubt(`${at}.prices`, `has no price today (${today}): it is closed`)]),
    ...prices.flatMap((price, index) => {
      const path = `${at}.prices.${index}`;
      const isNow = price.until === null || price.until >= today;
      const between = gapAfter(price, prices[index + 1]);
      const gap = between !== null && between.to >= today ? between : null;
      return [
        ...(isNow && windowPrice !== undefined && price.yen > windowPrice
          ? [doubt(path, `${price.yen} yen is more than the window's ${windowPrice}`)]
          : []),
        ...(price.yen === 0 ? [doubt(path, 'costs nothing: a kiosk asks no fee then')] : []),
        ...(price.yen > highestUsual ? [doubt(path, `${price.yen} yen: no guide names so high a fee`)] : []),
        ...(gap === null
          ? []
          : [
              doubt(
                `${at}.prices.${index + 1}.from`,
                `is closed from ${gap.from} to ${gap.to}, between two prices`,
              ),
            ]),
        ...(isOutside(price, offered)
          ? [doubt(path, 'never holds: the certificate is not offered on any of its days')]
          : []),
      ];
    }),
    ...(ended || isEverServed(service, municipality, today)
      ? []
      : [doubt(`${at}.hours`, `is open on no day of the ${daysAhead} from ${today}`)]),
  ];
}

/** The first and last day between two prices, on which nothing is issued. */
function gapAfter({ until }: Price, next: Price | undefined): { from: IsoDate; to: IsoDate } | null {
  const from = next?.from ?? null;
  if (until === null || from === null || addDays(until, 1) === from) return null;
  return { from: addDays(until, 1), to: addDays(from, -1) };
}

function isOutside(price: Price, offered: Service['offered']): boolean {
  if (offered === undefined) return false;
  const before = price.until !== null && offered.from !== null && price.until < offered.from;
  return before || (price.from !== null && offered.until !== null && price.from > offered.until);
}

function isEverServed(service: Service, municipality: Municipality, today: IsoDate): boolean {
  for (let ahead = 0, day = today; ahead < daysAhead; ahead++, day = addDays(day, 1))
    if (servedOn(municipality, day, service).length > 0) return true;
  return false;
}

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Two languages that were put in the wrong place, or one that was never written. */
function languageDoubts(value: unknown, path: string): Doubt[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isBilingual(value))
    return [
      ...(japanese.test(value.en) ? [doubt(`${path}.en`, 'has Japanese characters')] : []),
      ...(japanese.test(value.ja) ? [] : [doubt(`${path}.ja`, 'has no Japanese characters')]),
    ];
  return Object.entries(value).flatMap(([key, held]) =>
    languageDoubts(held, path === '' ? key : `${path}.${key}`),
  );
}

function isBilingual(value: object): value is Bilingual {
  return 'ja' in value && typeof value.ja === 'string' && 'en' in value && typeof value.en === 'string';
}
