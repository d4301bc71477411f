import { z } from 'zod';
import { deviceIdSchema, deviceReasonSchema, deviceStateSchema } from '../shared/attendants.ts';
import { payMethodSchema } from '../shared/cashless.ts';
import { causeSchema } from '../shared/causes.ts';
import { refusalCodes } from '../shared/center-api.ts';
import { certificateKindSchema } from '../shared/certificates.ts';
import { endpoints } from '../shared/endpoints.ts';
import { languageSchema } from '../shared/languages.ts';
import { eventCatalogue, type EventName } from '../logging/event-catalogue.ts';
import { fieldKinds } from '../logging/field-kinds.ts';
import { signals } from './otlp.ts';
import { outcomes, toldEndSchema } from './told-cause.ts';

/** Why something that was to be told was not. */
export const losses = ['bound', 'age', 'disk', 'refused', 'unreadable', 'flood'] as const;
export type Loss = (typeof losses)[number];

/** A word from a list in the code, or a number with few values: there is no kind of attribute for a text. */
type AttributeSchema = z.ZodType<string | number>;

export interface MetricEntry {
  readonly of: 'kiosk' | 'center' | 'both';
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** In UCUM, as OpenTelemetry asks; what is only counted stands in braces. */
  readonly unit: string;
  /** One sentence for whoever reads a dashboard. */
  readonly meaning: string;
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
  /** Upper bounds of a histogram's buckets, in its unit. */
  readonly bounds?: readonly number[];
  /** What is counted in a day is told at its end (in Japan), all together: with the time of a visit it would say what was taken in it. */
  readonly daily?: true;
}

const eventNames = Object.keys(eventCatalogue) as EventName[];
/** Patterns of the contract's paths, and what the log has for anything else. */
const paths = [...new Set(Object.values(endpoints).map(({ path }) => path))];
const nothing = {} as const;
/** `0.1.0`, or with the time and name of a commit behind it, as packages between two releases have it. */
const versionSchema = z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}(?:\+[0-9a-z.]{1,40})?$/);

const stepSeconds = [1, 2, 5, 10, 20, 30, 60, 120, 240] as const;
const sessionSeconds = [15, 30, 60, 90, 120, 180, 240, 360, 600, 1200] as const;
const requestSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

/**
 * Every metric that kiosk and center tell, with its unit, meaning and attributes. What is not listed here cannot be told;
 * docs/telemetry/metrics.md is generated from it.
 */
