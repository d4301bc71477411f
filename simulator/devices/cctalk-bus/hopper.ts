import type { CancelTimer, Timers } from '../../../shared/timers.ts';
import type { Denomination } from '../../../shared/yen.ts';
import { identityAnswer } from './identity.ts';
import { acknowledged, type Answer, type SimulatedDevice } from './device.ts';
import { createLifeCounter } from './life-counter.ts';

export interface SimulatedHopper extends SimulatedDevice {
  readonly value: Denomination;
  /** Its disc blocks after this many more pieces; 0: now. */
  jamAfter(pieces: number): void;
  /** Its firmware hangs after this many more pieces: it still answers, but its motor has stopped and it never says so. */
  hangAfter(pieces: number): void;
  /** Staff pull it off its base, which cuts its power, free the disc and put it back; during a payout they only free the disc. */
  unjam(): void;
}

export interface HopperOptions {
  readonly address: number;
  readonly value: Denomination;
  /** From one piece to the next, ms. */
  readonly pieceMs: number;
  /** How long it turns without a piece before it gives up, ms. */
  readonly giveUpMs: number;
  /** The command counter at the start. */
  readonly counter: number;
  /** Pieces it had paid out before in its life. */
  readonly paidBefore: number;
  readonly level: () => number;
  /** Called when a piece has left it. */
  readonly onOut: () => void;
}

const enableKey = 165;
const flagMotorCurrent = 0b0000_0001;
const flagTimeout = 0b0000_0010;
/** A piece lies in the exit with no payout running: the light barrier sees it at each test, whatever the memory says. */
const flagExitBlocked = 0b0000_1000;
const flagPowerUp = 0b0100_0000;
const flagDisabled = 0b1000_0000;

export function createSimulatedHopper(options: HopperOptions, timers: Timers): SimulatedHopper {
  const serial = [options.address, 0x4b, 0x01] as const;
  const life = createLifeCounter(options.paidBefore);
  let enabled = false;
  let counter = options.counter;
  let remaining = 0;
  let paid = 0;
  let unpaid = 0;
  let flags = 0;
  let untilJam = Number.POSITIVE_INFINITY;
  let untilHang = Number.POSITIVE_INFINITY;
  let callOff: CancelTimer = () => undefined;

  const stop = (flag: number): void => {
    callOff();
    flags |= flag;
    unpaid = remaining;
    remaining = 0;
  };
  const turn = (): void => {
    if (remaining === 0) return;
    if (untilHang <= 0) return;
    if (untilJam <= 0) callOff = timers.after(options.giveUpMs, () => stop(flagMotorCurrent | flagTimeout));
    else if (options.level() === 0) callOff = timers.after(options.giveUpMs, () => stop(flagTimeout));
    else
      callOff = timers.after(options.pieceMs, () => {
        if (untilJam <= 0 || options.level() === 0) {
          turn();
          return;
        }
        untilJam -= 1;
        untilHang -= 1;
        remaining -= 1;
        paid += 1;
        life.add();
        options.onOut();
        turn();
      });
  };
  const dispense = (data: readonly number[]): Answer => {
    const pieces = data[3];
    if (!enabled || remaining > 0 || pieces === undefined || pieces === 0) return 'refused';
    if (serial.some((byte, index) => byte !== data[index])) return 'refused';
    counter = counter === 255 ? 1 : counter + 1;
    remaining = pieces;
    paid = 0;
    unpaid = 0;
    flags = 0;
    turn();
    return acknowledged;
  };

  const reset = (): void => {
    if (remaining > 0) stop(0);
    counter = 0;
    enabled = false;
    flags = flagPowerUp;
  };

  return {
    address: options.address,
    value: options.value,
    answer(header, data) {
      switch (header) {
        case 254:
          return acknowledged;
        case 1:
          reset();
          return acknowledged;
        case 172: {
          const left = remaining;
          if (left > 0) stop(0);
          return [left];
        }
        case 168:
          return life.read();
        case 167:
          return dispense(data);
        case 166:
          return [counter, remaining, paid, unpaid];
        case 164:
          enabled = data[0] === enableKey;
          return acknowledged;
        case 163:
          return [flags | (enabled ? 0 : flagDisabled) | (untilJam <= 0 ? flagExitBlocked : 0)];
        default:
          return identityAnswer(header, { category: 'Payout', product: 'HP1', revision: 'H-1.3', serial });
      }
    },
    reset,
    jamAfter(pieces) {
      untilJam = pieces;
    },
    hangAfter(pieces) {
      untilHang = pieces;
    },
    unjam() {
      untilJam = Number.POSITIVE_INFINITY;
      untilHang = Number.POSITIVE_INFINITY;
      if (remaining === 0) reset();
    },
  };
}
