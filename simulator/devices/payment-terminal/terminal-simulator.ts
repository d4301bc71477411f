import { createServer, type Socket } from 'node:net';
import { systemClock, type Clock } from '../../../shared/dates.ts';
import { systemTimers, type Timers } from '../../../shared/timers.ts';
import { listenOnLoopback } from '../../listen-on-loopback.ts';
import type { LedgerLine } from '../wallet/provider-book.ts';
import { createTerminalState, type CardAnswer, type Prompt } from './terminal-state.ts';
import { operationOf, type TerminalFault } from './terminal-faults.ts';
import {
  failed,
  requestSchema,
  responseTo,
  success,
  type ResponseBody,
  type TerminalRequest,
} from './terminal-messages.ts';

/** The names of the simulated terminal and its kiosk in every message. */
export const simulatedTerminalNames = { saleId: 'K-0001', poiId: 'SIMULATED-1' } as const;

export interface TerminalSimulator {
  readonly port: number;
  /** What the resident does now; false: no card is being asked for. */
  card(answer: CardAnswer): boolean;
  /** The payment for which a card is being asked; null: none. */
  prompt(): Prompt | null;
  /** Calls back when a card is asked for. */
  onPrompt(listener: (prompt: Prompt) => void): () => void;
  /** The next message of this operation fails like this; several faults apply one after the other. */
  inject(fault: TerminalFault): void;
  /** Drops the faults that have not happened yet. */
  heal(): void;
  /** One line for each time a card was held to it, oldest first. */
  ledger(): readonly LedgerLine[];
  close(): Promise<void>;
}

export interface TerminalSimulatorOptions {
  readonly timers?: Timers;
  readonly clock?: Clock;
  /** 0, the default: any free port. */
  readonly port?: number;
}

/**
 * A contactless terminal that speaks nexo Sale to POI over TCP on this machine only, with the acquirer behind it. It remembers
 * what it was asked: the end of a connection, or of a kiosk, ends nothing.
 */
export async function startTerminalSimulator(
  options: TerminalSimulatorOptions = {},
): Promise<TerminalSimulator> {
  const { timers = systemTimers, clock = systemClock } = options;
  const listeners = new Set<(prompt: Prompt) => void>();
  const state = createTerminalState({ timers, clock }, (prompt) => {
    for (const listener of listeners) listener(prompt);
  });
  const sockets = new Set<Socket>();
  const loggedIn = new WeakSet<Socket>();
  let faults: TerminalFault[] = [];
  let stale: object | null = null;

  const write = (socket: Socket, message: object): void => {
    if (!socket.writable) return;
    const body = Buffer.from(JSON.stringify(message), 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    // In two pieces, as a network may deliver it.
    socket.write(Buffer.concat([length, body.subarray(0, 3)]));
    socket.write(body.subarray(3));
  };

  const run = (socket: Socket, request: TerminalRequest, answer: (body: ResponseBody) => void): void => {
    const { MessageCategory } = request.MessageHeader;
    if (MessageCategory !== 'Login' && !loggedIn.has(socket)) {
      answer({ Response: failed('LoggedOut') });
      return;
    }
    switch (MessageCategory) {
      case 'Login':
        loggedIn.add(socket);
        answer({ Response: success, POISystemData: { POIStatus: { GlobalStatus: 'OK' } } });
        return;
      case 'Diagnosis':
        answer({ Response: success, POIStatus: { GlobalStatus: 'OK' } });
        return;
      case 'Payment':
      case 'Reversal':
        state.pay(request, answer);
        return;
      case 'TransactionStatus':
        answer(state.status(request));
        return;
      case 'Abort':
        state.abort(request);
        return;
    }
  };

  const receive = (socket: Socket, request: TerminalRequest): void => {
    const operation = operationOf(request);
    const at = faults.findIndex((fault) => fault.operation === operation);
    const [fault] = at < 0 ? [] : faults.splice(at, 1);
    const header = request.MessageHeader;
    const answer = (body: ResponseBody): void => {
      const message = responseTo(header, body);
      write(socket, message);
      stale = message;
    };
    switch (fault?.fault) {
      case undefined:
        run(socket, request, answer);
        return;
      case 'deaf':
        return;
      case 'silent':
        run(socket, request, () => undefined);
        return;
      case 'late':
        run(socket, request, (body) => {
          timers.after(fault.ms ?? 5_000, () => answer(body));
        });
        return;
      case 'answersTwice':
        run(socket, request, (body) => {
          answer(body);
          answer(body);
        });
        return;
      case 'hangUp':
        run(socket, request, () => undefined);
        socket.destroy();
        return;
      case 'hangUpBefore':
        socket.destroy();
        return;
      case 'nonsense':
        run(socket, request, () => {
          socket.write(Buffer.from([0, 0, 0, 5, 0x7b, 0x7b, 0x7b, 0x7b, 0x7b]));
        });
        return;
      case 'staleFirst':
        run(socket, request, (body) => {
          if (stale) write(socket, stale);
          answer(body);
        });
        return;
      case 'foreignAnswer':
        run(socket, request, (body) => write(socket, responseTo({ ...header, POIID: 'OTHER' }, body)));
        return;
      case 'Busy':
      case 'UnreachableHost':
        answer({
          Response: failed(fault.fault),
          ...(request.PaymentRequest ? { SaleData: request.PaymentRequest.SaleData } : {}),
        });
        return;
      case 'LoggedOut':
        loggedIn.delete(socket);
        answer({
          Response: failed('LoggedOut'),
          ...(request.PaymentRequest ? { SaleData: request.PaymentRequest.SaleData } : {}),
        });
        return;
    }
  };

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    let rest: Buffer = Buffer.alloc(0);
    socket.on('error', () => socket.destroy()); // The kiosk broke off.
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
        const end = 4 + rest.readUInt32BE(0);
        const request = parse(rest.subarray(4, end).toString('utf8'));
        rest = rest.subarray(end);
        if (!request) return socket.destroy();
        receive(socket, request);
      }
      return undefined;
    });
  });
  const { port } = await listenOnLoopback(server, options.port ?? 0);

  return {
    port,
    card: (answer) => state.card(answer),
    prompt: () => state.prompt(),
    onPrompt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    inject(fault) {
      faults.push(fault);
    },
    heal() {
      faults = [];
    },
    ledger: () => state.ledger(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function parse(text: string): TerminalRequest | null {
  try {
    return requestSchema.parse(JSON.parse(text)).SaleToPOIRequest;
  } catch {
    return null;
  }
}