export const metricCatalogue = {
  // ── Both ──
  'komado.uptime': {
    of: 'both',
    kind: 'gauge',
    unit: 's',
    attributes: nothing,
    meaning: 'How long the program has been running.',
  },
  'komado.build': {
    of: 'both',
    kind: 'gauge',
    unit: '{build}',
    meaning: 'Always 1; the version of the program is in its attribute.',
    attributes: { version: versionSchema },
  },
  'komado.log.events': {
    of: 'both',
    kind: 'counter',
    unit: '{event}',
    meaning:
      'Lines of the log at level warn and above, by event; a fault that recurs has one line in ten minutes.',
    attributes: { event: z.enum(eventNames) },
  },
  'komado.telemetry.lost': {
    of: 'both',
    kind: 'counter',
    unit: '{item}',
    meaning: 'Spans, points and records that no collector will get, by why.',
    attributes: { signal: z.enum(signals), why: z.enum(losses) },
  },
  'komado.telemetry.failures': {
    of: 'both',
    kind: 'counter',
    unit: '{attempt}',
    attributes: nothing,
    meaning: 'Attempts to send that are repeated later.',
  },
  'komado.telemetry.buffered': {
    of: 'both',
    kind: 'gauge',
    unit: 'By',
    attributes: nothing,
    meaning: 'What waits in the folder of the buffer.',
  },

  // ── The kiosk ──
  'komado.serving': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '{kiosk}',
    attributes: nothing,
    meaning: '1 while the kiosk serves, 0 while it does not.',
  },
  'komado.out_of_service': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '{kiosk}',
    attributes: { cause: causeSchema },
    meaning: '1 for the cause for which the kiosk does not serve, 0 for earlier causes.',
  },
  'komado.sessions': {
    of: 'kiosk',
    kind: 'counter',
    unit: '{session}',
    attributes: { outcome: z.enum(outcomes) },
    meaning: 'Sessions of residents, by what they came to.',
  },
  'komado.session.ends': {
    of: 'kiosk',
    kind: 'counter',
    unit: '{session}',
    attributes: { end: toldEndSchema },
    meaning:
      'The same by the cause of the end; `ofPerson` stands for every cause that says something about the resident.',
  },
  'komado.session.duration': {
    of: 'kiosk',
    kind: 'histogram',
    unit: 's',
    attributes: { outcome: z.enum(outcomes) },
    meaning: 'How long sessions took, by what they came to.',
    bounds: sessionSeconds,
  },
  'komado.step.duration': {
    of: 'kiosk',
    kind: 'histogram',
    unit: 's',
    attributes: { step: fieldKinds.state },
    meaning: 'How long residents stayed at a step (a state of the session below `flow`).',
    bounds: stepSeconds,
  },
  'komado.device.up': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '{device}',
    attributes: { device: deviceIdSchema },
    meaning: '1 while a device works, 0 while it needs somebody; nothing while it was not asked.',
  },
  'komado.device.state': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '{device}',
    meaning: '1 for the state that a device is in, 0 for earlier states.',
    attributes: {
      device: deviceIdSchema,
      state: deviceStateSchema,
      reason: z.enum(['none', ...deviceReasonSchema.options]),
    },
  },
  'komado.device.troubles': {
    of: 'kiosk',
    kind: 'counter',
    unit: '{trouble}',
    meaning: 'How often a device came into a state in which it needs somebody.',
    attributes: { device: deviceIdSchema, state: deviceStateSchema },
  },
  'komado.paper.sheets': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '{sheet}',
    attributes: nothing,
    meaning: 'Sheets of paper in the printer, where it counts them.',
  },
  'komado.toner': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '1',
    attributes: nothing,
    meaning: 'Toner in the printer, where it measures it: 0 to 1.',
  },
  'komado.hopper.pieces': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '{piece}',
    attributes: { device: deviceIdSchema },
    meaning: 'Coins or notes in a hopper.',
  },
  'komado.disk.free': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '1',
    attributes: nothing,
    meaning: "Room on the journal's disk: 0 to 1.",
  },
  'komado.clock.offset': {
    of: 'kiosk',
    kind: 'gauge',
    unit: 's',
    attributes: nothing,
    meaning: "The kiosk's clock minus the center's.",
  },
  'komado.journal.records': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '{record}',
    attributes: nothing,
    meaning: 'Records in the journal.',
  },
  'komado.line.certificate.left': {
    of: 'kiosk',
    kind: 'gauge',
    unit: 's',
    attributes: nothing,
    meaning:
      "How long the kiosk's certificate for its line still holds, once that is less than 25 days: the kiosk has not renewed it by itself.",
  },
  'komado.open.cases': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '{case}',
    attributes: nothing,
    meaning: 'Transactions in the journal that need somebody.',
  },
  'komado.owed.yen': {
    of: 'kiosk',
    kind: 'gauge',
    unit: '{yen}',
    attributes: nothing,
    meaning: 'What the kiosk owes by its journal.',
  },
  'komado.certificates': {
    of: 'kiosk',
    kind: 'counter',
    unit: '{certificate}',
    attributes: { kind: certificateKindSchema },
    meaning: 'Certificates that were printed whole, by kind, of all days before today.',
    daily: true,
  },
  'komado.sheets': {
    of: 'kiosk',
    kind: 'counter',
    unit: '{sheet}',
    attributes: { outcome: z.enum(['printed', 'notPrinted', 'unknown']) },
    meaning: 'Sheets that were sent to the printer, by what became of them, of all days before today.',
    daily: true,
  },
  'komado.earned.yen': {
    of: 'kiosk',
    kind: 'counter',
    unit: '{yen}',
    attributes: { method: payMethodSchema },
    meaning: 'What was paid for what was printed, by way of payment, of all days before today.',
    daily: true,
  },
  'komado.refunded.yen': {
    of: 'kiosk',
    kind: 'counter',
    unit: '{yen}',
    attributes: { from: z.enum(['hoppers', 'register', 'cashless']) },
    meaning: 'What staff gave back, by where it came from, of all days before today.',
    daily: true,
  },
  'komado.session.languages': {
    of: 'kiosk',
    kind: 'counter',
    unit: '{session}',
    attributes: { language: languageSchema },
    meaning: 'Sessions by the language of their last screen, of all days before today since the start.',
    daily: true,
  },

  // ── The center ──
  'http.server.request.duration': {
    of: 'center',
    kind: 'histogram',
    unit: 's',
    meaning: 'How long requests of kiosks and receivers took.',
    attributes: {
      'http.request.method': z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', '_OTHER']),
      'http.route': z.enum([...paths, '/healthz', '/readyz', 'other']),
      'http.response.status_code': fieldKinds.status,
    },
    bounds: requestSeconds,
  },
  'komado.center.refusals': {
    of: 'center',
    kind: 'counter',
    unit: '{refusal}',
    attributes: { code: z.enum(['ofPerson', ...refusalCodes]) },
    meaning:
      "Requests that were answered with one of the contract's refusals; `ofPerson` stands for every one that says something about the resident.",
  },
} as const satisfies Readonly<Record<string, MetricEntry>>;

type Catalogue = typeof metricCatalogue;
export type MetricName = keyof Catalogue;
export type NamesOf<Kind extends MetricEntry['kind']> = {
  [N in MetricName]: Catalogue[N]['kind'] extends Kind ? N : never;
}[MetricName];
/** The attributes of a metric, as the table lists them. */
export type AttributesOf<N extends MetricName> = {
  readonly [A in keyof Catalogue[N]['attributes']]: z.input<Catalogue[N]['attributes'][A]>;
};
