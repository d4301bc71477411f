import { createEventLog, type EventLog } from '../logging/event-log.ts';
import { systemClock, type Clock } from '../shared/dates.ts';

/** A log that puts every line, as it would be in the file, into the list. */
export function logInto(lines: string[], clock: Clock = systemClock): EventLog {
  return createEventLog({ clock, destinations: [{ level: 'info', write: (line) => lines.push(line) }] });
}

/** A log that nobody reads. */
export const noLog: EventLog = createEventLog({ clock: systemClock, destinations: [] });

/** The lines of these events as objects; of all events when none is named. */
export function eventsIn(lines: readonly string[], ...events: readonly string[]): Record<string, unknown>[] {
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ event }) => events.length === 0 || events.includes(String(event)));
}
