import { createServer, type Socket } from 'node:net';
import { systemTimers, type CancelTimer, type Timers } from '../../../shared/timers.ts';
import { listenOnLoopback } from '../../listen-on-loopback.ts';
import { readPiece } from './esc-pos.ts';

export interface ReceiptPrinterSimulator {
  /** `tcp://127.0.0.1:port` */
  readonly interface: string;
  readonly port: number;
  setPaperOut(out: boolean): void;
  /** The roll reaches its near-end sensor, or a new one is put in. */
  setPaperLow(low: boolean): void;
  /** The roll ends after this many more bytes, in the middle of a receipt. */
  paperOutAfter(bytes: number): void;
  setCoverOpen(open: boolean): void;
  /** Accepts connections and says nothing. */
  setHanging(hangs: boolean): void;
  /** Accepts a connection and hangs up at the first byte. */
  setHangingUp(hangsUp: boolean): void;
  /** Answers every question with this byte; null: as usual. */
  answerWith(byte: number | null): void;
  /** Says these bytes unasked before each answer: a burst, flow control, an automatic status. */
  interject(bytes: readonly number[]): void;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  /** Bytes received that it cannot print now. */
  buffered(): number;
  /** Receipts cut off so far, oldest first: all bytes up to the cut. */
  receipts(): readonly Uint8Array[];
  onReceipt(listener: (bytes: Uint8Array) => void): void;
  close(): Promise<void>;
}

export interface ReceiptPrinterOptions {
  /** How long a receipt takes, ms; default 0. */
  readonly msPerReceipt?: number;
  readonly timers?: Timers;
  /** 0, the default: any free port. */
  readonly port?: number;
}

const dle = 0x10;

/** Answers to GS I: firmware, maker, model, serial number. */
const identity: Readonly<Record<number, string>> = {
  65: '1.02 SIM',
  66: 'KOMADO',
  67: 'RP-80',
  68: 'R0000123',
};

/** A thermal printer that speaks ESC/POS on this machine only: real-time status, a buffer, a roll that can run out, a cutter. */
export async function startReceiptPrinter(
  options: ReceiptPrinterOptions = {},
): Promise<ReceiptPrinterSimulator> {
  const { timers = systemTimers, msPerReceipt = 0 } = options;
  const receipts: Uint8Array[] = [];
  const listeners = new Set<(bytes: Uint8Array) => void>();
  const sockets = new Set<Socket>();
  let paperOut = false;
  let paperLow = false;
  let paperLeft = Infinity;
  let coverOpen = false;
  let hanging = false;
  let hangingUp = false;
  let fixedAnswer: number | null = null;
  let interjected: readonly number[] = [];
  /** Received and not yet printed, and who gets the answer to GS r. */
  let buffer: number[] = [];
  let printed: number[] = [];
  let talkingTo: Socket | null = null;
  let cutting: CancelTimer | null = null;

  const standsStill = (): boolean => paperOut || coverOpen || cutting !== null;

  function answer(socket: Socket, ...bytes: readonly number[]): void {
    if (hanging || !socket.writable) return;
    socket.write(Uint8Array.of(...interjected));
    for (const byte of bytes) socket.write(Uint8Array.of(fixedAnswer ?? byte));
  }

  function realTimeStatus(which: number): number {
    const fixedBits = 0b0001_0010;
    switch (which) {
      case 1:
        return fixedBits | (paperOut || coverOpen ? 0b0000_1000 : 0);
      case 2:
        return fixedBits | (coverOpen ? 0b0000_0100 : 0) | (paperOut ? 0b0010_0000 : 0);
      default:
        return fixedBits | (paperOut ? 0b0110_0000 : 0) | (paperLow ? 0b0000_1100 : 0);
    }
  }

  /** Real-time commands are handled at once, wherever they are; everything else waits in the buffer. */
  function receive(socket: Socket, chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      if (chunk[at] === dle && chunk[at + 1] === 0x04) {
        answer(socket, realTimeStatus(chunk[at + 2] ?? 1));
        at += 3;
      } else if (chunk[at] === dle && chunk[at + 1] === 0x14) {
        buffer = [];
        printed = [];
        answer(socket, 0x37, 0x25, 0x00);
        at += 10;
      } else {
        buffer.push(chunk[at] ?? 0);
        at += 1;
      }
    }
    talkingTo = socket;
    print();
  }

  function print(): void {
    let bytes = Uint8Array.from(buffer);
    let at = 0;
    while (!standsStill()) {
      const read = readPiece(bytes, at);
      if (read === null) break;
      const length = read.next - at;
      if (paperLeft < length) {
        paperLeft = Infinity;
        paperOut = true;
        break;
      }
      paperLeft -= length;
      printed.push(...bytes.subarray(at, read.next));
      at = read.next;
      if (read.piece.kind === 'askPaper' && talkingTo !== null) answer(talkingTo, paperLow ? 0b0000_0011 : 0);
      if (read.piece.kind === 'askIdentity' && talkingTo !== null) {
        const said = identity[read.piece.what];
        if (said !== undefined) answer(talkingTo, 0x5f, ...Buffer.from(said, 'latin1'), 0);
      }
      if (read.piece.kind === 'cut') {
        if (msPerReceipt === 0) cutOff();
        else
          cutting = timers.after(msPerReceipt, () => {
            cutting = null;
            cutOff();
            print();
          });
      }
    }
    bytes = bytes.subarray(at);
    buffer = [...bytes];
  }

  function cutOff(): void {
    const receipt = Uint8Array.from(printed);
    printed = [];
    receipts.push(receipt);
    for (const listener of listeners) listener(receipt);
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()); // The client broke off.
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      if (hangingUp) socket.destroy();
      else if (!hanging) receive(socket, chunk);
    });
  });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  const { port } = await listenOnLoopback(server, options.port ?? 0);

  return {
    interface: `tcp://127.0.0.1:${port}`,
    port,
    setPaperOut(out) {
      paperOut = out;
      print();
    },
    setPaperLow(low) {
      paperLow = low;
    },
    paperOutAfter(bytes) {
      paperLeft = bytes;
    },
    setCoverOpen(open) {
      coverOpen = open;
      print();
    },
    setHanging(hangs) {
      hanging = hangs;
    },
    setHangingUp(hangsUp) {
      hangingUp = hangsUp;
    },
    answerWith(byte) {
      fixedAnswer = byte;
    },
    interject(bytes) {
      interjected = bytes;
    },
    async goAway() {
      await stop();
      buffer = [];
      printed = [];
    },
    async comeBack() {
      await listenOnLoopback(server, port);
    },
    buffered: () => buffer.length,
    receipts: () => [...receipts],
    onReceipt: (listener) => listeners.add(listener),
    async close() {
      cutting?.();
      if (server.listening) await stop();
    },
  };
}
