import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { serveHealth } from './serve-health.ts';

let timers: ReturnType<typeof createManualTimers>;
let canIssue: () => Promise<boolean>;
let asked: number;
let server: FastifyInstance;
beforeEach(() => {
  timers = createManualTimers();
  asked = 0;
  server = fastify();
  serveHealth(
    server,
    () => {
      asked += 1;
      return canIssue();
    },
    timers,
  );
});
afterEach(() => server.close());

async function ask(url: string): Promise<readonly [number, unknown]> {
  const answer = await server.inject({ url });
  return [answer.statusCode, JSON.parse(answer.body)];
}

it('is ready while the node can issue, and always alive', async () => {
  canIssue = () => Promise.resolve(true);
  expect(await ask('/readyz')).toEqual([200, { ready: true }]);
  timers.advance(1_000);
  canIssue = () => Promise.resolve(false);
  expect(await ask('/readyz')).toEqual([503, { ready: false }]);
  timers.advance(1_000);
  canIssue = () => Promise.reject(new Error('the database is gone'));
  expect(await ask('/readyz')).toEqual([503, { ready: false }]);
  expect(await ask('/healthz')).toEqual([200, { alive: true }]);
});

it('is not ready when the database does not answer', async () => {
  canIssue = () => new Promise(() => undefined);
  const answer = ask('/readyz');
  while (asked === 0) await new Promise((turn) => setImmediate(turn));
  timers.advance(2_000);
  expect(await answer).toEqual([503, { ready: false }]);
});

it('looks once a second, however often it is asked', async () => {
  canIssue = () => Promise.resolve(true);
  for (let times = 0; times < 5; times += 1) await ask('/readyz');
  expect(asked).toBe(1);
  timers.advance(1_000);
  await ask('/readyz');
  expect(asked).toBe(2);
});
