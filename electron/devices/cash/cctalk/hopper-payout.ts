import type { Instant } from '../../../../shared/dates.ts';
import { pause, type Timers } from '../../../../shared/timers.ts';
import type { CashFault } from '../../../../state-machines/ports.ts';
import type { Bus } from './bus.ts';
import { commands, hopperEnableKey } from './commands.ts';

export interface HopperTimes {
  readonly pollMs: number;
  /** Without another coin for this long, ms, it has stopped. */
  readonly hopperMs: number;
}

/** What a hopper did: pieces that left it, and why it stopped short of the number asked for. */
export interface Payout {
  readonly paid: number;
  readonly stopped: null | 'empty' | CashFault['fault'];
  /** False when more may have fallen than was counted: paying the rest from elsewhere could pay it twice. */
  readonly certain: boolean;
  /** The payout's number, if it went on unseen while the hopper was silent: it can be counted once the hopper is back. */
  readonly unseen: number | null;
}

export interface HopperStatus {
  /** Counts accepted DISPENSE commands: 0 after switching on, then 1 to 255 and again from 1. */
  readonly commands: number;
  readonly remaining: number;
  readonly paid: number;
  readonly unpaid: number;
}

/** The exchanges with one hopper that move something, and reading what they moved. */
export interface PayoutRunner {
  /** Null when it does not answer. */
  readStatus(): Promise<HopperStatus | null>;
  /**
   * Pays, and counts by the hopper's own counter, until `until` (ms since 1970) or until the signal aborts. Whatever ends it
   * early, the hopper is told to stop, so that nothing falls after the count.
   */
  run(pieces: number, until: Instant, signal: AbortSignal): Promise<Payout>;
  /** Stops the motor and reads how much of a payout fell, of which `known` pieces are known; null when nobody can say. */
  stopAndCount(number: number, known: number): Promise<number | null>;
  /**
   * Waits for the end of a payout begun before the kiosk restarted: a hopper goes on without the kiosk. One that stalls
   * half-way is stopped. False when it does not answer or does not end.
   */
  standStill(): Promise<boolean>;
  /** The result of TEST HOPPER; null when it does not answer. */
  test(): Promise<'ok' | 'jammed' | null>;
}

/** Flags of TEST HOPPER that mean a jam: motor current, exit blocked or shorted while idle, exit blocked while paying. */
const jamFlags = 0b0011_1001;
/** Most readings after an emergency stop, so that a last coin that was already moving is counted. */
const lastReadings = 10;

export function createPayoutRunner(
  bus: Bus,
  address: number,
  times: HopperTimes,
  timers: Timers,
): PayoutRunner {
  const readStatus = async (): Promise<HopperStatus | null> => {
    const reply = await bus.askAgain(address, commands.requestHopperStatus);
    if (!reply.ok) return null;
    const [number = 0, remaining = 0, paid = 0, unpaid = 0] = reply.value;
    return { commands: number, remaining, paid, unpaid };
  };

  /** Sends DISPENSE; when its answer is lost, the hopper's counters decide whether it is sent again. */
  const dispense = async (data: readonly number[], before: HopperStatus): Promise<boolean> => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const told = await bus.ask(address, commands.dispenseCoins, data);
      if (told.ok) return true;
      const status = await readStatus();
      // Silence, or a change: it may have been accepted. The caller keeps listening for the coins and never asks for them again.
      if (!status || !same(status, before)) return true;
    }
    return false;
  };

  /** Stops the motor and reads what fell until then. */
  const stopAndCount = async (number: number, known: number): Promise<number | null> => {
    const stopped = await bus.askAgain(address, commands.emergencyStop);
    let status = stopped.ok || stopped.error === 'refused' ? await readStatus() : null;
    for (let reading = 0; reading < lastReadings && status && status.remaining > 0; reading++) {
      await pause(timers, times.pollMs);
      status = await readStatus();
    }
    if (!status || status.remaining > 0) return null;
    return status.commands === number ? Math.max(known, status.paid) : known;
  };

  const test = async (): Promise<'ok' | 'jammed' | null> => {
    const reply = await bus.askAgain(address, commands.testHopper);
    if (!reply.ok) return null;
    const [flags = 0] = reply.value;
    return (flags & jamFlags) === 0 ? 'ok' : 'jammed';
  };

  const whyUnpaid = async (): Promise<'empty' | 'jammed'> => {
    // Without an answer nobody knows; a jam is the cautious reading: the hopper is not used again until somebody has looked.
    return (await test()) === 'ok' ? 'empty' : 'jammed';
  };

  const standStill = async (): Promise<boolean> => {
    let movedAt = timers.elapsed();
    let paid: number | null = null;
    for (;;) {
      const status = await readStatus();
      if (!status) return false;
      if (status.remaining === 0) return true;
      if (status.paid !== paid) movedAt = timers.elapsed();
      paid = status.paid;
      if (timers.elapsed() - movedAt >= times.hopperMs)
        return (await stopAndCount(status.commands, status.paid)) !== null;
      await pause(timers, times.pollMs);
    }
  };

  const run = async (pieces: number, until: Instant, signal: AbortSignal): Promise<Payout> => {
    const before = await readStatus();
    if (!before) return nothing('offline');
    // Coins of an earlier command are still falling: nobody could tell them from ours.
    if (before.remaining > 0) return nothing('hardwareError');
    const serial = await bus.askAgain(address, commands.requestSerialNumber);
    const enabled = await bus.askAgain(address, commands.enableHopper, [hopperEnableKey]);
    if (!serial.ok || !enabled.ok) return nothing('offline');
    if (!(await dispense([...serial.value, pieces], before))) return nothing('hardwareError');

    const number = (before.commands % 255) + 1;
    let known = 0;
    let movedAt = timers.elapsed();
    for (;;) {
      const status = await readStatus();
      if (status?.commands === number) {
        if (status.paid > known) movedAt = timers.elapsed();
        known = Math.max(known, status.paid);
        if (status.remaining === 0) return endOf(status, pieces);
      } else if (status && !same(status, before)) {
        // Switched off and on half-way: it keeps the counts of its last payout, and stands still.
        const changed = status.paid !== before.paid || status.unpaid !== before.unpaid;
        const kept = changed && status.paid + status.unpaid === pieces;
        return {
          paid: kept ? Math.max(known, status.paid) : known,
          stopped: 'hardwareError',
          certain: kept,
          unseen: null,
        };
      }
      const now = timers.elapsed();
      if (now - movedAt >= times.hopperMs || now >= until || signal.aborted) {
        const counted = await stopAndCount(number, known);
        if (counted === null) return { paid: known, stopped: 'offline', certain: false, unseen: number };
        return { paid: counted, stopped: counted === pieces ? null : 'jammed', certain: true, unseen: null };
      }
      await pause(timers, times.pollMs);
    }
  };

  const endOf = async ({ paid, unpaid }: HopperStatus, pieces: number): Promise<Payout> => {
    if (paid === pieces) return { paid, stopped: null, certain: true, unseen: null };
    if (paid + unpaid !== pieces) return { paid, stopped: 'hardwareError', certain: false, unseen: null };
    return { paid, stopped: await whyUnpaid(), certain: true, unseen: null };
  };

  return { readStatus, run, stopAndCount, standStill, test };
}

/** A payout that never began. */
export function nothing(stopped: CashFault['fault']): Payout {
  return { paid: 0, stopped, certain: true, unseen: null };
}

function same(one: HopperStatus, other: HopperStatus): boolean {
  return (
    one.commands === other.commands &&
    one.remaining === other.remaining &&
    one.paid === other.paid &&
    one.unpaid === other.unpaid
  );
}
