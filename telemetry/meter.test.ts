import { beforeEach, expect, it } from 'vitest';
import { createMeter } from './meter.ts';
import { version } from './version.ts';

const clock = { time: 0, now: () => clock.time };
beforeEach(() => {
  clock.time = Date.UTC(2026, 10, 20, 3);
});

it('counts, measures and sorts into buckets, each with its attributes', () => {
  const meter = createMeter(clock);
  meter.add('komado.sessions', { outcome: 'done' });
  meter.add('komado.sessions', { outcome: 'done' }, 2);
  meter.add('komado.sessions', { outcome: 'left' }, 0);
  meter.gauge('komado.paper.sheets', [{ attributes: {}, value: 250 }]);
  meter.gauge('komado.paper.sheets', [{ attributes: {}, value: 249 }]);
  for (const seconds of [1, 1.5, 2_000])
    meter.observe('komado.session.duration', { outcome: 'done' }, seconds);
  clock.time += 60_000;
  const at = { startTimeUnixNano: '1795143600000000000', timeUnixNano: '1795143660000000000' };
  const of = (outcome: string) => [{ key: 'outcome', value: { stringValue: outcome } }];
  expect(meter.collect()).toMatchObject([
    {
      name: 'komado.sessions',
      unit: '{session}',
      sum: {
        aggregationTemporality: 2,
        isMonotonic: true,
        dataPoints: [
          { ...at, attributes: of('done'), asDouble: 3 },
          { ...at, attributes: of('left'), asDouble: 0 },
        ],
      },
    },
    { name: 'komado.paper.sheets', gauge: { dataPoints: [{ ...at, attributes: [], asDouble: 249 }] } },
    {
      name: 'komado.session.duration',
      histogram: {
        dataPoints: [
          { count: '3', sum: 2002.5, bucketCounts: ['2', '0', '0', '0', '0', '0', '0', '0', '0', '0', '1'] },
        ],
      },
    },
  ]);
});

it('takes no word that the catalogue does not list, no further attribute and nothing that is no number', () => {
  const meter = createMeter(clock);
  // @ts-expect-error: no such outcome
  meter.add('komado.sessions', { outcome: '植付花子' });
  // @ts-expect-error: no such attribute
  meter.add('komado.sessions', { outcome: 'done', holder: '植付花子' });
  // @ts-expect-error: no such metric
  expect(() => meter.add('komado.residents', { name: '植付花子' })).toThrow();
  meter.gauge('komado.paper.sheets', [{ attributes: {}, value: Number.NaN }]);
  meter.gauge('komado.build', [{ attributes: { version: '植付花子' }, value: 1 }]);
  expect(meter.refused()).toBe(4);
  expect(meter.collect()).toEqual([]);
});

it('takes the version of a release, of a package between two, and the one that runs here', () => {
  const meter = createMeter(clock);
  for (const each of [version, '0.1.0', '0.1.0+20261130041500.9e0e38f4.changed'])
    meter.gauge('komado.build', [{ attributes: { version: each }, value: 1 }]);
  expect(meter.refused()).toBe(0);
});

it('tells what is told daily at the end of the day in Japan, all together', () => {
  const meter = createMeter(clock);
  meter.add('komado.session.languages', { language: 'ne' });
  clock.time = Date.UTC(2026, 10, 20, 14, 59);
  meter.add('komado.session.languages', { language: 'ne' });
  expect(meter.collect()).toEqual([]);
  // A clock that was put right for a moment ends no day.
  clock.time -= 2 * 86_400_000;
  expect(meter.collect()).toEqual([]);
  clock.time = Date.UTC(2026, 10, 20, 15, 0);
  expect(meter.collect()).toMatchObject([
    { name: 'komado.session.languages', sum: { dataPoints: [{ asDouble: 2 }] } },
  ]);
});
