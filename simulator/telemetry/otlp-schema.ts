import { z } from 'zod';

/* OTLP's JSON encoding as its specification has it, strict: what is not in it is a fault of the sender. Written from the protocol, not
   from what sends. */

const uint64 = z.string().regex(/^\d{1,20}$/, 'expected a 64-bit integer as a decimal string');
const int64 = z.string().regex(/^-?\d{1,19}$/, 'expected a 64-bit integer as a decimal string');
const time = uint64.refine((nanos) => nanos.length >= 19, 'expected nanoseconds since 1970');

const anyValue = z.union([
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ boolValue: z.boolean() }),
  z.strictObject({ intValue: int64 }),
  z.strictObject({ doubleValue: z.number() }),
]);
const keyValue = z.strictObject({ key: z.string().min(1), value: anyValue });
const attributes = z
  .array(keyValue)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'expected each key once');

const resource = z.strictObject({ attributes });
const scope = z.strictObject({ name: z.string(), version: z.string() });
const traceId = z.string().regex(/^(?!0{32})[0-9a-f]{32}$/);
const spanId = z.string().regex(/^(?!0{16})[0-9a-f]{16}$/);

const spanSchema = z
  .strictObject({
    traceId,
    spanId,
    parentSpanId: spanId.optional(),
    name: z.string().min(1),
    kind: z.int().min(1).max(5),
    startTimeUnixNano: time,
    endTimeUnixNano: time,
    attributes,
    events: z.array(z.strictObject({ timeUnixNano: time, name: z.string() })),
    status: z.strictObject({ code: z.int().min(0).max(2).optional() }),
  })
  .refine(
    (span) => BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano),
    'it ends before it begins',
  );

const logSchema = z.strictObject({
  timeUnixNano: time,
  observedTimeUnixNano: time,
  severityNumber: z.int().min(1).max(24),
  severityText: z.string(),
  body: anyValue,
  attributes,
  eventName: z.string(),
  traceId: traceId.optional(),
  spanId: spanId.optional(),
});

const point = { attributes, startTimeUnixNano: time, timeUnixNano: time };
const numbers = z.array(z.strictObject({ ...point, asDouble: z.number() })).min(1);
const histograms = z
  .array(
    z
      .strictObject({
        ...point,
        count: uint64,
        sum: z.number(),
        bucketCounts: z.array(uint64),
        explicitBounds: z.array(z.number()),
      })
      .refine(
        ({ bucketCounts, explicitBounds }) => bucketCounts.length === explicitBounds.length + 1,
        'expected one bucket more than bounds',
      )
      .refine(
        ({ count, bucketCounts }) =>
          bucketCounts.reduce((sum, bucket) => sum + BigInt(bucket), 0n) === BigInt(count),
        'expected the buckets to add up to the count',
      ),
  )
  .min(1);
/** Cumulative: the only one that Prometheus takes. */
const cumulative = z.literal(2);
const metricHead = { name: z.string().min(1), description: z.string(), unit: z.string() };
const metricSchema = z.union([
  z.strictObject({ ...metricHead, gauge: z.strictObject({ dataPoints: numbers }) }),
  z.strictObject({
    ...metricHead,
    sum: z.strictObject({
      dataPoints: numbers,
      aggregationTemporality: cumulative,
      isMonotonic: z.boolean(),
    }),
  }),
  z.strictObject({
    ...metricHead,
    histogram: z.strictObject({ dataPoints: histograms, aggregationTemporality: cumulative }),
  }),
]);

export type ReceivedSpan = z.infer<typeof spanSchema>;
export type ReceivedLog = z.infer<typeof logSchema>;
export type ReceivedMetric = z.infer<typeof metricSchema>;
export type ReceivedAttributes = z.infer<typeof attributes>;

export const receivedSchemas = {
  traces: z.strictObject({
    resourceSpans: z.array(
      z.strictObject({
        resource,
        scopeSpans: z.array(z.strictObject({ scope, spans: z.array(spanSchema) })),
      }),
    ),
  }),
  metrics: z.strictObject({
    resourceMetrics: z.array(
      z.strictObject({
        resource,
        scopeMetrics: z.array(z.strictObject({ scope, metrics: z.array(metricSchema) })),
      }),
    ),
  }),
  logs: z.strictObject({
    resourceLogs: z.array(
      z.strictObject({
        resource,
        scopeLogs: z.array(z.strictObject({ scope, logRecords: z.array(logSchema) })),
      }),
    ),
  }),
} as const;
