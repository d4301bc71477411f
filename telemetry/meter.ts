import type { Clock, Instant } from '../shared/dates.ts';
import { japanDate } from '../shared/dates.ts';
import {
  metricCatalogue,
  type AttributesOf,
  type MetricEntry,
  type MetricName,
  type NamesOf,
} from './metric-catalogue.ts';
import {
  gaugeOf,
  histogramOf,
  keyValues,
  nanos,
  sumOf,
  type Attributes,
  type HistogramPoint,
  type Metric,
  type NumberPoint,
} from './otlp.ts';

/** One value of a metric. */
export interface Measured<N extends MetricName> {
  readonly attributes: AttributesOf<N>;
  readonly value: number;
}

/** What is counted and measured, in the terms of the catalogue. Values that do not fit it are left out and counted. */
export interface Meter {
  add<N extends NamesOf<'counter'>>(name: N, attributes: AttributesOf<N>, by?: number): void;
  /** A counter that is counted elsewhere: these are all its values now, since `since`. */
  totals<N extends NamesOf<'counter'>>(name: N, values: readonly Measured<N>[], since: Instant): void;
  /** All values of a gauge as they are now; those of before are dropped. */
  gauge<N extends NamesOf<'gauge'>>(name: N, values: readonly Measured<N>[]): void;
  /** @param value in the metric's unit */
  observe<N extends NamesOf<'histogram'>>(name: N, attributes: AttributesOf<N>, value: number): void;
  /** Everything as it is now, for one request. */
  collect(): readonly Metric[];
  /** How many values did not fit the catalogue. */
  refused(): number;
}

interface Counted {
  readonly attributes: Attributes;
  value: number;
  since: Instant;
}
interface Observed {
  readonly attributes: Attributes;
  readonly buckets: number[];
  count: number;
  sum: number;
}

/** More series of one metric than its attributes can have in a kiosk's life would be a fault of ours, and fill the collector. */
const seriesMost = 2_000;

export function createMeter(clock: Clock): Meter {
  const start = clock.now();
  const counters = new Map<MetricName, Map<string, Counted>>();
  const gauges = new Map<MetricName, Map<string, Counted>>();
  const histograms = new Map<MetricName, Map<string, Observed>>();
  /** Counted today, told tomorrow. */
  const today = new Map<MetricName, Map<string, Counted>>();
  let day = japanDate(start);
  let refused = 0;

  /** Null: they do not fit. */
  function checked(name: MetricName, given: object, value: number): Attributes | null {
    const entry: MetricEntry = metricCatalogue[name];
    const known: Record<string, string | number> = {};
    const names = Object.keys(entry.attributes);
    let fits = Number.isFinite(value) && Object.keys(given).every((attribute) => names.includes(attribute));
    for (const [attribute, schema] of Object.entries(entry.attributes)) {
      const parsed = schema.safeParse(Reflect.get(given, attribute));
      if (parsed.success) known[attribute] = parsed.data;
      else fits = false;
    }
    if (fits) return known;
    refused += 1;
    return null;
  }

  function addTo(series: Map<string, Counted>, attributes: Attributes, by: number, since: Instant): void {
    const key = JSON.stringify(attributes);
    const known = series.get(key);
    if (known) known.value += by;
    else if (series.size < seriesMost) series.set(key, { attributes, value: by, since });
    else refused += 1;
  }

  function turnDay(): void {
    const now = japanDate(clock.now());
    // A clock that is set back ends no day.
    if (now <= day) return;
    day = now;
    for (const [name, series] of today)
      for (const { attributes, value } of series.values())
        addTo(seriesIn(counters, name), attributes, value, start);
    today.clear();
  }

  function setAll<N extends MetricName>(
    into: Map<MetricName, Map<string, Counted>>,
    name: N,
    values: readonly Measured<N>[],
    since: Instant,
  ): void {
    const series = new Map<string, Counted>();
    for (const { attributes: given, value } of values) {
      const attributes = checked(name, given, value);
      if (attributes) addTo(series, attributes, value, since);
    }
    into.set(name, series);
  }

  return {
    add(name, given, by = 1) {
      turnDay();
      const attributes = checked(name, given, by);
      if (!attributes || by < 0) return;
      const entry: MetricEntry = metricCatalogue[name];
      addTo(seriesIn(entry.daily ? today : counters, name), attributes, by, start);
    },
    totals: (name, values, since) => setAll(counters, name, values, since),
    gauge: (name, values) => setAll(gauges, name, values, start),
    observe(name, given, value) {
      const attributes = checked(name, given, value);
      if (!attributes) return;
      const { bounds } = metricCatalogue[name];
      const series = seriesIn(histograms, name);
      const key = JSON.stringify(attributes);
      const known = series.get(key) ?? newObserved(attributes, bounds.length + 1);
      const bucket = bounds.findIndex((bound) => value <= bound);
      const at = bucket < 0 ? bounds.length : bucket;
      known.buckets[at] = (known.buckets[at] ?? 0) + 1;
      known.count += 1;
      known.sum += value;
      series.set(key, known);
    },
    collect() {
      turnDay();
      const now = nanos(clock.now());
      const metrics: Metric[] = [];
      const numbers = ({ attributes, value, since }: Counted): NumberPoint => ({
        attributes: keyValues(attributes),
        startTimeUnixNano: nanos(since),
        timeUnixNano: now,
        asDouble: value,
      });
      for (const [name, series] of counters)
        if (series.size > 0) metrics.push({ ...headOf(name), ...sumOf([...series.values()].map(numbers)) });
      for (const [name, series] of gauges)
        if (series.size > 0) metrics.push({ ...headOf(name), ...gaugeOf([...series.values()].map(numbers)) });
      for (const [name, series] of histograms) {
        const { bounds = [] }: MetricEntry = metricCatalogue[name];
        const points = [...series.values()].map(({ attributes, buckets, count, sum }): HistogramPoint => ({
          attributes: keyValues(attributes),
          startTimeUnixNano: nanos(start),
          timeUnixNano: now,
          count: String(count),
          sum,
          bucketCounts: buckets.map(String),
          explicitBounds: bounds,
        }));
        metrics.push({ ...headOf(name), ...histogramOf(points) });
      }
      return metrics;
    },
    refused: () => refused,
  };
}

function seriesIn<T>(all: Map<MetricName, Map<string, T>>, name: MetricName): Map<string, T> {
  const series = all.get(name) ?? new Map<string, T>();
  all.set(name, series);
  return series;
}

function newObserved(attributes: Attributes, buckets: number): Observed {
  return { attributes, buckets: Array<number>(buckets).fill(0), count: 0, sum: 0 };
}

function headOf(name: MetricName): { name: string; description: string; unit: string } {
  const { unit, meaning } = metricCatalogue[name];
  return { name, description: meaning, unit };
}
