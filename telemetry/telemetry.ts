import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FieldsOf } from '../logging/event-catalogue.ts';
import type { EventLog, LogDestination } from '../logging/event-log.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { CancelTimer, Time } from '../shared/timers.ts';
import { openBuffer, type BufferFiles } from './buffer.ts';
import { createDelivery } from './delivery.ts';
import { createLineMetrics } from './line-metrics.ts';
import { readLogLine } from './log-line.ts';
import { recordOf } from './log-records.ts';
import { createMeter, type Meter } from './meter.ts';
import { losses, type Loss } from './metric-catalogue.ts';
import {
  logsRequest,
  metricsRequest,
  signals,
  tracesRequest,
  type LogRecord,
  type Sender,
  type Signal,
  type Span,
} from './otlp.ts';
import type { Post, Posted } from './post.ts';
import { createSessionTrace } from './session-trace.ts';
import { outcomeOf, outcomes } from './told-cause.ts';

export interface TelemetrySettings extends Time {
  readonly sender: Sender;
  /** Folder of the buffer; bytes of all its files, and how old one becomes, ms. */
  readonly folder: string;
  readonly maxBytes: number;
  readonly maxAgeMs: number;
  /** Between two looks at all metrics, ms. */
  readonly everyMs: number;
  /** Whether sessions are told step by step. */
  readonly traces: boolean;
  readonly post: Post;
  /** Where telemetry's own trouble is logged. Asked for late: its lines come from there, too. */
  readonly log: () => EventLog;
  readonly random?: () => number;
  readonly randomHex?: (bytes: number) => string;
  readonly files?: BufferFiles;
}

/** What kiosk or center tell a collector. Nothing in here throws, waits or fails for whoever calls it. */
export interface Telemetry {
  /** One more place where lines of the log go. */
  readonly destination: LogDestination;
  readonly meter: Meter;
  /** Called before each look at the metrics, to measure what is measured only then. */
  beforeLook(measure: () => void): void;
  /** Called when a session of a resident is over. */
  onSessionEnd(listener: () => void): void;
  /** Writes what is not written yet, and sends nothing more: it waits for the next start. */
  close(): Promise<void>;
}

/** Between two batches of spans and records, ms. */
export const gatherMs = 10_000;
/** Kept between them; a flood of lines costs the oldest. */
const gatheredMost = 2_000;
/** Losses are logged at most so often: a long outage would fill the log with them, ms. */
const lossToldMs = 60 * 60_000;

