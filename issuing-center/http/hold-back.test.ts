import { connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endpoints, pathOf } from '../../shared/endpoints.ts';
import { againS, holdBack } from './hold-back.ts';

type Asked = keyof typeof endpoints;

const params = {
  ...{ session: 'ab'.repeat(16), transaction: '0'.repeat(32), refund: 'cd'.repeat(16) },
  ...{ municipalities: 'none', municipality: '13103', number: '1' },
};
const limits = { newVisits: 2, visits: 4 };
let server: FastifyInstance;
let url: string;
let sentAway: number;
let begun: number;
let finish: (() => void)[];

beforeEach(async () => {
  [sentAway, begun, finish] = [0, 0, []];
  server = fastify();
  holdBack(server, limits, () => {
    sentAway += 1;
  });
  for (const { method, path, port } of Object.values(endpoints))
    if (port === 'line')
      server.route({
        ...{ method, url: path },
        handler: () => {
          begun += 1;
          return new Promise<object>((resolve) => finish.push(() => resolve({})));
        },
      });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  for (const end of finish) end();
  await server.close();
});

const ask = (name: Asked): Promise<Response> => {
  const { method, path } = endpoints[name];
  return fetch(url + pathOf({ path }, params), { method });
};

/** Waits until so many are in work. */
async function inWork(count: number): Promise<void> {
  while (begun < count) await new Promise((resolve) => setImmediate(resolve));
}

it('new visits are sent away first, then those that have begun; what only tells is always heard', async () => {
  const under = [ask('beginSession'), ask('order')];
  await inWork(2);
  for (const name of ['beginSession', 'offers', 'municipalityRules', 'municipalityIndex'] as const) {
    const away = await ask(name);
    expect([away.status, away.headers.get('retry-after'), await away.json()]).toEqual([
      ...[503, String(againS)],
      { error: 'busy' },
    ]);
  }
  under.push(ask('login'), ask('order'));
  await inWork(4);
  const later = ['login', 'order', 'enrol', 'permit', 'findTransaction', 'claimRefund'] as const;
  for (const name of later) expect((await ask(name)).status).toBe(503);
  const told = ['outcome', 'endSession', 'secretChanged', 'refundOutcome', 'report', 'journalHead'] as const;
  under.push(...told.map((name) => ask(name)));
  await inWork(4 + told.length);
  expect([sentAway, begun]).toEqual([10, 10]);
  for (const end of finish) end();
  for (const answer of under) expect((await answer).status).toBe(200);
  const after = ask('beginSession');
  await inWork(11);
  finish.at(-1)?.();
  expect((await after).status).toBe(200);
});

it('whoever goes away has nothing in work any more', async () => {
  const { method, path } = endpoints.order;
  const gone = new AbortController();
  const asked = [1, 2].map(() =>
    fetch(url + pathOf({ path }, params), { method, signal: gone.signal }).catch(() => null),
  );
  await inWork(2);
  expect((await ask('beginSession')).status).toBe(503);
  gone.abort();
  await Promise.all(asked);
  let status = 503;
  while (status === 503) {
    const next = ask('offers');
    const answer = await Promise.race([next, inWork(3).then(() => null)]);
    if (answer === null) {
      finish.at(-1)?.();
      status = (await next).status;
    }
  }
  expect(status).toBe(200);
});

it('questions that came one after the other without waiting are no more in work when their connection is gone', async () => {
  const { method, path } = endpoints.order;
  const asked = `${method} ${pathOf({ path }, params)} HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n`;
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(asked.repeat(4));
  await inWork(1);
  while ((await ask('login')).status !== 503) await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
  let status = 503;
  while (status === 503) {
    const next = ask('offers');
    const count = begun;
    const answer = await Promise.race([next, inWork(count + 1).then(() => null)]);
    if (answer === null) {
      for (const end of finish) end();
      status = (await next).status;
    }
  }
  expect(status).toBe(200);
});
