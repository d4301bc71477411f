import { z } from 'zod';
import { metricCatalogue, type MetricEntry } from '../../telemetry/metric-catalogue.ts';

/** docs/telemetry/metrics.md: every metric with kind, unit, meaning and attributes, from the table. */
export function metricsPage(): string {
  const metrics = Object.entries<MetricEntry>(metricCatalogue);
  const parts = [
    ['both', 'Kiosk and center'],
    ['kiosk', 'The kiosk'],
    ['center', 'The center'],
  ] as const;
  return `${[
    head,
    ...parts.flatMap(([of, title]) => [
      `\n## ${title}\n`,
      row(['metric', 'kind', 'unit', 'meaning', 'attributes']),
      row(Array<string>(5).fill('---')),
      ...metrics.filter(([, entry]) => entry.of === of).map(([name, entry]) => rowOf(name, entry)),
    ]),
  ].join('\n')}\n`;
}

const head = `# Metrics

What kiosk and center tell a collector, generated from \`telemetry/metric-catalogue.ts\` by \`npm run charts\`; [telemetry.md](../telemetry.md)
says how. A metric or an attribute that is not in this table cannot be told. There is no kind of attribute for a text. Counters and
histograms count from the start of the program; those that are told daily grow at midnight in Japan. In Prometheus dots are low lines, the
unit follows the name (\`s\` as \`seconds\`, \`By\` as \`bytes\`, \`1\` as \`ratio\`), and a counter ends in \`_total\`.`;

function rowOf(name: string, { kind, unit, meaning, attributes, daily, bounds }: MetricEntry): string {
  const told = Object.entries(attributes).map(
    ([attribute, schema]) => `\`${attribute}\`: ${wordsOf(schema)}`,
  );
  const limits = bounds ? [`buckets up to ${bounds.join(', ')} ${unit}`] : [];
  return row([
    `\`${name}\``,
    daily ? `${kind}, daily` : kind,
    `\`${unit}\``,
    meaning,
    [...told, ...limits].join('<br>') || '—',
  ]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** More words than this are named by how many they are. */
const wordsMost = 14;

function wordsOf(schema: z.ZodType<string | number>): string {
  if (schema instanceof z.ZodEnum) {
    const { options } = schema;
    if (options.length <= wordsMost) return options.map((word) => `\`${word}\``).join(', ');
    return `one of ${options.length} words, ${options
      .slice(0, 3)
      .map((word) => `\`${word}\``)
      .join(', ')} …`;
  }
  if (schema instanceof z.ZodUnion) return 'a part of the kiosk (`shared/attendants.ts`)';
  if (schema instanceof z.ZodNumber) return 'a number of a list (an HTTP status)';
  return 'a name from the code';
}
