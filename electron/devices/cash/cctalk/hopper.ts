import type { Instant } from '../../../../shared/dates.ts';
import { createMutex } from '../../../../shared/mutex.ts';
import { err, type Result } from '../../../../shared/result.ts';
import { pause, type Timers } from '../../../../shared/timers.ts';
import type { Denomination } from '../../../../shared/yen.ts';
import type { CashFault } from '../../../../state-machines/ports.ts';
import type { CashDeviceState } from './acceptor.ts';
import type { Bus } from './bus.ts';
import { commands } from './commands.ts';
import { createPayoutRunner, nothing, type HopperTimes, type Payout } from './hopper-payout.ts';
import { readLifeCounter } from './life-counter.ts';

export interface HopperConfig {
  readonly address: number;
  readonly value: Denomination;
  readonly count: number;
}

/** A payout device for one denomination: coins, or the notes of a recycler. Its exchanges run one after another. */
export interface Hopper {
  readonly value: Denomination;
  /** Pieces in it, as far as is known. */
  count(): number;
  /** Pieces that it can pay now: none while it is silent, and none after a jam until somebody has attended to it. */
  available(): number;
  /** Its last known state; asks nothing. */
  lastSeen(): CashDeviceState;
  /** A piece was taken in and fell into it. */
  fill(): void;
  /** It now holds this many pieces, counted by hand. What stopped it before is forgotten: its own check decides afresh. */
  set(count: number): void;
  /** Asks a hopper that was silent whether it is back. */
  look(): Promise<void>;
  /** The device's self-check. `briefly`: the line seems to be dead, so a single question has to do to find it offline. */
  check(briefly: boolean): Promise<CashDeviceState>;
  /** Pieces paid in its lifetime, once it is at rest; null when it does not count. */
  lifeCount(): Promise<Result<number | null, CashFault>>;
  /**
   * Pays 1 to 255 pieces, counting by the hopper's own counter, until `until` (ms since 1970) or until the signal aborts.
   * DISPENSE is never repeated blindly: when its answer is lost, the hopper's own counters tell whether it was accepted.
   */
  pay(pieces: number, until: Instant, signal: AbortSignal): Promise<Payout>;
}

const mostAtOnce = 255;
/** A hopper that was told to clear its errors looks at its exit again within a third of a second, ms. */
const afterResetMs = 500;

export function createHopper(bus: Bus, config: HopperConfig, times: HopperTimes, timers: Timers): Hopper {
  const { address, value } = config;
  const runner = createPayoutRunner(bus, address, times, timers);
  let count = config.count;
  /** What ended a payout; it stays until somebody has attended to the hopper. */
  let stopped: CashDeviceState = 'ok';
  /** The result of its last check. */
  let checked: 'ok' | CashFault['fault'] = 'ok';
  /** Counted by hand since its last check: an error flag may be an old one. */
  let looksNew = false;
  /** A payout that went on unseen while the hopper was silent: its number, and how many of its pieces we know of. */
  let unseen: { readonly number: number; readonly known: number } | null = null;
  const oneAtATime = createMutex();
  const lastSeen = (): CashDeviceState => (stopped === 'ok' ? checked : stopped);

  const look = async (): Promise<void> => {
    if (lastSeen() !== 'offline') return;
    const status = await runner.readStatus();
    if (!status) return;
    checked = 'ok';
    const payout = unseen;
    if (payout) {
      const counted = await runner.stopAndCount(payout.number, payout.known);
      if (counted === null) return;
      // Unless it was counted by hand meanwhile: then that count holds.
      if (unseen === payout) count = Math.max(0, count - (counted - payout.known));
      unseen = null;
    }
    if (stopped === 'offline') stopped = 'ok';
  };

  const check = async (briefly = false): Promise<CashDeviceState> => {
    if (briefly) {
      const there = await bus.ask(address, commands.simplePoll);
      if (!there.ok && there.error !== 'refused') {
        checked = 'offline';
        return lastSeen();
      }
    }
    await look();
    let test = await runner.test();
    if (test === 'jammed' && looksNew) {
      // The flag of a cleared jam stays up until the device is told to clear it (or pays, or is switched off).
      const forgets = await bus.askAgain(address, commands.resetDevice);
      if (forgets.ok) await pause(timers, afterResetMs);
      test = await runner.test();
    }
    if (test === null) {
      // Some have no test: then all that can be known is that they answer.
      checked = (await runner.readStatus()) === null ? 'offline' : 'ok';
      return lastSeen();
    }
    looksNew = false;
    checked = test;
    if (stopped === 'jammed' && checked === 'ok') {
      // To free its disc, somebody pulls it off its base; this cuts its power, and it counts its payouts from 0: somebody
      // has looked.
      const status = await runner.readStatus();
      if (status?.commands === 0) stopped = 'ok';
    }
    return lastSeen();
  };

  return {
    value,
    count: () => count,
    available: () => (lastSeen() === 'ok' ? count : 0),
    lastSeen,
    fill() {
      count += 1;
    },
    set(pieces) {
      count = pieces;
      stopped = 'ok';
      checked = 'ok';
      unseen = null;
      looksNew = true;
    },
    look: () => oneAtATime(look),
    check: (briefly) => oneAtATime(() => check(briefly)),
    lifeCount: () =>
      oneAtATime(async () => {
        if (!(await runner.standStill())) return err({ fault: 'offline' });
        return readLifeCounter(bus, address, commands.requestDispenseCount);
      }),
    pay(pieces, until, signal) {
      if (!Number.isInteger(pieces) || pieces < 1 || pieces > mostAtOnce)
        throw new RangeError('a hopper pays 1 to 255 pieces at once');
      return oneAtATime(async () => {
        if (looksNew && (await check()) !== 'ok')
          return nothing(checked === 'ok' ? 'hardwareError' : checked);
        const payout = await runner.run(pieces, until, signal);
        count = payout.stopped === 'empty' ? 0 : Math.max(0, count - payout.paid);
        if (payout.stopped === 'offline' && payout.unseen !== null)
          unseen = { number: payout.unseen, known: payout.paid };
        if (payout.stopped !== null && payout.stopped !== 'empty') stopped = payout.stopped;
        return payout;
      });
    },
  };
}
