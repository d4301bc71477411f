import type { Duplex } from 'node:stream';
import type { CancelTimer, Timers } from '../../../shared/timers.ts';
import type { SimulatedDevice } from './device.ts';

/** What goes wrong on the line. */
export type WireTrouble =
  /** The command does not reach the device: nothing happens there. */
  | { readonly trouble: 'commandLost' }
  /** The device carries out the command; its answer is lost. */
  | { readonly trouble: 'replyLost' }
  | { readonly trouble: 'wrongChecksum' }
  /** These bytes come before the answer. */
  | { readonly trouble: 'noise'; readonly bytes: readonly number[] }
  | { readonly trouble: 'twice' }
  | { readonly trouble: 'late'; readonly ms: number };

export type WireFault = WireTrouble & {
  /** Null for every device. */
  readonly address: number | null;
  /** Null for every command. */
  readonly header: number | null;
  /** How many matching exchanges go well first. */
  readonly skip: number;
  /** How many exchanges it spoils; infinity: until it is cancelled. */
  readonly times: number;
};

export interface Wire {
  attach(stream: Duplex): void;
  /** Of several faults that match an exchange, the one injected first applies. */
  inject(fault: WireFault): CancelTimer;
  /** Closes every attached stream, as when the adapter is pulled out. */
  cut(): void;
}

const hostAddress = 1;
const acknowledge = 0;
const negative = 5;
/** The longest pause within one message, ms; after it a device starts listening afresh (ccTalk part 1). */
const betweenBytesMs = 50;

/** Reads and writes ccTalk messages by itself, so that the product's codec is not tested against itself. */
export function createWire(devices: readonly SimulatedDevice[], echo: boolean, timers: Timers): Wire {
  const streams = new Set<Duplex>();
  const faults: { readonly fault: WireFault; skip: number; left: number }[] = [];

  const nextFault = (address: number, header: number): WireTrouble | null => {
    for (const each of faults) {
      const { fault } = each;
      if (each.left <= 0) continue;
      if (fault.address !== null && fault.address !== address) continue;
      if (fault.header !== null && fault.header !== header) continue;
      if (each.skip > 0) {
        each.skip -= 1;
        continue;
      }
      each.left -= 1;
      return fault;
    }
    return null;
  };

  const hear = (stream: Duplex, message: readonly number[]): void => {
    const [address = 0, , , header = 0] = message;
    const device = devices.find((each) => each.address === address);
    if (!device) return;
    const fault = nextFault(address, header);
    if (fault?.trouble === 'commandLost') return;
    const answer = device.answer(header, message.slice(4, -1));
    if (answer === 'silent' || fault?.trouble === 'replyLost') return;
    const reply = answer === 'refused' ? frame(address, negative, []) : frame(address, acknowledge, answer);
    const say = (bytes: readonly number[]): void => {
      if (stream.writable) stream.write(Uint8Array.from(bytes));
    };
    switch (fault?.trouble) {
      case undefined:
        say(reply);
        return;
      case 'wrongChecksum':
        say(reply.with(-1, ((reply.at(-1) ?? 0) + 1) % 256));
        return;
      case 'noise':
        say(fault.bytes);
        say(reply);
        return;
      case 'twice':
        say(reply);
        say(reply);
        return;
      case 'late':
        timers.after(fault.ms, () => say(reply));
        return;
    }
  };

  return {
    attach(stream) {
      streams.add(stream);
      let received: number[] = [];
      let heardAt = timers.elapsed();
      stream.on('data', (chunk: Uint8Array) => {
        if (echo && stream.writable) stream.write(Uint8Array.from(chunk));
        if (timers.elapsed() - heardAt > betweenBytesMs) received = [];
        heardAt = timers.elapsed();
        received.push(...chunk);
        for (;;) {
          const end = 5 + (received[1] ?? Number.POSITIVE_INFINITY);
          if (received.length < end) return;
          const message = received.slice(0, end);
          received = received.slice(end);
          if (message.reduce((sum, byte) => sum + byte, 0) % 256 === 0) hear(stream, message);
          else received = [];
        }
      });
      const forget = (): void => {
        streams.delete(stream);
        stream.destroy();
      };
      stream.on('error', forget);
      stream.on('end', forget);
      stream.on('close', forget);
    },
    inject(fault) {
      const entry = { fault, skip: fault.skip, left: fault.times };
      faults.push(entry);
      return () => {
        entry.left = 0;
      };
    },
    cut() {
      for (const stream of [...streams]) stream.destroy();
    },
  };
}

function frame(source: number, header: number, data: readonly number[]): number[] {
  const head = [hostAddress, data.length, source, header, ...data];
  const sum = head.reduce((total, byte) => total + byte, 0);
  return [...head, (256 - (sum % 256)) % 256];
}
