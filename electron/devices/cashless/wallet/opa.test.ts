import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { err } from '../../../../shared/result.ts';
import { yen } from '../../../../shared/yen.ts';
import { listenOnLoopback } from '../../../../simulator/listen-on-loopback.ts';
import { createManualTimers } from '../../../../testing/manual-timers.ts';
import { cashlessConfigFor, newReference, openCashless } from '../../../../testing/cashless-harness.ts';
import {
  simulatedWalletKey,
  startWalletSimulator,
} from '../../../../simulator/devices/wallet/wallet-simulator.ts';
import { createOpaHttp } from './opa-http.ts';
import { opaAuthorization } from './opa-signature.ts';
import { meaningOf } from './result-code.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  return `http://127.0.0.1:${(await listenOnLoopback(server, 0)).port}`;
}

describe('the signature of a wallet request', () => {
  const key = { apiKey: 'key', secret: 'secret' };
  const at = { nonce: 'acd028', epoch: 1579843452 };

  // Digests and codes by `openssl md5` and `openssl dgst -sha256 -hmac`.
  it('covers path, method, nonce, time and body', () => {
    const signed = opaAuthorization(key, { method: 'POST', path: '/v2/codes', body: '{"amount":1}', ...at });
    const mac = 'RM8tWkuKAgpKVhtlnlL8Bb1f45dWUjcwcza2ifLHXtM=';
    expect(signed).toBe(`hmac OPA-Auth:key:${mac}:acd028:1579843452:h45TVKhGZbV3+cuUGvnf2A==`);
  });

  it('has `empty` for content type and digest when there is no body', () => {
    const signed = opaAuthorization(key, { method: 'GET', path: '/v2/codes/payments/x', body: null, ...at });
    const mac = 'wXZufkVbO38ZEIXYnhlhKab5laNvTZBlK22glPftbgQ=';
    expect(signed).toBe(`hmac OPA-Auth:key:${mac}:acd028:1579843452:empty`);
  });

  it('by a wrong secret, or for another merchant, is refused, and the provider counts as offline', async () => {
    const timers = createManualTimers();
    const simulator = await startWalletSimulator({ timers, clock: timers });
    const config = cashlessConfigFor(simulator.url, null);
    const payment = { method: 'wallet', reference: newReference(), amount: yen(500) } as const;
    const stranger = openCashless(config, 'another', { timers, clock: timers });
    expect(await timers.runFor(stranger.begin(payment))).toEqual(err({ fault: 'refused' }));
    expect(await timers.runFor(stranger.status('wallet'))).toBe('offline');
    const merchant = config.wallet === null ? null : { ...config.wallet, merchant: '1' };
    const other = openCashless({ ...config, wallet: merchant }, simulatedWalletKey.secret, {
      timers,
      clock: timers,
    });
    expect(await timers.runFor(other.begin(payment))).toEqual(err({ fault: 'refused' }));
    expect(simulator.ledger()).toEqual([]);
    await stranger.close();
    await other.close();
    await simulator.close();
  });
});

describe('a provider’s answer', () => {
  it.each([
    [200, 'SUCCESS', 'done'],
    [202, 'REQUEST_ACCEPTED', 'done'],
    [202, 'USER_CONFIRMATION_REQUIRED', 'unknown'],
    [200, 'SOMETHING_NEW', 'unknown'],
    [400, 'ALREADY_CAPTURED', 'lookAgain'],
    [400, 'DYNAMIC_QR_ALREADY_PAID', 'lookAgain'],
    [400, 'DYNAMIC_QR_PAYMENT_NOT_FOUND', 'notFound'],
    [404, 'NO_SUCH_REFUND_ORDER', 'notFound'],
    [401, 'UNAUTHORIZED', 'refused'],
    [400, 'SOMETHING_NEW', 'refused'],
    [400, 'toString', 'refused'],
    [408, 'SOMETHING_NEW', 'unknown'],
    [429, 'RATE_LIMIT', 'notDone'],
    [500, 'INTERNAL_SERVER_ERROR', 'unknown'],
    [500, 'ALREADY_CAPTURED', 'unknown'],
    [503, 'MAINTENANCE_MODE', 'notDone'],
    [504, 'SOMETHING_NEW', 'unknown'],
    [302, 'SUCCESS', 'unknown'],
  ])('with status %i and code %s means %s', (status, code, meaning) => {
    expect(meaningOf(status, code)).toBe(meaning);
  });
});

describe('the line to the wallet’s provider', () => {
  const ask = (url: string, ms = 60_000) => {
    const timers = createManualTimers();
    const http = createOpaHttp(url, { apiKey: 'k', secret: 's' }, '1', { timers, clock: timers });
    return timers.runFor(http.ask({ method: 'GET', path: '/v2/x', query: 'a=1' }, ms));
  };

  it('is offline without anybody at the other end: nothing was sent', async () => {
    expect(await ask('http://127.0.0.1:1')).toEqual(err('offline'));
  });

  it.each<[string, RequestListener]>([
    ['no answer', () => undefined],
    ['half an answer', (_request, response) => response.writeHead(200).write('{"resultInfo":')],
    [
      'an answer that breaks off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"a":1}');
        response.socket?.destroy();
      },
    ],
    ['a web page', (_request, response) => response.end('<title>Please sign in</title>')],
    ['an endless answer', (_request, response) => response.end(Buffer.alloc(1024 * 1024, ' '))],
    ['nothing', (_request, response) => response.end()],
  ])('counts an exchange with %s as lost: it may have been done', async (_name, listener) => {
    expect(await ask(await answering(listener), 3_000)).toEqual(err('lost'));
  });

  it('returns status and JSON, and follows no redirect', async () => {
    const paths: (string | undefined)[] = [];
    const url = await answering((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end('{"a":1}');
    });
    expect(await ask(url)).toEqual({ ok: true, value: { status: 307, body: { a: 1 } } });
    expect(paths).toEqual(['/v2/x?a=1']);
  });
});
