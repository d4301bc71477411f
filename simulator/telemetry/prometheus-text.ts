import type { ReceivedAttributes, ReceivedMetric } from './otlp-schema.ts';

/* OpenTelemetry's metrics as Prometheus names and shows them ("Prometheus and OpenMetrics Compatibility" of the specification). */

/** Who sent them, as Prometheus labels it. */
export interface Target {
  readonly job: string;
  readonly instance: string;
}

/** Units with a word of their own; those in braces have none. 1 is that of a part of a whole. */
const words: Readonly<Record<string, string>> = { s: 'seconds', By: 'bytes', '1': 'ratio' };

/** `komado.session.duration` in s is `komado_session_duration_seconds`; a counter's name ends in `_total`. */
export function prometheusName(name: string, unit: string, isCounter: boolean): string {
  const plain = name.replaceAll(/[^A-Za-z0-9_:]/g, '_');
  const word = /^\{.*\}$/.test(unit) ? '' : (words[unit] ?? unit);
  return `${plain}${word === '' ? '' : `_${word}`}${isCounter ? '_total' : ''}`;
}

/** The page that Prometheus scrapes. @param targets the latest metrics of each sender */
export function metricsPage(
  targets: readonly { readonly target: Target; readonly metrics: readonly ReceivedMetric[] }[],
): string {
  const families = new Map<string, { readonly head: string; readonly lines: string[] }>();
  for (const { target, metrics } of targets)
    for (const metric of metrics) {
      const type = 'gauge' in metric ? 'gauge' : 'sum' in metric ? 'counter' : 'histogram';
      const name = prometheusName(metric.name, metric.unit, type === 'counter');
      const head = `# HELP ${name} ${escaped(metric.description)}\n# TYPE ${name} ${type}`;
      const family = families.get(name) ?? { head, lines: [] };
      families.set(name, family);
      family.lines.push(...linesOf(name, metric, target));
    }
  return [...families.values()].flatMap(({ head, lines }) => [head, ...lines, '']).join('\n');
}

function linesOf(name: string, metric: ReceivedMetric, target: Target): string[] {
  if ('histogram' in metric)
    return metric.histogram.dataPoints.flatMap(({ attributes, bucketCounts, explicitBounds, count, sum }) => {
      let below = 0;
      const buckets = bucketCounts.map((bucket, index) => {
        below += Number(bucket);
        return line(
          `${name}_bucket`,
          labelsOf(target, attributes, { le: boundOf(explicitBounds[index]) }),
          below,
        );
      });
      const labels = labelsOf(target, attributes);
      return [...buckets, line(`${name}_sum`, labels, sum), line(`${name}_count`, labels, Number(count))];
    });
  const { dataPoints } = 'gauge' in metric ? metric.gauge : metric.sum;
  return dataPoints.map(({ attributes, asDouble }) => line(name, labelsOf(target, attributes), asDouble));
}

function boundOf(bound: number | undefined): string {
  return bound === undefined ? '+Inf' : String(bound);
}

function labelsOf(
  { job, instance }: Target,
  attributes: ReceivedAttributes,
  further: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const own = attributes.map(({ key, value }) => [
    key.replaceAll(/[^A-Za-z0-9_]/g, '_'),
    String(Object.values(value)[0] ?? ''),
  ]);
  return { job, instance, ...(Object.fromEntries(own) as Record<string, string>), ...further };
}

function line(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const all = Object.entries(labels).map(
    ([label, text]) => `${label}="${escaped(text).replaceAll('"', '\\"')}"`,
  );
  return `${name}{${all.join(',')}} ${value}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
