import { beforeEach, expect, it } from 'vitest';
import { createEventLog, type EventLog } from '../logging/event-log.ts';
import { stateName } from '../logging/field-kinds.ts';
import { readLogLine } from './log-line.ts';
import { recordOf } from './log-records.ts';
import type { Span } from './otlp.ts';
import { createSessionTrace, type SessionTrace } from './session-trace.ts';

const clock = { time: 0, now: () => clock.time };
let trace: SessionTrace;
let log: EventLog;
const sessions: { readonly spans: readonly Span[]; readonly end: string; readonly seconds: number }[] = [];
const steps: unknown[] = [];

beforeEach(() => {
  clock.time = Date.UTC(2026, 10, 20, 1);
  sessions.length = 0;
  steps.length = 0;
  let number = 0;
  trace = createSessionTrace({
    randomHex: (bytes) => String(++number).padStart(bytes * 2, '0'),
    onSession: (session) => sessions.push(session),
    onStep: (...step) => steps.push(step),
  });
  const write = (text: string): void => {
    const line = readLogLine(text);
    if (line) trace.take(line);
  };
  log = createEventLog({ clock, destinations: [{ level: 'info', write }] });
});

function enter(state: string, seconds: number, machine = 'session'): void {
  log.event('stateEntered', { machine: stateName(machine), state: stateName(state) });
  clock.time += seconds * 1000;
}

/** Name, parent's name and seconds of each span. */
const told = (spans: readonly Span[] = []) =>
  spans.map(({ name, parentSpanId, startTimeUnixNano, endTimeUnixNano }) => [
    name,
    spans.find(({ spanId }) => spanId === parentSpanId)?.name ?? null,
    Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e9,
  ]);

it('a session is one trace: a span for each step, in it those of payment and printer, and how it ended', () => {
  enter('service.serving.alone', 0, 'kiosk');
  enter('flow.beginning', 0);
  enter('inactivity.watching', 0);
  enter('flow.purposes', 12);
  enter('flow.step', 0);
  enter('flow.pin.entering', 8);
  enter('inactivity.warning', 1);
  enter('flow.pin.signing', 2);
  enter('checking', 0, 'payment');
  enter('flow.paying', 1);
  enter('deciding', 0, 'payment');
  enter('accepting', 5, 'payment');
  enter('ending', 2, 'payment');
  enter('ended', 0, 'payment');
  enter('flow.closing.ending', 3);
  enter('flow.over', 0);
  enter('inactivity.closed', 0);
  const [session] = sessions;
  expect(sessions).toHaveLength(1);
  expect(session).toMatchObject({ end: 'done', seconds: 34 });
  expect(told(session?.spans)).toEqual([
    ['purposes', 'session', 12],
    ['pin.entering', 'session', 9],
    ['pin.signing', 'session', 2],
    ['payment.checking', 'paying', 1],
    ['payment.accepting', 'paying', 5],
    ['payment.ending', 'paying', 2],
    ['paying', 'session', 8],
    ['closing.ending', 'session', 3],
    ['session', null, 34],
  ]);
  expect(new Set(session?.spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(session?.spans[1]?.events).toMatchObject([{ name: 'inactivity.warning' }]);
  expect(steps).toEqual([
    ['purposes', 12],
    ['pin', 11],
    ['paying', 8],
    ['closing', 3],
  ]);
  expect(trace.place()).toBeNull();
});

it('a cause that says something about the resident is told as no more than that', () => {
  for (const cause of ['pinLocked', 'movedOut', 'centerSlow', 'stopped'] as const) {
    enter('flow.beginning', 0);
    enter('flow.pin.entering', 3);
    log.event('refused', { cause });
    enter('flow.message.shown', 3);
    enter('flow.over', 0);
  }
  expect(sessions.map(({ end }) => end)).toEqual(['ofPerson', 'ofPerson', 'centerSlow', 'stopped']);
  const roots = sessions.map(({ spans }) => spans.at(-1));
  expect(roots.map((span) => span?.status.code)).toEqual([undefined, undefined, 2, undefined]);
  expect(JSON.stringify(roots)).not.toMatch(/pinLocked|movedOut/);
});

it('an error in a step marks it, and a session that the program’s end cuts off ends as cut', () => {
  enter('flow.purposes', 3);
  log.caught(
    'actorFailed',
    { machine: stateName('session'), place: stateName('session.flow.purposes') },
    new Error('植付花子'),
  );
  enter('flow.preview.asking', 1);
  trace.close(clock.time);
  trace.close(clock.time);
  expect(sessions).toHaveLength(1);
  expect(sessions[0]?.end).toBe('cut');
  expect(sessions[0]?.spans.map(({ status }) => status.code)).toEqual([2, undefined, undefined]);
  expect(JSON.stringify(sessions)).not.toContain('植付花子');
});

it('a record of the log names the step in which it was written, and keeps to itself what could point at a person', () => {
  enter('flow.purposes', 1);
  const line = (event: string, fields: object) =>
    readLogLine(JSON.stringify({ level: 'warn', time: '2026-11-20T01:00:01.000Z', event, ...fields }));
  const failed = line('registerSourceFailed', { municipality: '13402', why: 'late' });
  expect(failed && recordOf(failed, trace.place())).toMatchObject({
    timeUnixNano: '1795136401000000000',
    severityNumber: 13,
    body: { stringValue: 'registerSourceFailed' },
    attributes: [{ key: 'komado.why', value: { stringValue: 'late' } }],
    traceId: trace.place()?.traceId,
  });
  const owes = line('recoveryOwes', { transaction: 'ab'.repeat(16), owed: 300 });
  expect(JSON.stringify(owes && recordOf(owes, null))).not.toContain('abab');
  for (const event of ['stateEntered', 'intentTaken', 'refused', 'requestAnswered']) {
    const silent = line(event, {});
    expect(silent && recordOf(silent, null)).toBeNull();
  }
  expect(readLogLine('no line')).toBeNull();
  expect(readLogLine('{"level":"warn","time":"2026-11-20T01:00:01.000Z","event":"residentSeen"}')).toBeNull();
});
