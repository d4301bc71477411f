import type { DeviceId } from '../../../shared/attendants.ts';
import type { CashlessPort } from '../../../shared/cashless.ts';
import type { Clock } from '../../../shared/dates.ts';
import type { ReceiptPrinterPort, SheetPrinterPort } from '../../../shared/printers.ts';
import type { ReopenableDevice } from '../../../shared/restarts.ts';
import { pause, systemTimers, type Timers } from '../../../shared/timers.ts';
import type { DevicesPort } from '../../../state-machines/attendant-ports.ts';
import type { CardReaderPort, CashPort } from '../../../state-machines/ports.ts';
import type { SpeechPort } from '../speech/speech-port.ts';
import {
  deviceOfMethod,
  sightCardReader,
  sightCashDevice,
  sightCashless,
  sightCenter,
  sightClock,
  sightDisk,
  sightJournal,
  sightReceiptPrinter,
  sightSheetPrinter,
  sightSpeech,
  type CenterSeen,
  type Sighting,
} from './device-sightings.ts';
import { readDeviceDetails } from './device-details.ts';
import { createReportBoard } from './report-board.ts';

export interface WatchedDevices {
  readonly card: Pick<CardReaderPort, 'watch' | 'details'>;
  readonly cash: Pick<CashPort, 'status' | 'details'>;
  readonly sheets: Pick<SheetPrinterPort, 'status' | 'details'>;
  readonly receipts: Pick<ReceiptPrinterPort, 'status' | 'details'>;
  readonly cashless: Pick<CashlessPort, 'methods' | 'status'>;
  /** Whether the center answers, and why not. */
  readonly center: () => Promise<CenterSeen>;
  readonly journal: () => { readonly ok: boolean; readonly records: number };
  /** Percent of the journal's disk that is free, null when it does not say. */
  readonly diskFree: () => Promise<number | null>;
  /**
   * This clock minus the center's, ms; null when the center did not tell the time. Without this function the clock is
   * `notAsked`.
   */
  readonly clockOffset?: () => Promise<number | null>;
  /** What reads the screens aloud; left out where nothing does. */
  readonly speech?: Pick<SpeechPort, 'status'>;
  /** This many pieces in a hopper, or fewer, count as low. */
  readonly hopperLow: number;
  /** Called when a port threw instead of answering with a state. */
  readonly onBroken?: (device: DeviceId, error: unknown) => void;
  readonly clock: Clock;
  readonly timers?: Timers;
}

/** Times of the watch, ms. */
export const deviceWatchTimes = {
  /** Pause between an answer and the next question: an operator waits this long to see a change made by hand. */
  pollMs: 10_000,
  /** A device that has not answered by then is offline. A receipt printer answers only after the receipt it is printing. */
  answerMs: 20_000,
} as const;

export type DeviceWatch = DevicesPort & {
  /** Devices that can be opened anew and have not answered in time: a driver that hangs in spite of its own deadlines. */
  hanging(): readonly ReopenableDevice[];
  /** The device was opened anew: what was asked before is not waited for any more. */
  askAgain(device: ReopenableDevice): void;
  /** Stops asking; answers that come later are dropped. */
  close(): void;
};

/** Something that is asked, and the devices that its answer covers. */
interface Source {
  devices(): readonly DeviceId[];
  ask(): Promise<readonly Sighting[]>;
  /** How it is called where it can be opened anew. */
  readonly opensAs?: ReopenableDevice;
}

/** A question that is under way. */
interface Asking {
  late: boolean;
  /** Nobody waits for it any more. */
  drop: () => void;
}

/**
 * Tracks the state of every device, and since when, whether or not anybody listens. Each is asked independently, so that one
 * that hangs holds up no other, and not again until it has answered or was opened anew. While money moves, the mechanism is not touched: its
 * driver reports what it last saw.
 */
