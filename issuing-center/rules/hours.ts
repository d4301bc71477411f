import type { OpenState } from '../../shared/center-api.ts';
import { certificateKey } from '../../shared/certificates.ts';
import {
  addDays,
  instantInJapan,
  japanDate,
  japanDateTime,
  weekdayOf,
  type Instant,
  type IsoDate,
} from '../../shared/dates.ts';
import type { OpeningDays } from '../../shared/opening-hours.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Service } from '../municipalities/service-schema.ts';
import type { Hours } from '../municipalities/time-schema.ts';
import { isInForce } from './days.ts';
import { hasEnded, priceOn } from './price.ts';
import { isPublicHoliday } from './public-holidays.ts';

/** Longer than any yearly closure; an opening further away counts as unknown. */
const daysAhead = 400;

type ClosedReason = Extract<OpenState, { open: false }>['reason'];

/** A certificate of a municipality, or the enrolment of a registered domicile there. */
export type Asked = Service | 'enrolment';

/** A certificate of a municipality, or the enrolment, and the hours of the place where it is asked for, if it has its own. */
interface Question {
  readonly municipality: Municipality;
  readonly asked: Asked;
  readonly place?: Hours;
}

/**
 * Whether a municipality serves at an instant: anything at all or, given a certificate or the enrolment, that. With hours of 06:30
 * to 23:00 it is open from 06:30:00 and closed from 23:00:00, Japanese time. As the reason, a closed day comes before
 * maintenance, and maintenance before the hours; of several certificates that of the one which opens first.
 * @param place the hours of a kiosk of the municipality's own, outside which nothing is issued there
 */
export function openAt(
  municipality: Municipality,
  instant: Instant,
  asked?: Asked,
  place?: Hours,
): OpenState {
  const within = place === undefined ? {} : { place };
  if (asked !== undefined) return stateOf({ municipality, asked, ...within }, instant);
  const states = municipality.services.map((one) =>
    stateOf({ municipality, asked: one, ...within }, instant),
  );
  const closed = states.filter((state) => !state.open);
  if (closed.length < states.length) return { open: true };
  const [first] = closed.toSorted((one, two) => (one.opensAt ?? Infinity) - (two.opensAt ?? Infinity));
  return first ?? { open: false, reason: 'ended', opensAt: null };
}

function stateOf(question: Question, instant: Instant): OpenState {
  const reason = closedReason(question, instant);
  if (reason === null) return { open: true };
  return { open: false, reason, opensAt: reason === 'ended' ? null : opensAfter(question, instant) };
}

function closedReason(question: Question, instant: Instant): ClosedReason | null {
  const { municipality, asked } = question;
  const day = japanDate(instant);
  const { yearly, once } = municipality.closed;
  if (asked !== 'enrolment') {
    if (hasEnded(asked, day)) return 'ended';
    // Between two prices, and before the first day.
    if (priceOn(asked, day) === null) return 'closedDay';
  }
  const stopped = ({ stops }: { readonly stops?: readonly string[] }) => isStopped(stops, asked);
  if (yearly.some((closure) => stopped(closure) && isWithin(day.slice(5), closure.from, closure.to)))
    return 'closedDay';
  if (once.some((closure) => stopped(closure) && isDuring(instant, closure))) return 'maintenance';
  const open = hoursOf(question).every((hours) => isAmong(hours, municipality, day, instant));
  return open ? null : 'outOfHours';
}

function isStopped(stops: readonly string[] | undefined, asked: Asked): boolean {
  if (stops === undefined) return true;
  if (asked === 'enrolment') return stops.includes('enrolment');
  return stops.includes(asked.kind) || stops.includes(certificateKey(asked));
}

/** From 12-29 to 01-03 spans the turn of the year. */
function isWithin(monthDay: string, from: string, to: string): boolean {
  return from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to;
}

function isDuring(instant: Instant, { from, to }: { readonly from: string; readonly to: string }): boolean {
  return Date.parse(from) <= instant && instant < Date.parse(to);
}

interface Span {
  readonly from: Instant;
  /** Excluded. */
  readonly to: Instant;
}

/** The hours that must all hold: those of the certificate, and of the place. */
function hoursOf({ municipality, asked, place }: Question): readonly Hours[] {
  const own = asked === 'enrolment' ? municipality.hours : (asked.hours ?? municipality.hours);
  return place === undefined ? [own] : [own, place];
}

function isAmong(hours: Hours, municipality: Municipality, day: IsoDate, instant: Instant): boolean {
  return spansOn(hours, municipality, day).some(({ from, to }) => from <= instant && instant < to);
}

