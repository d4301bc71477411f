import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { GivenUp, waitWithin } from './wait-within.ts';

function limit() {
  const timers = createManualTimers();
  const until = new ServerResponse(new IncomingMessage(new Socket()));
  return { timers, ms: 1_000, until };
}

/** Work that ends when told to. */
function gate() {
  let end: (value: string) => void = () => undefined;
  let signal: AbortSignal | null = null;
  const done = new Promise<string>((resolve) => {
    end = resolve;
  });
  return {
    work: (given: AbortSignal) => {
      signal = given;
      return done;
    },
    end: (value: string) => end(value),
    reason: (): unknown => signal?.reason,
  };
}

describe('work for a request', () => {
  it('that ends in time gives the answer and leaves no timer or listener', async () => {
    const [own, work] = [limit(), gate()];
    const answer = waitWithin(own, work.work);
    work.end('pages');
    expect(await answer).toBe('pages');
    expect([own.timers.pending(), own.until.listenerCount('close')]).toEqual([0, 0]);
    own.until.emit('close');
    expect(work.reason()).toBeUndefined();
  });

  it.each<[string, (own: ReturnType<typeof limit>) => void]>([
    ['its deadline passes', ({ timers }) => timers.advance(1_000)],
    ['the client goes away', ({ until }) => until.emit('close')],
  ])('is given up when %s, and its late result is thrown away', async (_why, happen) => {
    const [own, work] = [limit(), gate()];
    const answer = waitWithin(own, work.work);
    happen(own);
    expect(await answer).toBe('givenUp');
    expect(work.reason()).toBeInstanceOf(GivenUp);
    work.end('late pages');
    expect(own.timers.pending()).toBe(0);
  });

  it('that stops when given up is no fault; any other error is', async () => {
    const own = limit();
    const stopping = waitWithin(own, (signal) => {
      own.timers.advance(1_000);
      return Promise.reject(signal.reason instanceof Error ? signal.reason : new Error('not given up'));
    });
    expect(await stopping).toBe('givenUp');
    await expect(waitWithin(limit(), () => Promise.reject(new Error('database')))).rejects.toThrow(
      'database',
    );
  });
});
