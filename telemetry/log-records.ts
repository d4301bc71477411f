import { z } from 'zod';
import {
  eventCatalogue,
  type CatalogueEntry,
  type EventName,
  type LogLevel,
} from '../logging/event-catalogue.ts';
import type { LogLine } from './log-line.ts';
import { anyValue, keyValues, nanos, type AttributeValue, type LogRecord } from './otlp.ts';

/** Where in a trace something was. */
export interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
}

/** What traces and metrics say already, and in which the times of single touches would stand. */
export const notSent: readonly EventName[] = [
  ...(['stateEntered', 'intentTaken', 'intentRefused', 'refused'] as const),
  ...(['requestAnswered', 'requestRefused'] as const),
];

/**
 * Fields that stay in the log on the machine. A transaction leads to its holder for whoever has the center's database; a municipality or
 * a language that a visit brought up says, with the time, who may have stood there.
 */
export const withheld: Readonly<Partial<Record<EventName, readonly string[]>>> = {
  recoveryOwes: ['transaction'],
  registerSourceFailed: ['municipality'],
  wordsMissing: ['language'],
};

const severity: Readonly<Record<LogLevel, number>> = { info: 9, warn: 13, error: 17, fatal: 21 };

const partSchema = z.object({ name: z.string(), code: z.string().nullable(), frames: z.array(z.string()) });
const traceSchema = partSchema.extend({ causes: z.array(partSchema) });

/** @returns null for an event that is not sent as a record */
export function recordOf({ at, level, event, fields }: LogLine, place: SpanPlace | null): LogRecord | null {
  if (notSent.includes(event)) return null;
  const entry: CatalogueEntry = eventCatalogue[event];
  const attributes: Record<string, AttributeValue> = {};
  const told = Object.keys(entry.fields).filter((field) => withheld[event]?.includes(field) !== true);
  for (const field of [...told, ...(entry.fault ? ['reference'] : [])]) {
    const value = fields[field];
    if (typeof value === 'string' || typeof value === 'number') attributes[`komado.${field}`] = value;
  }
  const error = entry.fault ? traceSchema.safeParse(fields['error']) : null;
  if (error?.success === true) {
    const { name, code, frames, causes } = error.data;
    attributes['exception.type'] = name;
    if (code !== null) attributes['komado.error.code'] = code;
    attributes['exception.stacktrace'] = [
      ...frames,
      ...causes.flatMap((cause) => [
        `caused by ${cause.name} ${cause.code ?? ''}`.trimEnd(),
        ...cause.frames,
      ]),
    ].join('\n');
  }
  return {
    timeUnixNano: nanos(at),
    observedTimeUnixNano: nanos(at),
    severityNumber: severity[level],
    severityText: level.toUpperCase(),
    body: anyValue(event),
    attributes: keyValues(attributes),
    eventName: `komado.${event}`,
    ...(place ? { traceId: place.traceId, spanId: place.spanId } : {}),
  };
}
