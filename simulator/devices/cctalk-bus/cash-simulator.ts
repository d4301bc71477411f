import { duplexPair, type Duplex } from 'node:stream';
import type { CctalkConfig } from '../../../electron/devices/cash/cctalk/config.ts';
import { systemTimers, type CancelTimer, type Timers } from '../../../shared/timers.ts';
import { denominations, type CashCount, type Denomination } from '../../../shared/yen.ts';
import { simulatedCashConfig } from './simulated-cash-config.ts';
import { createSimulatedBillValidator, type StackerState } from './bill-validator.ts';
import { createSimulatedCoinAcceptor, type Fate } from './coin-acceptor.ts';
import type { SimulatedDevice } from './device.ts';
import { createSimulatedHopper } from './hopper.ts';
import { createBooks, type Ledger } from './ledger.ts';
import { createWire, type WireFault, type WireTrouble } from './wire.ts';

export type { StackerState } from './bill-validator.ts';
export type { Fate } from './coin-acceptor.ts';
export type { Ledger } from './ledger.ts';

/** A device by its part in the machine; a hopper by what it pays out. */
export type DeviceName = 'coinAcceptor' | 'noteAcceptor' | Denomination;

export interface CashSimulatorOptions {
  /** Addresses, coins, bills and hoppers with their levels; default `simulatedCashConfig`. */
  readonly config?: CctalkConfig;
  readonly timers?: Timers;
  /** The event and command counters of all devices at the start, 0 (just switched on) to 255. */
  readonly counter?: number;
  /** What every device had counted before in its life, 0 to 16,777,215. */
  readonly lifeCount?: number;
  /** How fast pieces move; by default as in a small kiosk. */
  readonly pieces?: Partial<PieceTimes>;
}

/** How long pieces are on their way, ms. */
export interface PieceTimes {
  /** A coin, from validation to the credit sensor. */
  readonly fall: number;
  /** A note, from the slot to escrow, and from there to the stacker. */
  readonly note: number;
  /** A piece out of a hopper. */
  readonly out: number;
  /** A hopper that cannot pay gives up after this long. */
  readonly givesUp: number;
}

/** Trouble on the line, and where it applies; by default to any device and command, at once and one time. */
export type InjectedFault = WireTrouble & {
  readonly device?: DeviceName;
  readonly header?: number;
  readonly skip?: number;
  readonly times?: number;
};

/** Coin acceptor, bill validator and hoppers at the other end of a ccTalk bus, and the hands that put money into them. */
export interface CashSimulator {
  /** Answers on this stream. */
  attach(stream: Duplex): void;
  /** The kiosk's end of a new line, with the simulator at the other end. Rejects while the adapter is unplugged. */
  inMemoryStream(): Promise<Duplex>;
  /** Resolves when the coin has fallen; with `returned` at once when it is not accepted. */
  insertCoin(value: Denomination): Promise<Fate>;
  /** A coin that is validated at the very moment the slot is told to close. */
  insertCoinAtClosing(value: Denomination): Promise<Fate>;
  /** Resolves when the note is in the stacker or back. */
  insertNote(value: Denomination): Promise<Fate>;
  /** Something that is not yen: it comes back, and the device reports that it rejected it. */
  insertForeign(slot: 'coinAcceptor' | 'noteAcceptor'): Promise<Fate>;
  /** The note acceptor's box: full, taken out, or in place with room. */
  setStacker(state: StackerState): void;
  jam(device: DeviceName): void;
  unjam(device: DeviceName): void;
  /** The hopper's disc blocks after this many more pieces. */
  jamAfter(hopper: Denomination, pieces: number): void;
  /** The hopper's firmware hangs after this many more pieces: it still answers, but never finishes. */
  hangAfter(hopper: Denomination, pieces: number): void;
  /** Power off and on; a device keeps its lifetime count. */
  reset(device: DeviceName): void;
  inject(fault: InjectedFault): CancelTimer;
  unplug(): void;
  plug(): void;
  /** What is really in the hoppers, one entry for each. */
  levels(): readonly CashCount[];
  /** Fills or empties a hopper by hand, unnoticed by the kiosk. */
  setLevel(hopper: Denomination, count: number): void;
  ledger(): Ledger;
  /** Calls back for every piece that drops into the tray. */
  onOut(listener: (value: Denomination) => void): CancelTimer;
  close(): Promise<void>;
}

const escrowMs = 10_000;
/** Three coins a second, like small hoppers. */
const usualPieces: PieceTimes = { fall: 150, note: 400, out: 330, givesUp: 1_500 };

