import { randomInt } from 'node:crypto';
import { pino } from 'pino';
import type { Clock, Instant } from '../shared/dates.ts';
import {
  faultReference,
  faultReferences,
  type FaultNote,
  type FaultReference,
} from '../shared/fault-reference.ts';
import { traceOf, type ErrorTrace } from './error-trace.ts';
import {
  eventCatalogue,
  type CatalogueEntry,
  type EventName,
  type FaultName,
  type FieldsOf,
  type LogLevel,
  type PlainName,
} from './event-catalogue.ts';

/** Where lines go. A destination deals with a line it cannot take by itself: it never throws. */
export interface LogDestination {
  /** It gets lines of this level and above. */
  readonly level: LogLevel;
  readonly write: (line: string) => void;
}

/** The log of a kiosk or a node: events of the catalogue, and errors without their messages. */
export interface EventLog {
  event<N extends PlainName>(name: N, fields: FieldsOf<N>): void;
  /**
   * Logs a caught error. The same error a second time, or another from the same place within ten minutes, counts as the
   * known fault. @returns the fault's reference, as the screen shows it
   */
  caught<N extends FaultName>(name: N, fields: FieldsOf<N>, error: unknown): FaultReference;
  /** A new reference, for trouble that comes without an error. */
  newReference(): FaultReference;
  /** The latest faults for the operator, newest first. */
  recentFaults(): readonly FaultNote[];
}

export interface EventLogOptions {
  readonly clock: Clock;
  readonly destinations: readonly LogDestination[];
  /** Whose lines these are, for where several logs are collected: the kiosk's configured name, or `center`. */
  readonly source?: string;
  /** 0 to 1,048,575. */
  readonly random?: () => number;
}

/** How many the operator's screen shows. */
const recentMost = 3;
const repeatMs = 10 * 60_000;
/** How many failing places are remembered; a center with all its routes has fewer. */
const placesMost = 200;

interface KnownFault {
  readonly reference: FaultReference;
  readonly since: Instant;
  times: number;
}

export function createEventLog(options: EventLogOptions): EventLog {
  const { clock, destinations, source, random = () => randomInt(faultReferences) } = options;
  const logger = pino(
    {
      base: source === undefined ? {} : { source },
      timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    pino.multistream(destinations.map(({ level, write }) => ({ level, stream: { write } }))),
  );
  const referenceOf = new WeakMap<object, FaultReference>();
  const places = new Map<string, KnownFault>();
  const recent: FaultNote[] = [];

  const write = (name: EventName, fields: object, further: object): void => {
    const { level } = eventCatalogue[name];
    logger[level]({ event: name, ...checked(name, fields), ...further });
  };
  const newReference = (): FaultReference => faultReference(random());

  /** Null: this place failed the same way within the last ten minutes. */
  function newAt(place: string, now: Instant): KnownFault | null {
    const known = places.get(place);
    if (known && now - known.since < repeatMs && now >= known.since) {
      known.times += 1;
      return null;
    }
    if (known && known.times > 0)
      write('faultsRepeated', { reference: known.reference, times: known.times }, {});
    const fault = { reference: newReference(), since: now, times: 0 };
    if (places.size >= placesMost) places.clear();
    places.set(place, fault);
    return fault;
  }

  return {
    event: (name, fields) => write(name, fields, {}),
    caught(name, fields, error) {
      const isObject = typeof error === 'object' && error !== null;
      const before = isObject ? referenceOf.get(error) : undefined;
      if (before !== undefined) return before;
      const trace = traceOf(error);
      const place = placeOf(name, fields, trace);
      const fault = newAt(place, clock.now());
      const reference = fault?.reference ?? places.get(place)?.reference ?? newReference();
      if (isObject) referenceOf.set(error, reference);
      if (fault) {
        write(name, fields, { reference, error: trace });
        recent.unshift({ reference, at: fault.since });
        recent.length = Math.min(recent.length, recentMost);
      }
      return reference;
    },
    newReference,
    recentFaults: () => [...recent],
  };
}

/** What failed and where, whichever way it was reached. */
function placeOf(name: FaultName, fields: object, { causes, ...first }: ErrorTrace): string {
  const nearest = [first, ...causes].map(({ name: kind, code, frames }) => [kind, code, frames[0]]);
  return JSON.stringify([name, checked(name, fields), nearest]);
}

/**
 * The fields that the table names, where their values fit; `fieldsRefused` counts the rest. The types allow nothing else,
 * but a value from outside may not be what its type says.
 */
function checked(name: EventName, fields: object): object {
  const entry: CatalogueEntry = eventCatalogue[name];
  const known: Record<string, unknown> = {};
  let refused = Object.keys(fields).filter((field) => !(field in entry.fields)).length;
  for (const [field, schema] of Object.entries(entry.fields)) {
    const parsed = schema.safeParse(Reflect.get(fields, field));
    if (parsed.success) known[field] = parsed.data;
    else refused += 1;
  }
  return refused === 0 ? known : { ...known, fieldsRefused: refused };
}
