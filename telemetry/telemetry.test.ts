import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTransport } from '../issuing-center/tls-link/transport.ts';
import { createEventLog, type EventLog } from '../logging/event-log.ts';
import { stateName } from '../logging/field-kinds.ts';
import { systemClock } from '../shared/dates.ts';
import { startReceiver, type Receiver } from '../simulator/telemetry/receiver.ts';
import { createManualTimers, type ManualTimers } from '../testing/manual-timers.ts';
import { createPost, postDeadlineMs, type CollectorLine } from './post.ts';
import { openTelemetry, type Telemetry } from './telemetry.ts';

const plain: CollectorLine = { ca: null, own: null };
let folder = '';
let timers: ManualTimers;
let receiver: Receiver;
let log: EventLog;
let telemetry: Telemetry;
const lines: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'komado-telemetry-'));
  timers = createManualTimers();
  receiver = await startReceiver();
  lines.length = 0;
});
afterEach(async () => {
  await telemetry.close();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

function open({
  maxBytes = 1_000_000,
  post = createPost(receiver.url, plain, timers),
  traces = true,
} = {}): void {
  const opened = openTelemetry({
    ...{ clock: timers, timers, folder: join(folder, 'buffer'), maxBytes, maxAgeMs: 86_400_000 },
    sender: { service: 'komado-kiosk', instance: 'K-TEST', version: '0.1.0' },
    ...{ everyMs: 20_000, traces, post, log: () => log, random: () => 0 },
  });
  if (!opened.ok) throw new Error(opened.error);
  telemetry = opened.value;
  const keep = { level: 'info', write: (text: string) => lines.push(text) } as const;
  log = createEventLog({ clock: timers, source: 'K-TEST', destinations: [keep, telemetry.destination] });
}

function visit(): void {
  for (const state of ['purposes', 'pin.entering', 'preview.asking', 'over']) {
    log.event('stateEntered', { machine: stateName('session'), state: stateName(`flow.${state}`) });
    timers.advance(1_000);
  }
}

const events = (): unknown[] =>
  lines
    .map((text) => (JSON.parse(text) as { event: string }).event)
    .filter((event) => event.startsWith('tele'));
const valueOf = (name: string): number | undefined => {
  const metric = receiver.metrics('K-TEST').find((each) => each.name === name);
  if (metric === undefined || 'histogram' in metric) return undefined;
  const { dataPoints } = 'sum' in metric ? metric.sum : metric.gauge;
  return dataPoints.reduce((sum, { asDouble }) => sum + asDouble, 0);
};

it('traces, metrics and logs reach a collector as the protocol has them', async () => {
  open();
  visit();
  log.event('deviceTrouble', { device: 'sheetPrinter', state: 'media-jam', reason: 'none' });
  await timers.runUntil(() => receiver.logs.length > 0 && receiver.instances().length > 0);
  expect(receiver.faults).toEqual([]);
  expect(receiver.spans.map(({ value }) => value.name)).toEqual([
    ...['purposes', 'pin.entering', 'preview.asking', 'session'],
  ]);
  expect(receiver.logs.map(({ value }) => value.eventName)).toEqual(['komado.deviceTrouble']);
  expect(valueOf('komado.sessions')).toBe(1);
  expect(receiver.page()).toContain(
    'komado_sessions_total{job="komado/komado-kiosk",instance="K-TEST",outcome="done"} 1\n',
  );
  expect(telemetry.meter.refused()).toBe(0);
});

it('a site that wants nothing of its residents’ steps told has sessions counted, and no more', async () => {
  open({ traces: false });
  visit();
  log.event('backInService', {});
  await timers.runUntil(() => valueOf('komado.sessions') === 1 && receiver.logs.length > 0);
  expect(receiver.spans).toEqual([]);
  expect(receiver.bodies.join('')).not.toMatch(/purposes|pin\.entering|komado\.step|traceId/);
});

describe('an outage', () => {
  it('costs nothing within the bound, is logged once, and is over as soon as the collector answers', async () => {
    open();
    receiver.mood = { putsOff: 503 };
    for (let number = 1; number <= 5; number++) {
      visit();
      log.event('backInService', {});
      const { requests } = receiver;
      await timers.runUntil(() => receiver.requests > requests);
    }
    expect(receiver.spans).toEqual([]);
    receiver.mood = 'takes';
    await timers.runUntil(() => receiver.spans.length >= 20);
    expect(receiver.spans.filter(({ value }) => value.name === 'session')).toHaveLength(5);
    expect(events()).toEqual(['telemetryPutOff', 'telemetryHeard']);
    await timers.runUntil(() => (valueOf('komado.telemetry.failures') ?? 0) >= 5);
    expect(valueOf('komado.telemetry.lost')).toBe(0);
    expect(receiver.faults).toEqual([]);
  });

  it('that is longer than the bound loses the oldest, counts them, and logs it once an hour', async () => {
    open({
      maxBytes: 20_000,
      post: () => Promise.resolve({ later: true, afterMs: 0, status: 429 }),
    });
    for (let minute = 0; minute < 90; minute++) {
      visit();
      timers.advance(55_000);
      await Promise.resolve();
    }
    expect(events().filter((event) => event === 'telemetryLost').length).toBeGreaterThan(0);
    // Of three signals, in an hour and a half.
    expect(events().filter((event) => event === 'telemetryLost').length).toBeLessThanOrEqual(6);
    await telemetry.close();
    open();
    await timers.runUntil(() => (valueOf('komado.uptime') ?? 0) > 0 && receiver.spans.length > 0);
    expect(receiver.faults).toEqual([]);
    expect(receiver.spans.length).toBeGreaterThan(0);
    expect(receiver.spans.length).toBeLessThan(90 * 4);
  });

  it('that begins with a start, or lasts over one, loses nothing that was written', async () => {
    receiver.mood = 'hangs';
    open();
    visit();
    await timers.runUntil(() => readdirSync(join(folder, 'buffer')).length > 0);
    timers.advance(postDeadlineMs);
    await timers.runUntil(() => events().includes('telemetryLineFailed'));
    await telemetry.close();
    receiver.mood = 'takes';
    open();
    await timers.runUntil(
      () => receiver.spans.length === 4 && readdirSync(join(folder, 'buffer')).length === 0,
    );
    expect(receiver.logs.map(({ value }) => value.eventName)).toContain('komado.telemetryLineFailed');
  });
});

it('a line after which the process may end is on disk when it has been written', () => {
  receiver.mood = 'hangs';
  open();
  log.caught('programFailed', {}, new TypeError('植付花子'));
  expect(readdirSync(join(folder, 'buffer')).filter((name) => name.includes('-logs-1.gz'))).toHaveLength(1);
});

it('a collector that refuses for good is logged with its answer, and the next is sent all the same', async () => {
  open();
  receiver.mood = { refuses: 401 };
  visit();
  await timers.runUntil(() => events().includes('telemetryRefused'));
  receiver.mood = 'takes';
  await timers.runUntil(() => (valueOf('komado.telemetry.lost') ?? 0) > 0);
  expect(receiver.spans).toEqual([]);
});

it('a flood of lines costs the oldest of them, and no more memory', async () => {
  open();
  for (let count = 0; count < 2_500; count++) log.event('backInService', {});
  await timers.runUntil(() => receiver.logs.length > 0 && valueOf('komado.telemetry.lost') === 500);
  expect(receiver.logs).toHaveLength(2_000);
});

it('over TLS each end proves itself, and no other authority is believed', async () => {
  const transport = await openTransport(join(folder, 'line'), systemClock);
  const stranger = await openTransport(join(folder, 'stranger'), systemClock);
  const { key, certificate } = await transport.server();
  const collector = await startReceiver({
    ...{ key, cert: certificate, ca: transport.ca, requestCert: true, rejectUnauthorized: true },
  });
  try {
    const own = transport.issueKiosk('K-0001');
    const body = { signal: 'logs', items: 1, body: new Uint8Array() } as const;
    const ended = new AbortController().signal;
    const post = (line: CollectorLine) => createPost(collector.url, line, timers)(body, ended);
    // An empty body is no request: that it is refused as one shows that both ends have accepted each other.
    expect(await post({ ca: transport.ca, own })).toEqual({ refused: 400 });
    expect(await post({ ca: transport.ca, own: null })).toMatchObject({ later: true });
    expect(await post({ ca: stranger.ca, own })).toMatchObject({
      later: true,
      error: { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    });
    open({ post: createPost(`${collector.url}/otlp`, { ca: transport.ca, own }, timers) });
    visit();
    await timers.runUntil(() => collector.spans.length > 0);
    expect(collector.faults.filter((fault) => !fault.startsWith('a request'))).toEqual([]);
  } finally {
    await collector.close();
  }
});
