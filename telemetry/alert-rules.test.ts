import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { prometheusName } from '../simulator/telemetry/prometheus-text.ts';
import { hasPrometheus, needsPrometheus, runPromtool } from '../testing/telemetry/prometheus.ts';
import { metricCatalogue, type MetricEntry } from './metric-catalogue.ts';

const docs = join(import.meta.dirname, '..', 'docs', 'telemetry');
const read = (name: string): string => readFileSync(join(docs, name), 'utf8');

const targetSchema = z.object({ expr: z.string() });
const panelSchema = z.object({
  type: z.string(),
  title: z.string(),
  gridPos: z.object({ h: z.int(), w: z.int(), x: z.int(), y: z.int() }),
  targets: z.array(targetSchema).optional(),
});
const { panels } = z.object({ panels: z.array(panelSchema) }).parse(JSON.parse(read('dashboard.json')));
const queries = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })));

/** As Prometheus has them, with the three that a histogram becomes. */
const known = Object.entries<MetricEntry>(metricCatalogue).flatMap(([name, { kind, unit }]) => {
  const plain = prometheusName(name, unit, kind === 'counter');
  const parts = kind === 'histogram' ? ['bucket', 'sum', 'count'] : [];
  return [plain, ...parts.map((part) => `${plain}_${part}`)];
});
const named = (text: string): string[] => text.match(/\b(?:komado|http_server)_\w+/g) ?? [];

describe('alert rules and dashboard', () => {
  it('name only metrics that are told', () => {
    const all = [...named(read('alerts.yml')), ...queries.flatMap(({ expr }) => named(expr))];
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('show every metric that is told', () => {
    const shown = new Set(queries.flatMap(({ expr }) => named(expr).map(familyOf)));
    expect([...new Set(known.map(familyOf))].filter((name) => !shown.has(name))).toEqual([]);
  });

  it('have words and causes that exist', () => {
    const events = metricCatalogue['komado.log.events'].attributes.event.options as readonly string[];
    const causes = metricCatalogue['komado.out_of_service'].attributes.cause.options as readonly string[];
    const words = (label: string): string[] =>
      [...read('alerts.yml').matchAll(new RegExp(`[{,]${label}[!=~]+"([^"]+)"`, 'g'))].flatMap(
        ([, text = '']) => text.split('|'),
      );
    expect(words('event').filter((event) => !events.includes(event))).toEqual([]);
    expect(words('cause').filter((cause) => !causes.includes(cause))).toEqual([]);
    expect(words('event').length).toBeGreaterThan(10);
  });

  it('say for every alert what it is and what to do, and each is tried', () => {
    const alerts = [...read('alerts.yml').matchAll(/alert: (\w+)/g)].map(([, name = '']) => name);
    expect(alerts.length).toBeGreaterThan(20);
    expect(new Set(alerts).size).toBe(alerts.length);
    for (const part of ['summary: ', 'action: ', 'severity: '])
      expect(read('alerts.yml').split(part), part).toHaveLength(alerts.length + 1);
    const tried = [
      ...(read('alerts.test.yml') + read('alerts-days.test.yml')).matchAll(/alertname="(\w+)"/g),
    ].map(([, name = '']) => name);
    expect(new Set(tried)).toEqual(new Set(alerts));
  });

  it('lie side by side on the dashboard', () => {
    const places = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(places).size).toBe(places.length);
    for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  it.skipIf(!hasPrometheus)(`pass promtool, each alert quiet and firing ${needsPrometheus}`, () => {
    const checked = runPromtool(['check', 'rules', join(docs, 'alerts.yml')]);
    expect(checked).toMatchObject({ code: 0 });
    const tested = runPromtool([
      ...['test', 'rules', join(docs, 'alerts.test.yml'), join(docs, 'alerts-days.test.yml')],
    ]);
    expect(tested.says.match(/SUCCESS/g)).toHaveLength(2);
    expect(tested.code).toBe(0);
  });

  it.skipIf(!hasPrometheus)(`are PromQL in every panel ${needsPrometheus}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'komado-dashboard-'));
    try {
      const rules = queries.map(({ expr }, index) => ({
        record: `panel:${index}`,
        expr: expr.replaceAll('$kiosk', '.*'),
      }));
      // YAML has all of JSON.
      writeFileSync(join(folder, 'panels.yml'), JSON.stringify({ groups: [{ name: 'panels', rules }] }));
      expect(runPromtool(['check', 'rules', join(folder, 'panels.yml')])).toMatchObject({ code: 0 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function familyOf(name: string): string {
  return name.replace(/_(?:bucket|sum|count)$/, '');
}
