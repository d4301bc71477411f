import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as ioTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualTimers, type ManualTimers } from '../manual-timers.ts';
import { repetitions } from '../repetitions.ts';
import { deviceReport } from '../scripted/scripted-attendance.ts';
import {
  hasPrometheus,
  needsPrometheus,
  runPromtool,
  startPrometheus,
  type RunningPrometheus,
} from './prometheus.ts';
import { openFleetKiosk, type FleetKiosk } from './fleet.ts';
import { startReceiver, type Receiver } from '../../simulator/telemetry/receiver.ts';

/** `npm run test:long` has fifty. */
const kiosks = repetitions(10, 50);
const alerts = join(import.meta.dirname, '..', '..', 'docs', 'telemetry', 'alerts.yml');

let folder = '';
let timers: ManualTimers;
let clock: ManualTimers;
let receiver: Receiver;
const fleet: FleetKiosk[] = [];

/** Every tenth kiosk has the same trouble. */
const having = (trouble: number): readonly FleetKiosk[] => fleet.filter((_, index) => index % 10 === trouble);
const names = (some: readonly { readonly name: string }[]): string[] => some.map(({ name }) => name).sort();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'komado-fleet-'));
  timers = createManualTimers();
  clock = createManualTimers();
  receiver = await startReceiver();
  for (let number = 1; number <= kiosks; number++)
    fleet.push(openFleetKiosk(number, { url: receiver.url, folder, clock, timers }));
});
afterAll(async () => {
  for (const kiosk of fleet) await kiosk.close();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

/** Moves the time of looks and back-offs, and lets real input and output happen: far more of it than a deadline has such steps. */
async function runUntil(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await ioTurn();
    if (!condition()) timers.advance(50);
  }
}

/** Lets time pass until the receiver has of every kiosk how it stands now. */
async function tellAll(): Promise<void> {
  clock.advance(1_000);
  const now = BigInt(clock.now()) * 1_000_000n;
  const isTold = ({ name }: FleetKiosk): boolean =>
    receiver
      .metrics(name)
      .some((metric) => 'gauge' in metric && BigInt(metric.gauge.dataPoints[0]?.timeUnixNano ?? 0) >= now);
  await runUntil(() => fleet.every(isTold));
}

async function sumOf(prometheus: RunningPrometheus, expression: string): Promise<number> {
  return (await prometheus.query(expression))[0]?.value ?? 0;
}

describe('a fleet of kiosks', () => {
  it('tells a collector every session once, through an outage of half of the time', async () => {
    const sessions = (): number => receiver.spans.filter(({ value }) => value.name === 'session').length;
    const visits = async (some: readonly FleetKiosk[]): Promise<void> => {
      for (const [index, kiosk] of some.entries()) {
        expect(await kiosk.visit(index % 3 === 0 ? 'ne' : 'ja'), kiosk.name).toBe(true);
        expect(await kiosk.visit('ja', true), kiosk.name).toBe(true);
      }
    };
    await visits(fleet.slice(0, kiosks / 2));
    await runUntil(() => sessions() >= kiosks);
    receiver.mood = { putsOff: 503 };
    await visits(fleet.slice(kiosks / 2));
    const { requests } = receiver;
    await runUntil(() => receiver.requests >= requests + 3 * kiosks);
    receiver.mood = 'takes';
    await runUntil(() => sessions() >= 2 * kiosks);
    expect(sessions()).toBe(2 * kiosks);
    expect(receiver.faults).toEqual([]);
    const ends = receiver.spans.flatMap(({ value }) =>
      value.name === 'session'
        ? value.attributes.map(({ value: end }) => ('stringValue' in end ? end.stringValue : ''))
        : [],
    );
    expect(new Set(ends)).toEqual(new Set(['done', 'stopped']));
  });

  it('tells what was issued and earned, and in which languages, only when the day is over', async () => {
    await tellAll();
    expect(receiver.instances().toSorted()).toEqual(names(fleet));
    expect(receiver.page()).not.toMatch(/komado_(?:certificates|earned_yen|session_languages)_total/);
    clock.setClock(86_400_000);
    await tellAll();
    expect(receiver.page().match(/^komado_certificates_total\{.*\} 1$/gm)).toHaveLength(kiosks);
    expect(receiver.page().match(/^komado_earned_yen_total\{.*method="cash".*\} [1-9]\d+$/gm)).toHaveLength(
      kiosks,
    );
    expect(receiver.page()).toMatch(/^komado_session_languages_total\{.*language="ne".*\} 1$/m);
    expect(receiver.page()).not.toMatch(/^komado_telemetry_lost_total\{.*\} [1-9]/m);
  });

  it.skipIf(!hasPrometheus)(
    `is seen by a real Prometheus as it is, and its rules name exactly the kiosks in trouble ${needsPrometheus}`,
    async () => {
      expect(runPromtool(['check', 'metrics'], receiver.page())).toEqual({ code: 0, says: '' });
      const prometheus = await startPrometheus(new URL(receiver.url).host, alerts);
      try {
        await prometheus.until('count(komado_uptime_seconds)', ([all]) => all?.value === kiosks);
        expect(await sumOf(prometheus, 'sum(komado_sessions_total)')).toBe(2 * kiosks);
        expect(await sumOf(prometheus, 'sum(komado_session_duration_seconds_count)')).toBe(2 * kiosks);
        expect(await sumOf(prometheus, 'sum(komado_certificates_total)')).toBe(kiosks);
        expect(await sumOf(prometheus, 'sum(komado_serving)')).toBe(kiosks);
        expect(await prometheus.query('ALERTS')).toEqual([]);

        for (const kiosk of having(1)) kiosk.devices(deviceReport('sheetPrinter', 'media-jam'));
        for (const kiosk of having(2)) kiosk.devices(deviceReport('center', 'offline'));
        for (const kiosk of having(3))
          kiosk.devices({ ...deviceReport('sheetPrinter', 'low'), levels: [{ value: 20, unit: 'sheets' }] });
        for (const kiosk of having(4)) kiosk.log.event('bindingMismatch', { what: 'page' });
        for (const kiosk of having(5))
          kiosk.log.event('outOfService', { cause: 'cashUnavailable', reference: null });
        for (const kiosk of having(6))
          kiosk.devices({ ...deviceReport('center'), levels: [{ value: 12, unit: 'days' }] });
        await tellAll();
        const expected = {
          KomadoDeviceTrouble: names(having(1)),
          KomadoLineDown: names(having(2)),
          KomadoPaperLow: names(having(3)),
          KomadoBindingMismatch: names(having(4)),
          KomadoOutOfService: names(having(5)),
          KomadoCertificateEnds: names(having(6)),
        };
        const inTrouble = Object.values(expected).flat().length;
        const seen = await prometheus.until('ALERTS', (samples) => samples.length >= inTrouble);
        const byAlert = Object.groupBy(seen, ({ labels }) => labels['alertname'] ?? '');
        const found = Object.entries(byAlert).map(([alert, samples = []]) => [
          alert,
          samples.map(({ labels }) => labels['instance'] ?? '').sort(),
        ]);
        expect(Object.fromEntries(found)).toEqual(expected);
        expect((await prometheus.rules()).filter(({ health }) => health !== 'ok')).toEqual([]);
      } finally {
        await prometheus.close();
      }
    },
  );
});
