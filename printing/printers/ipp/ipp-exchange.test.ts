import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { deviceSchema } from '../../../shared/device-driver.ts';
import { ipp } from './driver.ts';
import { createIppExchange } from './ipp-exchange.ts';
import { encodeIppAnswer } from './ipp-message.ts';
import { ippTarget } from './ipp-uri.ts';

/** What printers put around an IPP answer, byte by byte: no HTTP library that would tidy it up. */
let server: Server | null = null;
let heard = '';
afterEach(async () => {
  if (server === null) return;
  server.close();
  await once(server, 'close');
  server = null;
});

const ippBytes = Buffer.from(encodeIppAnswer({ status: 'successful-ok', requestId: 1, printer: {} }));
const crlf = '\r\n';

function response(headers: readonly string[], body: Buffer = ippBytes, status = '200 OK'): Buffer {
  const head = [`HTTP/1.1 ${status}`, ...headers, '', ''].join(crlf);
  return Buffer.concat([Buffer.from(head), body]);
}

async function start(answer: Buffer | readonly Buffer[], host = '127.0.0.1'): Promise<number> {
  heard = '';
  const listening = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      if (!heard.endsWith('\x03')) return;
      for (const part of Buffer.isBuffer(answer) ? [answer] : answer) socket.write(part);
      socket.end();
    });
  });
  server = listening;
  listening.listen(0, host);
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}

async function ask(uri: string) {
  const timers = createManualTimers();
  const exchange = createIppExchange(uri, timers);
  const answer = await timers.runFor(
    exchange.send({ operation: 'Get-Printer-Attributes', attributes: {} }, 60_000),
  );
  exchange.close();
  return answer;
}

const length = `Content-Length: ${ippBytes.length}`;
const half = Math.floor(ippBytes.length / 2);
const chunk = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16).toUpperCase()}${crlf}`), bytes, Buffer.from(crlf)]);
const inChunks = Buffer.concat([
  ...[ippBytes.subarray(0, half), ippBytes.subarray(half)].map(chunk),
  Buffer.from(`0${crlf}${crlf}`),
]);

describe('an answer is taken', () => {
  it.each<[string, Buffer | readonly Buffer[]]>([
    ['as RFC 8010 has it', response(['Content-Type: application/ipp', length])],
    ['with its type in capitals', response(['CONTENT-TYPE: Application/IPP', length])],
    ['with a parameter', response(['Content-Type: application/ipp; charset=utf-8', length])],
    [
      'with a parameter in capitals and blanks',
      response(['Content-Type:  APPLICATION/IPP ;Charset=UTF-8 ', length]),
    ],
    ['without a type', response([length])],
    ['with blanks behind its headers', response(['Content-Type: application/ipp  \t', `${length}  `])],
    ['in chunks', response(['Content-Type: application/ipp', 'Transfer-Encoding: Chunked'], inChunks)],
    ['until the line ends', response(['Content-Type: application/ipp', 'Connection: close'])],
    [
      'after 100 Continue',
      [response([], Buffer.alloc(0), '100 Continue'), response(['Content-Type: application/ipp', length])],
    ],
    ['byte by byte', [...response(['Content-Type: application/ipp', length])].map((byte) => Buffer.of(byte))],
  ])('%s', async (_how, bytes) => {
    const port = await start(bytes);
    expect(await ask(`ipp://127.0.0.1:${port}/ipp/print`)).toMatchObject({
      ok: true,
      value: { requestId: 1 },
    });
  });
});

describe('an answer is nonsense', () => {
  it.each<[string, Buffer]>([
    ['of another type', response(['Content-Type: text/html', length])],
    ['of a type that only begins like it', response(['Content-Type: application/ipp-notify', length])],
    ['with another status', response(['Content-Type: application/ipp', length], ippBytes, '404 Not Found')],
    ['without IPP in it', response(['Content-Length: 2'], Buffer.from('no'))],
  ])('%s', async (_how, bytes) => {
    const port = await start(bytes);
    expect(await ask(`ipp://127.0.0.1:${port}/ipp/print`)).toEqual({
      ok: false,
      error: { fault: 'nonsense' },
    });
  });
});

it('a printer at an IPv6 address is reached', async () => {
  const port = await start(response(['Content-Type: application/ipp', length]), '::1');
  expect(await ask(`ipp://[::1]:${port}/ipp/print?tray=2`)).toMatchObject({ ok: true });
  expect(heard).toContain(`POST /ipp/print?tray=2 HTTP/1.1`);
  expect(heard).toContain(`Host: [::1]:${port}`);
});

describe('an address', () => {
  it.each([
    ['ipp://printer.example/ipp/print', { host: 'printer.example', port: 631, path: '/ipp/print' }],
    ['IPP://printer.example:8631', { host: 'printer.example', port: 8631, path: '/' }],
    ['ipp://[2001:db8::7]/ipp/print', { host: '2001:db8::7', port: 631, path: '/ipp/print' }],
  ])('%s is read', (uri, target) => {
    expect(ippTarget(uri)).toEqual({ ok: true, value: target });
  });

  it.each([
    'ipps://printer.example/ipp/print',
    'http://printer.example/',
    'ipp:',
    'ipp://[::1/ipp',
    'printer',
  ])('%s is refused, and so by the configuration', (uri) => {
    expect(ippTarget(uri).ok).toBe(false);
    expect(deviceSchema([ipp]).safeParse({ uri }).success).toBe(false);
    expect(() => createIppExchange(uri, createManualTimers())).toThrow(TypeError);
  });
});