export function createDeviceWatch(watched: WatchedDevices): DeviceWatch {
  const { card, cash, sheets, receipts, cashless, clockOffset, speech, hopperLow, clock } = watched;
  const timers = watched.timers ?? systemTimers;
  const closing = new AbortController();
  const isClosed = (): boolean => closing.signal.aborted;

  let cashDevices: readonly DeviceId[] = ['coinAcceptor'];
  const sources: readonly Source[] = [
    {
      opensAs: 'cash',
      devices: () => cashDevices,
      async ask() {
        const status = await cash.status();
        if (!status.ok) {
          const { fault } = status.error;
          return cashDevices.map((device) => ({ device, state: fault, levels: [] }));
        }
        const seen = status.value.devices.map((device) => sightCashDevice(device, hopperLow));
        cashDevices = seen.map(({ device }) => device);
        return seen;
      },
    },
    opened('sheetPrinter', async () => sightSheetPrinter(await sheets.status())),
    opened('receiptPrinter', async () => sightReceiptPrinter(await receipts.status())),
    ...cashless.methods.map((method) =>
      opened(deviceOfMethod[method], async () => sightCashless(method, await cashless.status(method))),
    ),
    ...(speech ? [one('speech', async () => sightSpeech(await speech.status()))] : []),
    one('center', async () => sightCenter(await watched.center())),
    one('disk', async () => sightDisk(await watched.diskFree())),
    one('journal', () => Promise.resolve(sightJournal(watched.journal()))),
    ...(clockOffset ? [one('clock', async () => sightClock(await clockOffset()))] : []),
  ];
  const board = createReportBoard(
    ['cardReader', 'clock', ...sources.flatMap((source) => source.devices())],
    clock.now(),
  );
  const put = (sightings: readonly Sighting[]): void => {
    if (!isClosed()) board.put(sightings, clock.now());
  };
  const putAll = (source: Source, state: 'offline' | 'hardwareError'): void =>
    put(source.devices().map((device) => ({ device, state, levels: [] })));

  const asking = new Map<Source, Asking>();
  /** @returns whether it was dropped: the device was opened anew meanwhile */
  const askOnce = async (source: Source): Promise<boolean> => {
    const now: Asking = { late: false, drop: () => undefined };
    const dropped = new Promise<null>((resolve) => {
      now.drop = () => resolve(null);
    });
    asking.set(source, now);
    const callOff = timers.after(deviceWatchTimes.answerMs, () => {
      now.late = true;
      putAll(source, 'offline');
    });
    try {
      const seen = await Promise.race([source.ask(), dropped]);
      if (seen === null) return true;
      put(seen);
    } catch (error) {
      const [device] = source.devices();
      if (device !== undefined) watched.onBroken?.(device, error);
      // A port answers with a state: one that throws is broken, and so, as far as anybody can say, is what is behind it.
      putAll(source, 'hardwareError');
    } finally {
      callOff();
      asking.delete(source);
    }
    return false;
  };
  const watch = async (source: Source): Promise<void> => {
    while (!isClosed()) {
      if (await askOnce(source)) continue;
      await pause(timers, deviceWatchTimes.pollMs, closing.signal);
    }
  };

  const stopCard = card.watch((presence) => put([sightCardReader(presence)]));
  for (const source of sources) void watch(source);

  return {
    watch(listener) {
      const stop = board.listen(listener);
      listener(board.reports());
      return stop;
    },
    hanging: () =>
      [...asking].flatMap(([{ opensAs }, { late }]) => (late && opensAs !== undefined ? [opensAs] : [])),
    askAgain(device) {
      for (const [source, { drop }] of asking) if (source.opensAs === device) drop();
    },
    details: () =>
      readDeviceDetails({
        ...{ card, cash, sheets, receipts, timers },
        onBroken: (device, error) => watched.onBroken?.(device, error),
      }),
    close() {
      closing.abort();
      stopCard();
    },
  };
}

type OpenedAsItself = Extract<DeviceId, ReopenableDevice>;

function opened(device: OpenedAsItself, sight: () => Promise<Sighting>): Source {
  return { ...one(device, sight), opensAs: device };
}

function one(device: DeviceId, sight: () => Promise<Sighting>): Source {
  return { devices: () => [device], ask: async () => [await sight()] };
}