/** The hours of a day, as they would be without any closure. */
function spansOn(hours: Hours, municipality: Municipality, day: IsoDate): readonly Span[] {
  return hours
    .filter((interval) => isInForce(interval.dates, day) && fallsOn(interval.days, municipality, day))
    .map(({ from, to }) => ({
      from: instantInJapan(day, `${from}:00`),
      to: to === '24:00' ? instantInJapan(addDays(day, 1)) : instantInJapan(day, `${to}:00`),
    }));
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

function fallsOn(days: readonly OpeningDays[], municipality: Municipality, day: IsoDate): boolean {
  if (days.includes('everyDay')) return true;
  if (isPublicHoliday(municipality, day)) return days.includes('publicHoliday');
  const weekday = weekdayOf(day);
  const name = weekdays[weekday];
  if (name !== undefined && days.includes(name)) return true;
  return weekday !== 0 && weekday !== 6 && days.includes('weekdays');
}

/** It can only open where hours begin or where a closure with instants ends. */
function opensAfter(question: Question, instant: Instant): Instant | null {
  const { municipality } = question;
  const ends = municipality.closed.once.map(({ to }) => Date.parse(to));
  let day = japanDate(instant);
  for (let ahead = 0; ahead < daysAhead; ahead++, day = addDays(day, 1)) {
    const [begins, over] = [instantInJapan(day), instantInJapan(addDays(day, 1))];
    const starts = hoursOf(question).flatMap((hours) => spansOn(hours, municipality, day));
    const candidates = [
      ...starts.map(({ from }) => from),
      ...ends.filter((end) => begins <= end && end < over),
    ];
    const found = candidates
      .filter((at) => at > instant)
      .sort((one, two) => one - two)
      .find((at) => closedReason(question, at) === null);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * The hours of a day as one line says them, `06:30` to `23:00`: from when the first certificate is served to when the last one is;
 * on a day without hours those of any day.
 */
export function hoursOfDay(municipality: Municipality, instant: Instant): { from: string; to: string } {
  const day = japanDate(instant);
  const all = municipality.services.flatMap(({ hours }) => hours ?? municipality.hours);
  const today = all.filter(({ days, dates }) => isInForce(dates, day) && fallsOn(days, municipality, day));
  const intervals = today.length > 0 ? today : all;
  const earliest = intervals.reduce((least, { from }) => (from < least ? from : least), '24:00');
  const latest = intervals.reduce((most, { to }) => (to > most ? to : most), '00:00');
  return { from: earliest, to: latest };
}

/** Times of day, `06:30` to `17:00`. */
export interface ServedTimes {
  readonly from: string;
  readonly to: string;
}

/**
 * When a certificate, or the enrolment, is served on a day, in the order of the day; none on a closed day. A closure with instants
 * takes away what it covers: from its minute on, to the minute in which it ends.
 */
export function servedOn(municipality: Municipality, day: IsoDate, asked: Asked): readonly ServedTimes[] {
  const question = { municipality, asked };
  const starts = hoursOf(question).flatMap((hours) => spansOn(hours, municipality, day));
  const edges = [
    ...starts.flatMap(({ from, to }) => [from, to]),
    ...municipality.closed.once.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]),
  ];
  const [begins, over] = [instantInJapan(day), instantInJapan(addDays(day, 1))];
  const within = [...new Set([begins, ...edges.filter((at) => begins < at && at < over), over])].toSorted(
    (one, two) => one - two,
  );
  const open = within.slice(0, -1).flatMap((from, index) => {
    const to = within[index + 1] ?? over;
    return closedReason(question, from) === null ? [{ from, to }] : [];
  });
  const joined: Span[] = [];
  for (const span of open) {
    const last = joined.at(-1);
    if (last?.to === span.from) joined[joined.length - 1] = { from: last.from, to: span.to };
    else joined.push(span);
  }
  return joined.map(({ from, to }) => ({ from: timeOf(from), to: to === over ? '24:00' : timeOf(to) }));
}

function timeOf(instant: Instant): string {
  return japanDateTime(instant).slice(11, 16);
}

/** The refusal for a request at an instant when the municipality, or what is asked of it, does not serve; null while it does. */
export function openRefusal(
  municipality: Municipality,
  instant: Instant,
  asked?: Asked,
  place?: Hours,
): 'outOfHours' | 'serviceClosed' | null {
  const state = openAt(municipality, instant, asked, place);
  if (state.open) return null;
  return state.reason === 'outOfHours' ? 'outOfHours' : 'serviceClosed';
}
