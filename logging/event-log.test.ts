import { describe, expect, it } from 'vitest';
import { transactionIdSchema } from '../shared/ids.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import { stateName } from './field-kinds.ts';

const start = Date.UTC(2026, 10, 20, 1, 0, 0);

function logged(random?: () => number): {
  readonly log: EventLog;
  readonly lines: Record<string, unknown>[];
  readonly clock: { time: number; now(): number };
} {
  const lines: Record<string, unknown>[] = [];
  const clock = { time: start, now: () => clock.time };
  const log = createEventLog({
    clock,
    source: 'K-TEST',
    destinations: [
      { level: 'info', write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
    ],
    ...(random ? { random } : {}),
  });
  return { log, lines, clock };
}

describe('an event', () => {
  it('is one line with its level, time, source and fields', () => {
    const { log, lines } = logged();
    log.event('deviceTrouble', { device: 'sheetPrinter', state: 'media-jam', reason: 'none' });
    expect(lines).toEqual([
      {
        level: 'warn',
        time: '2026-11-20T01:00:00.000Z',
        source: 'K-TEST',
        event: 'deviceTrouble',
        device: 'sheetPrinter',
        state: 'media-jam',
        reason: 'none',
      },
    ]);
  });

  it('has only fields that the table names: another one does not compile, and is left out', () => {
    const { log, lines } = logged();
    // @ts-expect-error: not in the table
    log.event('deviceTrouble', { device: 'wallet', state: 'offline', reason: 'none', holder: '山田花子' });
    // @ts-expect-error: a word that names no device
    log.event('deviceTrouble', { device: '山田花子', state: 'offline', reason: 'none' });
    // @ts-expect-error: free text does not name a state
    log.event('stateEntered', { machine: '山田花子', state: '1980-01-01' });
    // @ts-expect-error: no such event
    expect(() => log.event('residentSeen', { name: '山田花子' })).toThrow();
    expect(JSON.stringify(lines)).not.toContain('山田花子');
    expect(JSON.stringify(lines)).not.toContain('holder');
    expect(lines.map(({ fieldsRefused }) => fieldsRefused)).toEqual([1, 1, 2]);
  });

  it('drops at run time a value that only claims to be of its kind', () => {
    const { log, lines } = logged();
    log.event('recoveryOwes', {
      transaction: 'みほん市一丁目' as ReturnType<typeof transactionIdSchema.parse>,
      owed: 123_456_789_012 as never,
    });
    expect(lines).toEqual([expect.objectContaining({ event: 'recoveryOwes', fieldsRefused: 2 }) as unknown]);
    expect(Object.keys(lines[0] ?? {})).not.toContain('transaction');
    expect(Object.keys(lines[0] ?? {})).not.toContain('owed');
  });
});

describe('a caught error', () => {
  it('is written with its class, code, places in our code and causes, and without its message', () => {
    const { log, lines } = logged(() => 0);
    const inner = Object.assign(new RangeError('山田花子 1980-01-01'), { code: 'ECONNRESET' });
    const error = new Error('PIN 1234', { cause: inner });
    const reference = log.caught('recoveryFailed', {}, error);
    expect(reference).toBe('F-2222');
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'error',
        event: 'recoveryFailed',
        reference,
        error: {
          name: 'Error',
          code: null,
          frames: [expect.stringMatching(/^logging\/event-log\.test\.ts:\d+:\d+$/) as unknown],
          causes: [
            {
              name: 'RangeError',
              code: 'ECONNRESET',
              frames: [expect.stringMatching(/^logging\/event-log\.test\.ts:\d+:\d+$/) as unknown],
            },
          ],
        },
      }),
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/山田|1980|1234/);
  });

  it('contributes no words through its name, its code or an overwritten stack', () => {
    const { log, lines } = logged();
    const error = Object.assign(new Error('x'), { name: '山田花子', code: '123456789012' });
    error.stack = '    at 山田花子 (/home/山田花子/a.ts:1:1)\nError: 1980\n    at 1234';
    log.caught('programFailed', {}, error);
    log.caught('programFailed', {}, '山田花子');
    expect(lines.map(({ error: trace }) => trace)).toEqual([
      { name: 'Error', code: null, frames: [], causes: [] },
      { name: 'string', code: null, frames: [], causes: [] },
    ]);
  });

  it('is followed through causes that name each other, up to the limit of the chain', () => {
    const { log, lines } = logged();
    const one: Error & { cause?: unknown } = new Error('one');
    const two = new AggregateError([one, ...Array.from({ length: 20 }, () => new TypeError('many'))]);
    one.cause = two;
    log.caught('programFailed', {}, one);
    const [line] = lines as { error: { causes: unknown[] } }[];
    expect(line?.error.causes).toHaveLength(5);
  });

  it('keeps its reference when it is caught again elsewhere', () => {
    const { log, lines } = logged();
    const error = new Error('broken');
    const first = log.caught('reconcilingFailed', {}, error);
    expect(log.caught('programFailed', {}, error)).toBe(first);
    expect(lines).toHaveLength(1);
  });

  it('is written once in ten minutes per place, and counted in between', () => {
    const { log, lines, clock } = logged();
    const fail = (): string => log.caught('centerLineFailed', { why: 'unreachable' }, new Error('broken'));
    const first = fail();
    clock.time += 15_000;
    expect(fail()).toBe(first);
    clock.time += 600_000;
    expect(fail()).not.toBe(first);
    expect(lines.map(({ event, reference, times }) => [event, reference, times])).toEqual([
      ['centerLineFailed', first, undefined],
      ['faultsRepeated', first, 1],
      ['centerLineFailed', log.recentFaults()[0]?.reference, undefined],
    ]);
  });

  it('shows up among the latest three for the operator', () => {
    const { log } = logged();
    const machine = stateName('session');
    const references = ['a', 'b', 'c', 'd'].map((place) =>
      log.caught('actorFailed', { machine, place: stateName(place) }, new Error('broken')),
    );
    expect(log.recentFaults()).toEqual(
      references
        .slice(1)
        .reverse()
        .map((reference) => ({ reference, at: start })),
    );
  });
});
