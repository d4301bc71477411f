import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTransport, type Transport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { endpoints, type Endpoint } from '../../shared/endpoints.ts';
import { sessionIdSchema } from '../../shared/ids.ts';
import { createCenterHttp, type LineCredentials } from './http.ts';

let folder: string;
let transport: Transport;
let line: LineCredentials;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-http-'));
  transport = await openTransport(folder, systemClock);
  line = { ca: transport.ca, ...transport.issueKiosk('K-0001') };
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function answering(listener: RequestListener): Promise<string> {
  const { key, certificate } = await transport.server();
  const server = createServer({ key, cert: certificate, ca: transport.ca, requestCert: true }, listener);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const session = sessionIdSchema.parse('ab'.repeat(16));
const proof = { certificate: 'AAAA', signature: 'AAAA' };
const login = (url: string, ms = 5_000) =>
  createCenterHttp(url, line).call(endpoints.login, { session }, proof, ms);
const fault = (error: object) => ({ ok: false, error });

describe('the line to the center', () => {
  it('presents the kiosk’s certificate and sends requests as JSON', async () => {
    const heard: unknown[] = [];
    const url = await answering((request, response) => {
      const certificate = request.socket instanceof TLSSocket ? request.socket.getPeerCertificate() : null;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url: path } = request;
        const type = request.headers['content-type'];
        heard.push([method, path, certificate?.subject.CN, type, Buffer.concat(chunks).toString('utf8')]);
        response.end('{"yes":true}');
      });
    });
    const http = createCenterHttp(url, line);
    const asked: Omit<Endpoint, 'method' | 'path'> = {
      ...{ port: 'line', params: z.record(z.string(), z.string()), request: z.unknown(), refusals: [] },
      answer: z.object({ yes: z.literal(true) }),
    };
    const post: Endpoint = { ...asked, method: 'POST', path: '/of/:name/a' };
    expect(await http.call(post, { name: 'x/y' }, { name: '見本' }, 5_000)).toEqual({
      ok: true,
      value: { yes: true },
    });
    const remove: Endpoint = { ...asked, method: 'DELETE', path: '/b' };
    expect((await http.call(remove, {}, undefined, 5_000)).ok).toBe(true);
    expect(heard).toEqual([
      ['POST', '/of/x%2Fy/a', 'K-0001', 'application/json', '{"name":"見本"}'],
      ['DELETE', '/b', 'K-0001', undefined, ''],
    ]);
  });

  it('goes on with the TLS session of the exchange before, on a connection of its own, and with none of another certificate', async () => {
    const heard: { readonly reused: boolean; readonly port: number | undefined; readonly name: unknown }[] =
      [];
    const url = await answering((request, response) => {
      const { socket } = request;
      if (!(socket instanceof TLSSocket)) throw new Error('no TLS');
      heard.push({
        ...{ reused: socket.isSessionReused(), port: socket.remotePort },
        name: socket.getPeerX509Certificate()?.subject,
      });
      response.end('{}');
    });
    let shown = line;
    const http = createCenterHttp(url, () => shown);
    const ask = () => http.call(endpoints.endSession, { session }, undefined, 5_000);
    for (let time = 0; time < 3; time++) expect((await ask()).ok).toBe(true);
    shown = { ca: transport.ca, ...transport.issueKiosk('K-0002') };
    expect((await ask()).ok).toBe(true);
    expect(heard.map(({ reused }) => reused)).toEqual([false, true, true, false]);
    expect(heard.map(({ name }) => name)).toEqual(['CN=K-0001', 'CN=K-0001', 'CN=K-0001', 'CN=K-0002']);
    expect(new Set(heard.map(({ port }) => port)).size).toBe(4);
  });

  it('never works without TLS, and trusts no other authority', async () => {
    expect(() => createCenterHttp('http://127.0.0.1:1', line)).toThrow('https://');
    const stranger = await openTransport(join(folder, 'stranger'), systemClock);
    let heard = 0;
    const url = await answering((_request, response) => {
      heard += 1;
      response.end('{}');
    });
    const http = createCenterHttp(url, { ...line, ca: stranger.ca });
    expect(await http.call(endpoints.municipalityIndex, {}, undefined, 5_000)).toEqual(
      fault({ fault: 'unreachable' }),
    );
    expect(heard).toBe(0);
  });
});

describe('a center that fails', () => {
  it('is unreachable when it is not there, and slow when it does not answer in time', async () => {
    expect(await login('https://127.0.0.1:1')).toEqual(fault({ fault: 'unreachable' }));
    expect(await login(await answering(() => undefined), 200)).toEqual(fault({ fault: 'slow' }));
  });

  it('is slow when it never finishes an answer, and unreachable when it breaks one off', async () => {
    const half = await answering((_request, response) => response.writeHead(200).write('{"at":1'));
    expect(await login(half, 500)).toEqual(fault({ fault: 'slow' }));
    const broken = await answering((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"at":1');
      response.socket?.destroy();
    });
    expect(await login(broken)).toEqual(fault({ fault: 'unreachable' }));
  });

  it('counts as nonsense when its answer never stops', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const url = await answering((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await login(url, 60_000)).toEqual(fault({ fault: 'nonsense' }));
  });

  it.each<[number, string, object]>([
    [200, '{"at":1}', { fault: 'nonsense' }],
    [200, '<html>', { fault: 'nonsense' }],
    [302, '{}', { fault: 'nonsense' }],
    [502, '<html>Bad gateway', { fault: 'unreachable' }],
    [500, '{}', { fault: 'unreachable' }],
    [503, '{"error":"tooSlow"}', { fault: 'unreachable' }],
    [403, '{"error":"forbidden"}', { fault: 'unreachable' }],
    [404, '{}', { fault: 'nonsense' }],
    [409, '{"refused":"movedOut"}', { fault: 'refused', code: 'movedOut' }],
    [409, '{"refused":"movedOut","character":"𠮷"}', { fault: 'refused', code: 'movedOut', character: '𠮷' }],
    [409, '{"refused":"because"}', { fault: 'nonsense' }],
    [409, '{"refused":"codeUnknown"}', { fault: 'nonsense' }],
  ])('is classified rightly when it answers %i %s', async (status, text, error) => {
    const url = await answering((_request, response) => response.writeHead(status).end(text));
    expect(await login(url)).toEqual(fault(error));
  });
});
