import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Time } from '../../../../shared/timers.ts';
import type { TerminalConfig } from './config.ts';
import { createFrameReader, encodeFrame } from './frame.ts';
import { incomingSchema, plainResponseSchema, requestOf, type Outgoing } from './nexo-messages.ts';

/** `offline`: there was no connection, so nothing was sent. `silent`: sent, but no usable answer came. */
export type LineFault = 'offline' | 'silent';

export interface TerminalLine {
  /** Sends once and waits for this exchange's answer; `giveUp` ends the wait before the deadline. */
  ask<T>(
    message: Outgoing,
    answer: z.ZodType<T>,
    deadlineMs: number,
    giveUp?: AbortSignal,
  ): Promise<Result<T, LineFault>>;
  /** Sends what has no answer (an abort) over the open connection; without one there is nobody to tell. */
  tell(message: Outgoing): void;
  close(): void;
}

interface Connection {
  readonly socket: Socket;
  /** Exchanges waiting for an answer, by category and service id. */
  readonly waiting: Map<string, (body: unknown) => void>;
  /** Called when the connection is over, whatever ended it. */
  readonly over: Set<() => void>;
}

/** A service id for an exchange that nobody asks about after a restart: ten hexadecimal digits. */
export const freshServiceId = (): string => randomBytes(5).toString('hex');

/**
 * The connection to the terminal, opened when needed, with a login. An answer belongs only to the exchange whose category
 * and service id it repeats, from this terminal to this kiosk; whatever comes late or twice is dropped. A connection over
 * which nonsense or nothing came is closed: the next exchange gets a new one.
 */
export function createTerminalLine(config: TerminalConfig, { timers, clock }: Time): TerminalLine {
  let current: Promise<Connection | null> | null = null;
  const sockets = new Set<Socket>();
  let closed = false;

  const dial = (onClose: () => void): Promise<Connection | null> =>
    new Promise((resolve) => {
      const socket = connect({ host: config.host, port: config.port, noDelay: true });
      const connection: Connection = { socket, waiting: new Map(), over: new Set() };
      const reader = createFrameReader();
      const drop = (): void => {
        socket.destroy();
      };
      const callOff = timers.after(config.connectMs, drop);
      sockets.add(socket);
      socket.once('connect', () => {
        callOff();
        resolve(connection);
      });
      socket.on('data', (chunk: Buffer) => {
        const messages = reader.push(chunk);
        if (messages === null || !messages.every((message) => take(connection, message))) drop();
      });
      socket.on('error', drop);
      socket.on('end', drop);
      socket.once('close', () => {
        callOff();
        sockets.delete(socket);
        onClose();
        for (const end of connection.over) end();
        resolve(null);
      });
    });

  /** @returns false for nonsense */
  const take = (connection: Connection, message: unknown): boolean => {
    const parsed = incomingSchema.safeParse(message);
    if (!parsed.success) return false;
    if (!('SaleToPOIResponse' in parsed.data)) return true;
    const response = parsed.data.SaleToPOIResponse;
    const { MessageCategory, MessageType, ServiceID, SaleID, POIID } = response.MessageHeader;
    if (MessageType !== 'Response' || SaleID !== config.saleId || POIID !== config.poiId) return true;
    connection.waiting.get(`${MessageCategory} ${ServiceID ?? ''}`)?.(response[`${MessageCategory}Response`]);
    return true;
  };

  const exchange = (
    connection: Connection,
    message: Outgoing,
    deadlineMs: number,
    giveUp: AbortSignal | undefined,
  ): Promise<Result<unknown, LineFault>> =>
    new Promise((resolve) => {
      if (connection.socket.destroyed || giveUp?.aborted === true) {
        resolve(err('offline'));
        return;
      }
      const key = `${message.category} ${message.serviceId}`;
      const end = (result: Result<unknown, LineFault>): void => {
        callOff();
        giveUp?.removeEventListener('abort', lose);
        connection.over.delete(silent);
        connection.waiting.delete(key);
        resolve(result);
      };
      const silent = (): void => end(err('silent'));
      const lose = (): void => {
        silent();
        connection.socket.destroy();
      };
      const callOff = timers.after(deadlineMs, lose);
      connection.over.add(silent);
      connection.waiting.set(key, (body) => end(ok(body)));
      giveUp?.addEventListener('abort', lose);
      connection.socket.write(encodeFrame(requestOf(message, config)));
    });

  const login = async (connection: Connection): Promise<boolean> => {
    const message = {
      category: 'Login',
      serviceId: freshServiceId(),
      body: {
        DateTime: new Date(clock.now()).toISOString(),
        SaleSoftware: {
          ...{ ManufacturerID: 'Komado', ApplicationName: 'Komado' },
          ...{ SoftwareVersion: '1', CertificationCode: '0' },
        },
        OperatorLanguage: 'ja',
      },
    } as const;
    const answer = await exchange(connection, message, config.answerMs, undefined);
    const parsed = answer.ok ? plainResponseSchema.safeParse(answer.value) : null;
    return parsed?.success === true && parsed.data.Response.Result === 'Success';
  };

  const open = (): Promise<Connection | null> => {
    if (closed) return Promise.resolve(null);
    if (current) return current;
    // Forgets only this connection, never one that another dial has opened since.
    const forget = (): void => {
      if (current === mine) current = null;
    };
    const mine = dial(forget).then(async (connection) => {
      if (connection !== null && (await login(connection))) return connection;
      connection?.socket.destroy();
      forget();
      return null;
    });
    current = mine;
    return mine;
  };

  /** Closes a connection whose answers are useless. */
  const drop = (connection: Connection): void => {
    connection.socket.destroy();
    current = null;
  };

  return {
    async ask(message, answer, deadlineMs, giveUp) {
      for (let again = false; ; again = true) {
        const connection = await open();
        if (connection === null) return err('offline');
        const result = await exchange(connection, message, deadlineMs, giveUp);
        if (!result.ok) return result;
        const plain = plainResponseSchema.safeParse(result.value);
        const refusal =
          plain.success && plain.data.Response.Result === 'Failure' ? plain.data.Response : null;
        // A terminal that was restarted in between has forgotten the login, and ignores messages without one.
        if (!again && refusal?.ErrorCondition === 'LoggedOut') {
          drop(connection);
          continue;
        }
        const parsed = answer.safeParse(result.value);
        if (parsed.success) return ok(parsed.data);
        drop(connection);
        return err('silent');
      }
    },

    tell(message) {
      current?.then(
        (connection) => {
          if (connection?.socket.writable === true)
            connection.socket.write(encodeFrame(requestOf(message, config)));
        },
        () => undefined,
      );
    },

    close() {
      closed = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}
