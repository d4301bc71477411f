import { z } from 'zod';
import { eventCatalogue, logLevels, type EventName, type LogLevel } from '../logging/event-catalogue.ts';
import type { Instant } from '../shared/dates.ts';

/** A line of the log, read back: everything in it has been through the event catalogue. */
export interface LogLine {
  readonly at: Instant;
  readonly level: LogLevel;
  readonly event: EventName;
  readonly fields: Readonly<Record<string, unknown>>;
}

const lineSchema = z.looseObject({
  level: z.enum(logLevels),
  time: z.iso.datetime(),
  event: z.enum(Object.keys(eventCatalogue) as EventName[]),
});

/** @returns null for what is no line of our log */
export function readLogLine(line: string): LogLine | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    // Nothing else writes here; a line that cannot be read says nothing that could be told.
    return null;
  }
  const parsed = lineSchema.safeParse(json);
  if (!parsed.success) return null;
  const { level, time, event, ...fields } = parsed.data;
  return { at: Date.parse(time), level, event, fields };
}
