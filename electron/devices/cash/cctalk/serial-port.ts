import type { Duplex } from 'node:stream';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Timers } from '../../../../shared/timers.ts';

/** A byte stream that may vanish and come back. */
export interface Line {
  /** Opens the stream if it is not open. @returns whether it is open */
  open(): Promise<boolean>;
  /**
   * Writes, then listens until something is found in what has come since, the deadline (ms) has passed, or the stream is
   * gone.
   */
  talk<T>(
    bytes: Uint8Array,
    deadlineMs: number,
    find: (received: Uint8Array) => T | null,
  ): Promise<Result<T, 'silent' | 'lineGone'>>;
  /** When the last byte came, ms since 1970. */
  heardAt(): number;
  close(): Promise<void>;
}

/** How long to wait before trying again to open a port that could not be opened, ms: every command meanwhile fails at once. */
const reopenMs = 1_000;
/** How long to wait for a stream to report that it has closed, ms. */
const closeMs = 1_000;
/** Far more than any exchange: a line that only makes noise must not fill the memory. */
const mostBytes = 4_096;

export function createLine(openStream: () => Promise<Duplex>, openMs: number, timers: Timers): Line {
  let stream: Duplex | null = null;
  let closed = false;
  let failedAt = Number.NEGATIVE_INFINITY;
  let heardAt = Number.NEGATIVE_INFINITY;
  let received = new Uint8Array();
  let onChange = (): void => undefined;

  const use = (opened: Duplex): void => {
    const gone = (): void => {
      if (stream === opened) stream = null;
      opened.destroy();
      onChange();
    };
    opened.on('data', (chunk: Uint8Array) => {
      heardAt = timers.elapsed();
      if (received.length < mostBytes) received = new Uint8Array([...received, ...chunk]);
      onChange();
    });
    opened.on('error', gone);
    opened.on('end', gone);
    opened.on('close', gone);
    stream = opened;
  };

  const tryToOpen = (): Promise<boolean> =>
    new Promise((resolve) => {
      let late = false;
      const callOff = timers.after(openMs, () => {
        late = true;
        resolve(false);
      });
      openStream().then(
        (opened) => {
          callOff();
          if (late || closed) {
            opened.on('error', () => undefined);
            opened.destroy();
          } else use(opened);
          resolve(!late && !closed);
        },
        () => {
          callOff();
          resolve(false);
        },
      );
    });

  return {
    async open() {
      if (closed) return false;
      if (stream && !stream.destroyed) return true;
      if (timers.elapsed() - failedAt < reopenMs) return false;
      const opened = await tryToOpen();
      if (!opened) failedAt = timers.elapsed();
      return opened;
    },
    talk: (bytes, deadlineMs, find) =>
      new Promise((resolve) => {
        const port = stream;
        if (!port) {
          resolve(err('lineGone'));
          return;
        }
        const end = (result: Parameters<typeof resolve>[0]): void => {
          callOff();
          onChange = () => undefined;
          resolve(result);
        };
        const callOff = timers.after(deadlineMs, () => end(err('silent')));
        received = new Uint8Array();
        onChange = () => {
          if (stream !== port) {
            end(err('lineGone'));
            return;
          }
          const found = find(received);
          if (found !== null) end(ok(found));
        };
        port.write(bytes);
      }),
    heardAt: () => heardAt,
    close() {
      closed = true;
      const port = stream;
      if (!port) return Promise.resolve();
      return new Promise((resolve) => {
        const callOff = timers.after(closeMs, resolve);
        port.once('close', () => {
          callOff();
          resolve();
        });
        port.destroy();
      });
    },
  };
}
