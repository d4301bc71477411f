import type { Duplex } from 'node:stream';
import { createMutex } from '../../../../shared/mutex.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { pause, type Timers } from '../../../../shared/timers.ts';
import { replies, type Command } from './commands.ts';
import { afterEcho, encodeFrame, findReply, hostAddress, type Frame } from './frame.ts';
import { createLine } from './serial-port.ts';

/** Why there was no usable answer: the device said no, nothing intelligible came in time, or the port itself is gone. */
export type BusFault = 'refused' | 'silent' | 'lineGone';

export interface BusTimes {
  /** Whether we hear our own bytes: true on the standard's single wire, false behind adapters that swallow them. */
  readonly echo: boolean;
  /** How long a device may take to answer, ms. */
  readonly replyMs: number;
  /** How long the line must be quiet before a command, ms, so that late bytes are not taken for the next answer. */
  readonly gapMs: number;
  /** The same after an answer that never came, ms. */
  readonly quietMs: number;
  /** How long the port may take to open, ms. */
  readonly openMs: number;
}

export interface Bus {
  /** Asks once. For commands that move something: the bus never repeats these. */
  ask(device: number, command: Command, data?: readonly number[]): Promise<Result<Uint8Array, BusFault>>;
  /** Asks up to three times. Only for commands that change nothing or can safely be given twice. */
  askAgain(device: number, command: Command, data?: readonly number[]): Promise<Result<Uint8Array, BusFault>>;
  /** Ends the command that is under way as `lineGone`, and closes the port. */
  close(): Promise<void>;
}

const attempts = 3;

/**
 * One half-duplex ccTalk line over any byte stream: one command at a time, its answer found among our own echo and noise.
 * Answers carry no number, so an answer counts only after our echo and with a length the command can have; anything else is
 * dropped. A line that is gone is reopened.
 */
export function createBus(openStream: () => Promise<Duplex>, times: BusTimes, timers: Timers): Bus {
  const line = createLine(openStream, times.openMs, timers);
  const oneAtATime = createMutex();
  let lostAnswerAt = Number.NEGATIVE_INFINITY;

  const quiet = async (): Promise<void> => {
    // A line that is never quiet (noise) gets its command all the same: then the checksum decides.
    const end = timers.elapsed() + times.replyMs;
    for (;;) {
      const until = Math.max(line.heardAt() + times.gapMs, lostAnswerAt + times.quietMs);
      const rest = Math.min(until, end) - timers.elapsed();
      if (rest <= 0) return;
      await pause(timers, rest);
    }
  };

  const exchange = async (
    device: number,
    command: Command,
    data: readonly number[],
  ): Promise<Result<Uint8Array, BusFault>> => {
    if (!(await line.open())) return err('lineGone');
    await quiet();
    const sent = encodeFrame({
      destination: device,
      source: hostAddress,
      header: command.header,
      data: Uint8Array.from(data),
    });
    const fits = (reply: Frame): boolean =>
      reply.header !== replies.acknowledge || command.answers.includes(reply.data.length);
    const heard = await line.talk(sent, times.replyMs, (received) => {
      const answered = times.echo ? afterEcho(received, sent) : received;
      return answered && findReply(answered, device, fits);
    });
    if (!heard.ok) {
      lostAnswerAt = timers.elapsed();
      return heard;
    }
    return heard.value.header === replies.acknowledge ? ok(heard.value.data) : err('refused');
  };

  const exchangeAgain = async (
    device: number,
    command: Command,
    data: readonly number[],
    attemptsLeft: number,
  ): Promise<Result<Uint8Array, BusFault>> => {
    const result = await exchange(device, command, data);
    return result.ok || result.error === 'lineGone' || attemptsLeft === 1
      ? result
      : exchangeAgain(device, command, data, attemptsLeft - 1);
  };

  return {
    ask: (device, command, data = []) => oneAtATime(() => exchange(device, command, data)),
    askAgain: (device, command, data = []) =>
      oneAtATime(() => exchangeAgain(device, command, data, attempts)),
    close: () => line.close(),
  };
}
