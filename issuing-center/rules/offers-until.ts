import { addDays, instantInJapan, japanDate, type Instant } from '../../shared/dates.ts';
import type { Municipality } from '../municipalities/schema.ts';

/**
 * Until when what a municipality offers at an instant stays as it is, excluded: its hours begin or end, it closes, or the day is
 * over, and with it prices, holidays and the hours of the day.
 */
export function offersUntil(municipality: Municipality, instant: Instant): Instant {
  const today = japanDate(instant);
  const over = instantInJapan(addDays(today, 1));
  const hours = [
    municipality.hours,
    ...municipality.services.flatMap((service) => (service.hours === undefined ? [] : [service.hours])),
    ...(municipality.ownKiosks ?? []).map((kiosk) => kiosk.hours),
  ];
  const times = new Set(hours.flat().flatMap(({ from, to }) => [from, to]));
  const edges = [
    ...[...times].filter((time) => time !== '24:00').map((time) => instantInJapan(today, `${time}:00`)),
    ...municipality.closed.once.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]),
  ];
  return edges.reduce((first, edge) => (instant < edge && edge < first ? edge : first), over);
}
