import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { metricCatalogue, type MetricEntry } from '../../telemetry/metric-catalogue.ts';
import { metricsPage } from './metrics-page.ts';

const entries = Object.entries<MetricEntry>(metricCatalogue);

it('docs/telemetry/metrics.md is what the metric catalogue generates', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'telemetry', 'metrics.md'), 'utf8');
  expect(page).toBe(metricsPage());
});

it('names every metric with a sentence, and with bounds where it has buckets', () => {
  for (const [name, { meaning, kind, bounds }] of entries) {
    expect(meaning, name).toMatch(/^[0-9A-Z][^|]*\.$/);
    expect(bounds !== undefined, name).toBe(kind === 'histogram');
    expect([...(bounds ?? [])], name).toEqual([...(bounds ?? [])].sort((a, b) => a - b));
  }
});
