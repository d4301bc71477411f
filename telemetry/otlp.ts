import type { Instant } from '../shared/dates.ts';

/* The part of OTLP's JSON encoding (opentelemetry-proto 1.x) that is sent: lowerCamelCase names, 64-bit integers as decimal strings, ids
   in hexadecimal, enumerations as numbers. */

export const signals = ['traces', 'metrics', 'logs'] as const;
export type Signal = (typeof signals)[number];

export type AttributeValue = string | number | boolean;
export type Attributes = Readonly<Record<string, AttributeValue>>;

type AnyValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly boolValue: boolean };

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

export interface Span {
  /** 32 and 16 hexadecimal digits. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1: within one program. */
  readonly kind: 1;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly KeyValue[];
  readonly events: readonly { readonly timeUnixNano: string; readonly name: string }[];
  /** 0 unset, 2 error. */
  readonly status: { readonly code?: 2 };
}

export interface LogRecord {
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  /** 9 info, 13 warn, 17 error, 21 fatal. */
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: AnyValue;
  readonly attributes: readonly KeyValue[];
  readonly eventName: string;
  readonly traceId?: string;
  readonly spanId?: string;
}

interface Point {
  readonly attributes: readonly KeyValue[];
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
}
export interface NumberPoint extends Point {
  readonly asDouble: number;
}
export interface HistogramPoint extends Point {
  readonly count: string;
  readonly sum: number;
  readonly bucketCounts: readonly string[];
  readonly explicitBounds: readonly number[];
}

/** Since the start of the program, not since the last time. */
const cumulative = 2;

export type MetricData =
  | { readonly gauge: { readonly dataPoints: readonly NumberPoint[] } }
  | {
      readonly sum: {
        readonly dataPoints: readonly NumberPoint[];
        readonly aggregationTemporality: typeof cumulative;
        readonly isMonotonic: true;
      };
    }
  | {
      readonly histogram: {
        readonly dataPoints: readonly HistogramPoint[];
        readonly aggregationTemporality: typeof cumulative;
      };
    };
export type Metric = {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
} & MetricData;

export function gaugeOf(dataPoints: readonly NumberPoint[]): MetricData {
  return { gauge: { dataPoints } };
}

export function sumOf(dataPoints: readonly NumberPoint[]): MetricData {
  return { sum: { dataPoints, aggregationTemporality: cumulative, isMonotonic: true } };
}

export function histogramOf(dataPoints: readonly HistogramPoint[]): MetricData {
  return { histogram: { dataPoints, aggregationTemporality: cumulative } };
}

export function keyValues(attributes: Attributes): readonly KeyValue[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

export function anyValue(value: AttributeValue): AnyValue {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** Nanoseconds since 1970 of an instant, whole milliseconds. */
export function nanos(at: Instant): string {
  return `${Math.max(0, Math.round(at))}000000`;
}

/** Who sends: the program, which of them, and its version. */
export interface Sender {
  readonly service: 'komado-kiosk' | 'komado-center';
  readonly instance: string;
  readonly version: string;
}

/** The bodies of the three requests (`ExportTraceServiceRequest` and its sisters). */
export function tracesRequest(sender: Sender, spans: readonly Span[]): object {
  return { resourceSpans: [{ ...resourceOf(sender), scopeSpans: [{ ...scopeOf(sender), spans }] }] };
}

export function metricsRequest(sender: Sender, metrics: readonly Metric[]): object {
  return { resourceMetrics: [{ ...resourceOf(sender), scopeMetrics: [{ ...scopeOf(sender), metrics }] }] };
}

export function logsRequest(sender: Sender, logRecords: readonly LogRecord[]): object {
  return { resourceLogs: [{ ...resourceOf(sender), scopeLogs: [{ ...scopeOf(sender), logRecords }] }] };
}

function resourceOf({ service, instance, version }: Sender): object {
  const attributes = keyValues({
    'service.namespace': 'komado',
    'service.name': service,
    'service.instance.id': instance,
    'service.version': version,
  });
  return { resource: { attributes } };
}

function scopeOf({ version }: Sender): object {
  return { scope: { name: 'komado', version } };
}
