import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../shared/endpoints.ts';
import { eventsIn, logInto } from '../../testing/log-lines.ts';
import { newPublicServer } from './http-servers.ts';
import { serve } from './serve.ts';

const word = 'himitsu';
const lines: string[] = [];
let server: FastifyInstance;
let port: number;

beforeAll(async () => {
  server = newPublicServer({ log: logInto(lines) });
  // A path with a parameter, a body, and a handler that breaks with words of the request in its error.
  serve(server, endpoints.login, ({ body }) => Promise.reject(new Error(body.certificate)));
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => server.close());

/** Sends bytes as they are, and reads until the server closes: its status line and its body. */
async function send(request: string): Promise<{ readonly status: string; readonly body: string }> {
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  expect(head).not.toContain(word);
  return { status: head.split('\r\n')[0]?.slice('HTTP/1.1 '.length, 12) ?? '', body };
}

const headers = 'host: center\r\nconnection: close\r\n';
const get = (path: string, method = 'GET'): string => `${method} ${path} HTTP/1.1\r\n${headers}\r\n`;
const login = (session: string): string => endpoints.login.path.replace(':session', session);
const post = (body: string, type = 'application/json', path = login('ab'.repeat(16))): string =>
  `POST ${path} HTTP/1.1\r\n${headers}content-type: ${type}\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`;

describe('what the center answers to an error', () => {
  it.each([
    ['a path with a bare percent sign', get('/%'), '400'],
    ['a path with half a character', get(`/${word}%E3%81`), '400'],
    ['a parameter with a bare percent sign', post('{}', undefined, login(`${word}%zz`)), '400'],
    ['a parameter that is far too long', post('{}', undefined, login(word.repeat(30))), '414'],
    ['a parameter of another form', post('{}', undefined, login(word)), '400'],
    ['a path that there is not', get(`/${word}`), '404'],
    ['another method of a path that there is', get(login(word), 'PUT'), '404'],
    ['a method that no contract has', get(`/${word}`, 'PROPFIND'), '404'],
    ['a method that nobody has', get(`/${word}`, word.toUpperCase()), '400'],
    ['no path at all', get(word), '400'],
    ['no HTTP at all', `${word}\r\n\r\n`, '400'],
    ['headers without end', `GET / HTTP/1.1\r\n${word}: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
    ['a body that is no JSON', post(`{"${word}`), '400'],
    ['a body that would change every object', post(`{"__proto__":"${word}"}`), '400'],
    ['a body of another type', post('{}', `${word}/x`), '415'],
    ['an empty body', post(''), '400'],
    ['a body that is too large', post(`"${word.repeat(5_000)}"`), '413'],
  ])('is one word for %s, and echoes nothing', async (_name, request, status) => {
    const words = status === '404' ? 'notFound' : 'malformed';
    expect(await send(request)).toEqual({ status, body: `{"error":"${words}"}` });
  });

  it('is one word for a fault of its own', async () => {
    const body = JSON.stringify({ certificate: Buffer.from(word).toString('base64'), signature: 'AAAA' });
    expect(await send(post(body))).toEqual({ status: '500', body: '{"error":"internal"}' });
  });

  it('is logged by route and status alone', () => {
    const answered = eventsIn(lines, 'requestAnswered').map(({ route, status }) => [route, status]);
    expect(answered).toContainEqual(['GET ', 400]);
    expect(answered).toContainEqual(['OTHER ', 404]);
    expect(answered).toContainEqual([`POST ${endpoints.login.path}`, 500]);
    expect(lines.join('')).not.toContain(word);
  });
});
