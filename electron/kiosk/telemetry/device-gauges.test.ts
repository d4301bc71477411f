import { expect, it } from 'vitest';
import { systemClock } from '../../../shared/dates.ts';
import { createMeter } from '../../../telemetry/meter.ts';
import type { Metric } from '../../../telemetry/otlp.ts';
import { deviceReport } from '../../../testing/scripted/scripted-attendance.ts';
import { createDeviceGauges } from './device-gauges.ts';

const valuesOf = (metrics: readonly Metric[], name: string): unknown[] =>
  metrics.flatMap((metric) =>
    metric.name === name && 'gauge' in metric
      ? metric.gauge.dataPoints.map(({ attributes, asDouble }) => [
          ...attributes.flatMap(({ value }) => Object.values(value) as unknown[]),
          asDouble,
        ])
      : [],
  );

it('a device that works is up, one that needs somebody is not, and one that was not asked is not told', () => {
  const meter = createMeter(systemClock);
  const tell = createDeviceGauges(meter);
  tell([
    {
      ...deviceReport('sheetPrinter', 'low'),
      levels: [
        { value: 20, unit: 'sheets' },
        { value: 55, unit: 'toner' },
      ],
    },
    { ...deviceReport('center', 'offline'), reason: 'timedOut' },
    deviceReport('speech', 'notAsked'),
    { ...deviceReport('hopper-100'), levels: [{ value: 42, unit: 'pieces' }] },
    { ...deviceReport('clock'), levels: [{ value: -1500, unit: 'ms' }] },
    { ...deviceReport('journal'), levels: [{ value: 12_345, unit: 'records' }] },
    { ...deviceReport('disk'), levels: [{ value: 61, unit: 'percent' }] },
  ]);
  const metrics = meter.collect();
  expect(valuesOf(metrics, 'komado.device.up')).toEqual([
    ...[
      ['sheetPrinter', 1],
      ['center', 0],
      ['hopper-100', 1],
      ['clock', 1],
      ['journal', 1],
      ['disk', 1],
    ],
  ]);
  expect(valuesOf(metrics, 'komado.device.state')).toContainEqual(['center', 'offline', 'timedOut', 1]);
  expect(valuesOf(metrics, 'komado.paper.sheets')).toEqual([[20]]);
  expect(valuesOf(metrics, 'komado.toner')).toEqual([[0.55]]);
  expect(valuesOf(metrics, 'komado.hopper.pieces')).toEqual([['hopper-100', 42]]);
  expect(valuesOf(metrics, 'komado.clock.offset')).toEqual([[-1.5]]);
  expect(valuesOf(metrics, 'komado.journal.records')).toEqual([[12_345]]);
  expect(valuesOf(metrics, 'komado.disk.free')).toEqual([[0.61]]);
  expect(meter.refused()).toBe(0);
});

it('a state that a device has left is told as 0 from then on', () => {
  const meter = createMeter(systemClock);
  const tell = createDeviceGauges(meter);
  tell([deviceReport('sheetPrinter', 'media-jam')]);
  tell([deviceReport('sheetPrinter')]);
  expect(valuesOf(meter.collect(), 'komado.device.state')).toEqual([
    ['sheetPrinter', 'media-jam', 'none', 0],
    ['sheetPrinter', 'online', 'none', 1],
  ]);
});
