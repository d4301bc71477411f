import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lineLimits } from '../../issuing-center/http/http-servers.ts';
import { openTransport, type Transport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { endpoints, type Endpoint } from '../../shared/endpoints.ts';
import { sessionIdSchema } from '../../shared/ids.ts';
import { createCenterHttp, keptMs, type CenterHttp, type LineCredentials } from './http.ts';

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

  describe('its connections', () => {
    interface Heard {
      readonly resumed: boolean;
      readonly port: number | undefined;
      readonly name: string | undefined;
    }
    const heard: Heard[] = [];
    const hear = ({ socket }: IncomingMessage): void => {
      if (!(socket instanceof TLSSocket)) throw new Error('no TLS');
      const name = socket.getPeerX509Certificate()?.subject;
      heard.push({ resumed: socket.isSessionReused(), port: socket.remotePort, name });
    };
    const portsOf = (some: readonly Heard[]): number => new Set(some.map(({ port }) => port)).size;
    const ask = (http: CenterHttp) => http.call(endpoints.secretChanged, { session }, undefined, 5_000);
    const end = (http: CenterHttp) => http.call(endpoints.endSession, { session }, undefined, 5_000);
    beforeEach(() => {
      heard.length = 0;
    });

    it('are one for a visit, and another for the next, which goes on with its TLS session', async () => {
      const url = await answering((request, response) => {
        hear(request);
        response.end('{}');
      });
      const http = createCenterHttp(url, line);
      for (let visit = 0; visit < 2; visit++)
        for (const question of [ask, ask, end]) expect((await question(http)).ok).toBe(true);
      const [first, second] = [heard.slice(0, 3), heard.slice(3)];
      expect([portsOf(first), portsOf(second), portsOf(heard)]).toEqual([1, 1, 2]);
      expect([first[0]?.resumed, second[0]?.resumed]).toEqual([false, true]);
    });

    it('are not those of who this kiosk was before', async () => {
      const url = await answering((request, response) => {
        hear(request);
        response.end('{}');
      });
      let shown = line;
      const http = createCenterHttp(url, () => shown);
      expect((await ask(http)).ok).toBe(true);
      shown = { ca: transport.ca, ...transport.issueKiosk('K-0002') };
      expect((await ask(http)).ok).toBe(true);
      expect(heard.map(({ name }) => name)).toEqual(['CN=K-0001', 'CN=K-0002']);
      expect(heard.map(({ resumed }) => resumed)).toEqual([false, false]);
    });

    it.each<[string, (response: ServerResponse) => void]>([
      ['was not waited for', (response) => response.writeHead(200, { 'content-length': 9 }).write('{')],
      ['was nonsense', (response) => response.end('<html>')],
      ['broke off', (response) => response.socket?.destroy()],
    ])('are used no more after an answer that %s', async (_what, odd) => {
      const url = await answering((request, response) => {
        hear(request);
        if (heard.length === 2) odd(response);
        else response.end('{}');
      });
      const http = createCenterHttp(url, line);
      const wait = (ms: number) => http.call(endpoints.secretChanged, { session }, undefined, ms);
      const [before, wrong, after] = [await ask(http), await wait(500), await ask(http)];
      expect([before.ok, wrong.ok, after.ok]).toEqual([true, false, true]);
      expect([portsOf(heard.slice(0, 2)), portsOf(heard.slice(1))]).toEqual([1, 2]);
    });

    it('end at the kiosk before the center ends them, so that none ends under a question', () => {
      expect(keptMs).toBeLessThan(lineLimits.idleMs);
    });
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

describe('a center that is busy', () => {
  const busy = (response: ServerResponse): void => {
    response.writeHead(503, { 'retry-after': '2' }).end('{"error":"busy"}');
  };

  it('is asked again when it says, with the same question, until it has time', async () => {
    const heard: string[] = [];
    const url = await answering((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        heard.push(body);
        if (heard.length < 3) busy(response);
        else response.end('{}');
      });
    });
    const waits: number[] = [];
    const broken: string[] = [];
    const http = createCenterHttp(
      url,
      line,
      (why) => broken.push(why),
      (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    );
    expect((await http.call(endpoints.login, { session }, proof, 5_000)).ok).toBe(false);
    expect(new Set(heard)).toEqual(new Set([JSON.stringify(proof)]));
    expect(heard).toHaveLength(3);
    expect(waits.every((ms) => ms >= 2_000 && ms < 3_000)).toBe(true);
    expect(waits).toHaveLength(2);
    expect(broken).toEqual([]);
  });

  it('is slow when it has no time until the question’s time is over', async () => {
    const url = await answering((_request, response) => busy(response));
    expect(await login(url, 300)).toEqual(fault({ fault: 'slow' }));
  });

  it.each(['', 'soon', '-1', '3600'])('does not say when: %j', async (when) => {
    const url = await answering((_request, response) =>
      response.writeHead(503, { 'retry-after': when }).end('{"error":"busy"}'),
    );
    expect(await login(url)).toEqual(fault({ fault: 'unreachable' }));
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
