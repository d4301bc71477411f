import { createEventLog, type EventLog } from '../logging/event-log.ts';
import { systemClock, type Clock } from '../shared/dates.ts';

/** A log whose every line, as it would stand in its file, is put into the list. */
export function logInto(lines: string[], clock: Clock = systemClock): EventLog {
  return createEventLog({ clock, destinations: [{ level: 'info', write: (line) => lines.push(line) }] });
}

/** A log that nobody reads. */
export const noLog: EventLog = createEventLog({ clock: systemClock, destinations: [] });

/** What was logged of these events: their lines as objects. */
export function eventsIn(lines: readonly string[], ...events: readonly string[]): Record<string, unknown>[] {
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ event }) => events.length === 0 || events.includes(String(event)));
}
