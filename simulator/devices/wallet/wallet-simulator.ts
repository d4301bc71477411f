import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { systemClock, type Clock } from '../../../shared/dates.ts';
import { systemTimers, type Timers } from '../../../shared/timers.ts';
import { listenOnLoopback } from '../../listen-on-loopback.ts';
import { createSignatureCheck, type WalletKey } from './check-signature.ts';
import type { LedgerLine } from './provider-book.ts';
import { createWalletProvider, type WalletProvider } from './wallet-provider.ts';
import {
  answerFaulty,
  failure,
  send,
  type Answer,
  type WalletFault,
  type WalletOperation,
} from './wallet-faults.ts';

/** The key for the simulated provider: it is good for nothing else. */
export const simulatedWalletKey: WalletKey = {
  apiKey: 'simulated',
  secret: 'simulated-secret',
  merchant: '000000000000000000',
};

export interface WalletSimulator extends Pick<WalletProvider, 'pay' | 'decline' | 'expire' | 'scan'> {
  readonly url: string;
  readonly port: number;
  /** The next request of this operation fails like this; several faults apply one after the other. */
  inject(fault: WalletFault): void;
  /** Drops the faults that have not happened yet. */
  heal(): void;
  /** Calls back with the reference of each code that is opened. */
  onCode(listener: (reference: string) => void): () => void;
  /** One line per payment, in the order they were opened. */
  ledger(): readonly LedgerLine[];
  close(): Promise<void>;
}

export interface WalletSimulatorOptions {
  readonly timers?: Timers;
  /** The provider's own: it checks the time of each signature. */
  readonly clock?: Clock;
  /** 0, the default: any free port. */
  readonly port?: number;
}

interface Route {
  readonly operation: WalletOperation;
  /** What the request names: its payment, code or refund. */
  readonly key: string;
  readonly run: () => Answer;
}

/**
 * The provider of a QR-code wallet, on this machine only: it checks each signature and keeps its own books, independent of the
 * kiosk's process, which it can outlive.
 */
export async function startWalletSimulator(options: WalletSimulatorOptions = {}): Promise<WalletSimulator> {
  const { timers = systemTimers, clock = systemClock } = options;
  const listeners = new Set<(reference: string) => void>();
  const provider = createWalletProvider(clock, (reference) => {
    for (const listener of listeners) listener(reference);
  });
  const signatureFits = createSignatureCheck(simulatedWalletKey);
  let faults: WalletFault[] = [];
  const earlier: { readonly operation: WalletOperation; readonly key: string; readonly answer: Answer }[] =
    [];

  const server = createServer((request, response) => {
    response.on('error', () => response.destroy()); // A kiosk that broke off.
    response.setHeader('date', new Date(clock.now()).toUTCString());
    collect(request).then(
      (body) => {
        const url = new URL(request.url ?? '/', 'http://127.0.0.1');
        const method = request.method ?? '';
        const signed = { method, path: url.pathname, headers: request.headers, body };
        if (!signatureFits(signed, clock.now())) {
          send(response, failure(401, 'UNAUTHORIZED'));
          return;
        }
        const found = routeOf(provider, method, url, parse(body));
        if (!found) {
          send(response, failure(400, 'INVALID_REQUEST_PARAMS'));
          return;
        }
        const at = faults.findIndex(({ operation }) => operation === found.operation);
        const [fault] = at < 0 ? [] : faults.splice(at, 1);
        if (fault) {
          const stale = earlier.findLast(
            ({ operation, key }) => operation === found.operation && key !== found.key,
          );
          answerFaulty(fault, found.run, stale?.answer ?? null, response, timers);
          return;
        }
        const answer = found.run();
        if (answer.status < 300) earlier.push({ operation: found.operation, key: found.key, answer });
        send(response, answer);
      },
      () => response.destroy(),
    );
  });
  const { port } = await listenOnLoopback(server, options.port ?? 0);

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    inject(fault) {
      faults.push(fault);
    },
    heal() {
      faults = [];
    },
    onCode(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pay: (reference) => provider.pay(reference),
    decline: (reference) => provider.decline(reference),
    expire: (reference) => provider.expire(reference),
    scan: (text) => provider.scan(text),
    ledger: () => provider.ledger(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function routeOf(provider: WalletProvider, method: string, url: URL, body: unknown): Route | null {
  const path = `${method} ${url.pathname}`;
  const last = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
  const named = (field: string): string =>
    String(z.record(z.string(), z.unknown()).catch({}).parse(body)[field]);
  const get = (operation: WalletOperation, run: () => Answer): Route => ({ operation, key: last, run });
  const post = (operation: WalletOperation, field: string, run: () => Answer): Route => ({
    ...{ operation, key: named(field), run },
  });
  switch (path) {
    case 'POST /v2/codes':
      return post('create', 'merchantPaymentId', () => provider.create(body));
    case 'POST /v2/payments/capture':
      return post('capture', 'merchantPaymentId', () => provider.capture(body));
    case 'POST /v2/payments/preauthorize/revert':
      return post('revert', 'paymentId', () => provider.revert(body));
    case 'POST /v2/refunds':
      return post('refund', 'merchantRefundId', () => provider.refund(body));
    default:
      break;
  }
  if (path.startsWith('GET /v2/codes/payments/')) return get('read', () => provider.read(last));
  if (path.startsWith('DELETE /v2/codes/')) return get('delete', () => provider.deleteCode(last));
  if (path.startsWith('GET /v2/refunds/'))
    return get('readRefund', () => provider.readRefund(last, url.searchParams.get('paymentId')));
  return null;
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('expected bytes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
