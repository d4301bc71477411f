import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/dates.ts';
import { eventsIn, logInto, noLog } from '../../testing/log-lines.ts';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { openTransport, type LineCredentials, type Transport } from '../tls-link/transport.ts';
import {
  lineLimits,
  newLineServer,
  newPublicServer,
  publicLimits,
  type ServerParts,
} from './http-servers.ts';
import { networkOf } from './limit-connections.ts';
import type { AnyServer } from './serve.ts';

let directory: string;
let transport: Transport;
const kiosks = new Map<string, LineCredentials>();
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'komado-limits-'));
  transport = await openTransport(directory, systemClock);
  for (const name of ['KIOSK-1', 'KIOSK-2']) kiosks.set(name, transport.issueKiosk(name));
});
afterAll(() => rm(directory, { recursive: true }));

interface Port {
  readonly server: AnyServer;
  /** A connection on which nothing was sent yet. */
  open(kiosk?: string): Promise<Socket>;
  close(): Promise<void>;
}

async function start(kind: 'line' | 'public', parts: ServerParts): Promise<Port> {
  const server: AnyServer =
    kind === 'line' ? newLineServer(transport.ca, await transport.server(), parts) : newPublicServer(parts);
  server.get('/here', () => Promise.resolve({ here: true }));
  server.post('/said', () => Promise.resolve({ said: true }));
  server.get('/large', async (_request, reply) => reply.send('x'.repeat(64 * 1024 * 1024)));
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const port = Number(new URL(address).port);
  const opened: Socket[] = [];
  return {
    server,
    async open(kiosk = 'KIOSK-1') {
      const socket = kind === 'line' ? tls(port, kiosk) : connect(port, '127.0.0.1');
      opened.push(socket);
      socket.on('error', () => undefined);
      await once(socket, kind === 'line' ? 'secureConnect' : 'connect');
      return socket;
    },
    async close() {
      for (const socket of opened) socket.destroy();
      await server.close();
    },
  };
}

function tls(port: number, kiosk: string): TLSSocket {
  const { key = '', certificate = '' } = kiosks.get(kiosk) ?? {};
  return connectTls({ host: '127.0.0.1', port, ca: transport.ca, key, cert: certificate });
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.resume();
    socket.once('close', () => resolve());
  });
}

function connections({ server }: Port): Promise<number> {
  return new Promise((resolve, reject) =>
    server.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}

/** Asks on a connection that stays open, and waits for the answer's first bytes. */
async function ask(socket: Socket, path: string): Promise<string> {
  socket.write(`GET ${path} HTTP/1.1\r\nhost: center\r\n\r\n`);
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes.toString('latin1').slice(0, 12);
}

const quick = { ...lineLimits, requestMs: 40 };
/** Where something else is looked at: on a busy machine a request may come long after its connection. */
const patient = { requestMs: 600_000, handshakeMs: 600_000 };

describe.each(['line', 'public'] as const)('the %s server', (kind) => {
  it('ends every connection whose request drips, and every one that asks nothing', async () => {
    const port = await start(kind, { log: noLog, limits: quick });
    const begun = 'POST /said HTTP/1.1\r\nhost: center\r\ncontent-type: application/json\r\n';
    const beginnings = ['', 'P', begun, `${begun}content-length: 30000\r\n\r\n{"a":"`];
    const sockets = await Promise.all(beginnings.map(() => port.open()));
    const drips = sockets.map((socket, index) => {
      socket.write(beginnings[index] ?? '');
      return index === 0 ? undefined : setInterval(() => socket.writable && socket.write('a'), 5);
    });
    await Promise.all(sockets.map(closed));
    for (const drip of drips) clearInterval(drip);
    expect(await connections(port)).toBe(0);
    await port.close();
  });

  it('ends a connection that does not fetch its answer', async () => {
    const timers = createManualTimers();
    const port = await start(kind, { log: noLog, timers, limits: { ...lineLimits, ...patient } });
    const socket = await port.open();
    expect(await ask(socket, '/large')).toBe('HTTP/1.1 200');
    socket.pause();
    expect(timers.pending()).toBe(1);
    timers.advance(lineLimits.answerMs);
    await closed(socket);
    expect(timers.pending()).toBe(0);
    await port.close();
  });

  it('leaves no timer behind once an answer is fetched', async () => {
    const timers = createManualTimers();
    const port = await start(kind, { log: noLog, timers, limits: { ...lineLimits, ...patient } });
    const socket = await port.open();
    await ask(socket, '/here');
    await port.close();
    expect(timers.pending()).toBe(0);
  });
});

describe('connections of one peer', () => {
  it('at the line are counted by kiosk: one too many ends its own oldest that waits for nothing', async () => {
    const lines: string[] = [];
    const timers = createManualTimers();
    const limits = { ...lineLimits, ...patient, perPeer: 2 };
    const port = await start('line', { log: logInto(lines), limits, timers });
    const other = await port.open('KIOSK-2');
    const [oldest, busy] = [await port.open(), await port.open()];
    const gone = closed(oldest);
    const third = await port.open();
    await gone;
    expect(await ask(third, '/here')).toBe('HTTP/1.1 200');
    expect(await ask(busy, '/large')).toBe('HTTP/1.1 200');
    busy.pause();
    // The one that is being answered stays.
    const thirdGone = closed(third);
    const fourth = await port.open();
    await thirdGone;
    expect(await ask(fourth, '/here')).toBe('HTTP/1.1 200');
    expect(await ask(other, '/here')).toBe('HTTP/1.1 200');
    expect(eventsIn(lines, 'connectionLimit')).toMatchObject([{ port: 'kiosks', reached: 'peer' }]);
    timers.advance(60_000);
    await port.open();
    await closed(fourth);
    expect(eventsIn(lines, 'connectionLimit')).toHaveLength(2);
    await port.close();
  });

  it('at the public port are counted by address', async () => {
    const lines: string[] = [];
    const port = await start('public', {
      log: logInto(lines),
      limits: { ...publicLimits, ...patient, perPeer: 3 },
    });
    const first = await port.open();
    const gone = closed(first);
    const rest = [await port.open(), await port.open(), await port.open()];
    await gone;
    for (const socket of rest) expect(await ask(socket, '/here')).toBe('HTTP/1.1 200');
    expect(await connections(port)).toBe(3);
    expect(eventsIn(lines, 'connectionLimit')).toMatchObject([{ port: 'lists', reached: 'peer' }]);
    await port.close();
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('from %s are of %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

it('connections that prove nothing take no place from kiosks, though the server is full', async () => {
  const lines: string[] = [];
  const limits = { ...lineLimits, ...patient, total: 4 };
  const port = await start('line', { log: logInto(lines), limits });
  const { port: number } = new URL(`http://${addressOf(port)}`);
  const proved = await port.open('KIOSK-2');
  const silent = [];
  for (let index = 0; index < 8; index += 1) {
    const socket = connect(Number(number), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    silent.push(socket);
  }
  expect(await ask(proved, '/here')).toBe('HTTP/1.1 200');
  const newcomer = await port.open();
  expect(await ask(newcomer, '/here')).toBe('HTTP/1.1 200');
  expect(await connections(port)).toBeLessThanOrEqual(4);
  expect(eventsIn(lines, 'connectionLimit')).toMatchObject([{ port: 'kiosks', reached: 'total' }]);
  for (const socket of silent) socket.destroy();
  await port.close();
});

function addressOf({ server }: Port): string {
  const address = server.server.address();
  return typeof address === 'object' && address ? `${address.address}:${String(address.port)}` : '';
}
