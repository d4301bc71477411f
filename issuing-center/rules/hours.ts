import type { OpenState } from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { instantInJapan, japanDate, japanSecondOfDay, type Instant } from '../../shared/dates.ts';
import type { Municipality } from '../municipalities/schema.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Longer than any yearly closure; an opening further away counts as unknown. */
const daysAhead = 400;

type ClosedReason = 'outOfHours' | 'closedDay' | 'maintenance';

/**
 * Whether a municipality serves at an instant or, given a kind, serves that kind. With hours of 06:30 to 23:00 it is open
 * from 06:30:00 and closed from 23:00:00, Japanese time. As the reason, a closed day comes before maintenance, and
 * maintenance before the hours.
 */
export function openAt(municipality: Municipality, instant: Instant, kind?: CertificateKind): OpenState {
  const reason = closedReason(municipality, instant, kind);
  return reason === null
    ? { open: true }
    : { open: false, reason, opensAt: opensAfter(municipality, instant, kind) };
}

function closedReason(
  municipality: Municipality,
  instant: Instant,
  kind: CertificateKind | undefined,
): ClosedReason | null {
  const monthDay = japanDate(instant).slice(5);
  const { yearly } = municipality.closed;
  if (yearly.some(({ from, to }) => isWithin(monthDay, from, to))) return 'closedDay';
  const maintained = maintenanceOf(municipality, kind);
  if (maintained.some(({ from, to }) => Date.parse(from) <= instant && instant < Date.parse(to)))
    return 'maintenance';
  const second = japanSecondOfDay(instant);
  const { from, to } = municipality.hours;
  return secondOf(from) <= second && second < secondOf(to) ? null : 'outOfHours';
}

/** Maintenance of the whole municipality and, given a kind, also of that kind. */
function maintenanceOf({ closed }: Municipality, kind: CertificateKind | undefined) {
  return closed.maintenance.filter(
    ({ kinds }) => kinds === undefined || (kind !== undefined && kinds.includes(kind)),
  );
}

/** From 12-29 to 01-03 spans the turn of the year. */
function isWithin(monthDay: string, from: string, to: string): boolean {
  return from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to;
}

/** It can only open at the start of a day's hours or at the end of a maintenance. */
function opensAfter(
  municipality: Municipality,
  instant: Instant,
  kind: CertificateKind | undefined,
): Instant | null {
  const openings = Array.from({ length: daysAhead }, (_, day) =>
    instantInJapan(japanDate(instant + day * dayMs), `${municipality.hours.from}:00`),
  );
  const ends = maintenanceOf(municipality, kind).map(({ to }) => Date.parse(to));
  const candidates = [...openings, ...ends].filter((at) => at > instant).sort((a, b) => a - b);
  return candidates.find((at) => closedReason(municipality, at, kind) === null) ?? null;
}

function secondOf(time: string): number {
  return Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60;
}

/** The refusal for a request at an instant when the municipality does not serve; null while it does. */
export function openRefusal(
  municipality: Municipality,
  instant: Instant,
): 'outOfHours' | 'serviceClosed' | null {
  const reason = closedReason(municipality, instant, undefined);
  if (reason === null) return null;
  return reason === 'outOfHours' ? 'outOfHours' : 'serviceClosed';
}