export function createCashSimulator({
  config = simulatedCashConfig,
  timers = systemTimers,
  counter = 0,
  lifeCount = 0,
  pieces,
}: CashSimulatorOptions = {}): CashSimulator {
  const moves = { ...usualPieces, ...pieces };
  const books = createBooks();
  const outListeners = new Set<(value: Denomination) => void>();
  const onSecured = (value: Denomination): void => {
    books.secure(value);
    const recycled = config.hoppers.some((hopper) => hopper.value === value && hopper.recycles);
    books.add(recycled ? 'hopper' : 'box', value);
  };
  const coins = createSimulatedCoinAcceptor(
    { ...config.coinAcceptor, fallMs: moves.fall, counter, acceptedBefore: lifeCount, books, onSecured },
    timers,
  );
  const notes =
    config.noteAcceptor &&
    createSimulatedBillValidator(
      {
        ...config.noteAcceptor,
        moveMs: moves.note,
        escrowMs,
        counter,
        acceptedBefore: lifeCount,
        books,
        onSecured,
      },
      timers,
    );
  const hoppers = config.hoppers.map(({ address, value, count }) => {
    books.add('hopper', value, count);
    return createSimulatedHopper(
      {
        address,
        value,
        pieceMs: moves.out,
        giveUpMs: moves.givesUp,
        counter,
        paidBefore: lifeCount,
        level: () => books.held('hopper', value),
        onOut() {
          books.remove('hopper', value);
          books.add('tray', value);
          for (const listener of outListeners) listener(value);
        },
      },
      timers,
    );
  });
  const devices: SimulatedDevice[] = [coins, ...(notes ? [notes] : []), ...hoppers];
  const wire = createWire(devices, config.echo, timers);
  let plugged = true;

  const hopperOf = (value: Denomination): (typeof hoppers)[number] => {
    const hopper = hoppers.find((each) => each.value === value);
    if (!hopper) throw new Error(`there is no hopper for ${value} yen`);
    return hopper;
  };
  const noteAcceptor = (): NonNullable<typeof notes> => {
    if (!notes) throw new Error('there is no note acceptor');
    return notes;
  };
  const deviceOf = (name: DeviceName): SimulatedDevice => {
    if (name === 'coinAcceptor') return coins;
    return name === 'noteAcceptor' ? noteAcceptor() : hopperOf(name);
  };

  return {
    attach: (stream) => wire.attach(stream),
    inMemoryStream() {
      if (!plugged) return Promise.reject(new Error('the adapter is unplugged'));
      const [ours, theirs] = duplexPair();
      wire.attach(ours);
      return Promise.resolve(theirs);
    },
    insertCoin: (value) => coins.insert(value),
    insertCoinAtClosing: (value) => coins.insertAtClosing(value),
    insertNote: (value) => noteAcceptor().insert(value),
    insertForeign: (slot) => (slot === 'coinAcceptor' ? coins : noteAcceptor()).insertForeign(),
    setStacker: (state) => noteAcceptor().setStacker(state),
    jam(device) {
      if (device === 'coinAcceptor') coins.jam();
      else if (device === 'noteAcceptor') noteAcceptor().jam();
      else hopperOf(device).jamAfter(0);
    },
    unjam(device) {
      if (device === 'coinAcceptor') coins.unjam();
      else if (device === 'noteAcceptor') noteAcceptor().unjam();
      else hopperOf(device).unjam();
    },
    jamAfter: (hopper, pieces) => hopperOf(hopper).jamAfter(pieces),
    hangAfter: (hopper, pieces) => hopperOf(hopper).hangAfter(pieces),
    reset: (device) => deviceOf(device).reset(),
    inject({ device, header, skip, times, ...trouble }) {
      const fault: WireFault = {
        ...trouble,
        address: device === undefined ? null : deviceOf(device).address,
        header: header ?? null,
        skip: skip ?? 0,
        times: times ?? 1,
      };
      return wire.inject(fault);
    },
    unplug() {
      plugged = false;
      wire.cut();
    },
    plug() {
      plugged = true;
    },
    levels: () =>
      denominations
        .filter((value) => hoppers.some((hopper) => hopper.value === value))
        .map((value) => ({ value, count: books.held('hopper', value) })),
    setLevel(value, count) {
      hopperOf(value);
      while (books.held('hopper', value) > count) books.remove('hopper', value);
      books.add('hopper', value, count - books.held('hopper', value));
    },
    ledger: () => books.read(),
    onOut(listener) {
      outListeners.add(listener);
      return () => {
        outListeners.delete(listener);
      };
    },
    close() {
      plugged = false;
      wire.cut();
      return Promise.resolve();
    },
  };
}