/** @returns the error names what is wrong with the buffer's folder */
export function openTelemetry(settings: TelemetrySettings): Result<Telemetry, string> {
  const { sender, clock, timers, post, traces, everyMs } = settings;
  const meter = createMeter(clock);
  const lost = new Map<Signal, number>();
  let lossTold = -lossToldMs;
  const onLost = (signal: Signal, items: number, why: Loss): void => {
    meter.add('komado.telemetry.lost', { signal, why }, items);
    lost.set(signal, (lost.get(signal) ?? 0) + items);
  };
  const opened = openBuffer({
    ...{ folder: settings.folder, maxBytes: settings.maxBytes, maxAgeMs: settings.maxAgeMs, clock, onLost },
    ...(settings.files ? { files: settings.files } : {}),
  });
  if (!opened.ok) return err(opened.error);
  const buffer = opened.value;
  const delivery = createDelivery({
    ...{ buffer, post, timers, random: settings.random ?? Math.random, onLost },
    onFailed: (failed, first) => {
      meter.add('komado.telemetry.failures', {});
      if (first) logFailure(settings.log(), failed);
    },
    onRefused: (status) => settings.log().event('telemetryRefused', { status: statusField(status) }),
    onHeard: () => settings.log().event('telemetryHeard', {}),
  });

  let spans: Span[] = [];
  let records: LogRecord[] = [];
  const measures: (() => void)[] = [];
  const sessionEnds: (() => void)[] = [];
  const started = timers.elapsed();
  const of = sender.service === 'komado-kiosk' ? 'kiosk' : 'center';
  const countLine = createLineMetrics(meter, of);
  for (const signal of signals)
    for (const why of losses) meter.add('komado.telemetry.lost', { signal, why }, 0);
  if (of === 'kiosk') for (const outcome of outcomes) meter.add('komado.sessions', { outcome }, 0);
  const trace = createSessionTrace({
    randomHex: settings.randomHex ?? ((bytes) => randomBytes(bytes).toString('hex')),
    onSession: ({ spans: own, end, seconds }) => {
      const outcome = outcomeOf(end);
      meter.add('komado.sessions', { outcome });
      meter.add('komado.session.ends', { end });
      meter.observe('komado.session.duration', { outcome }, seconds);
      if (traces) spans.push(...own);
      cut(spans, 'traces');
      for (const listener of sessionEnds) listener();
    },
    onStep: (step, seconds) => meter.observe('komado.step.duration', { step }, seconds),
  });

  function cut(gathered: unknown[], signal: Signal): void {
    const over = gathered.length - gatheredMost;
    if (over <= 0) return;
    gathered.splice(0, over);
    onLost(signal, over, 'flood');
  }

  function put(signal: Signal, items: number, request: object): void {
    buffer.put({ signal, items, body: gzipSync(JSON.stringify(request)) });
  }

  function flush(): void {
    if (spans.length > 0) put('traces', spans.length, tracesRequest(sender, spans));
    spans = [];
    if (records.length > 0) put('logs', records.length, logsRequest(sender, records));
    records = [];
  }

  function look(): void {
    for (const measure of measures) measure();
    meter.gauge('komado.uptime', [{ attributes: {}, value: (timers.elapsed() - started) / 1000 }]);
    meter.gauge('komado.build', [{ attributes: { version: sender.version }, value: 1 }]);
    meter.gauge('komado.telemetry.buffered', [{ attributes: {}, value: buffer.bytes() }]);
    const metrics = meter.collect();
    put('metrics', metrics.length, metricsRequest(sender, metrics));
  }

  function tellLosses(): void {
    if (lost.size === 0 || timers.elapsed() - lossTold < lossToldMs) return;
    lossTold = timers.elapsed();
    for (const [signal, items] of lost)
      settings.log().event('telemetryLost', { signal, items: Math.min(items, 1_000_000) });
    lost.clear();
  }

  const beat = (ms: number, run: () => void): (() => void) => {
    let callOff: CancelTimer = timers.after(ms, tick);
    function tick(): void {
      run();
      delivery.wake();
      callOff = timers.after(ms, tick);
    }
    return () => callOff();
  };
  // What an earlier run left behind is sent from the first beat on: a second start by mistake, which ends before that, sends nothing that is
  // the first one's.
  const beats = [
    beat(gatherMs, () => {
      flush();
      tellLosses();
    }),
    beat(everyMs, look),
  ];
  return ok({
    destination: {
      level: 'info',
      write(text) {
        const line = readLogLine(text);
        if (line === null) return;
        countLine(line);
        // Before the states are followed: a line belongs to the step in which it was written.
        const record = recordOf(line, traces ? trace.place() : null);
        if (record) records.push(record);
        cut(records, 'logs');
        if (of === 'kiosk') trace.take(line);
        // The process may end right after this line.
        if (line.level === 'fatal') flush();
      },
    },
    meter,
    beforeLook: (measure) => {
      measures.push(measure);
    },
    onSessionEnd: (listener) => {
      sessionEnds.push(listener);
    },
    async close() {
      for (const end of beats) end();
      trace.close(clock.now());
      look();
      flush();
      await delivery.close();
    },
  });
}

function logFailure(log: EventLog, failed: Extract<Posted, { later: true }>): void {
  if ('status' in failed) log.event('telemetryPutOff', { status: statusField(failed.status) });
  else log.caught('telemetryLineFailed', {}, failed.error);
}

/** What is no status of HTTP is told as the one for an answer that cannot be read. */
function statusField(status: number): FieldsOf<'telemetryRefused'>['status'] {
  return status >= 100 && status <= 599 ? status : 502;
}
