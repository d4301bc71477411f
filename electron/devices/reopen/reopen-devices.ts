import { reopenableDevices, type ReopenableDevice } from '../../../shared/restarts.ts';
import type { DeviceState } from '../../../shared/attendants.ts';
import { within } from '../../../shared/deadline.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { ReopenPort } from '../../../state-machines/attendant-ports.ts';
import type { KioskDevices } from '../open-devices.ts';
import {
  sightCardReader,
  sightCashDevice,
  sightCashless,
  sightReceiptPrinter,
  sightSheetPrinter,
} from '../watch/device-sightings.ts';

export interface ReopenParts {
  readonly devices: Pick<KioskDevices, 'reopen' | 'cards' | 'cash' | 'cashless' | 'sheets' | 'receipts'>;
  /** Tells hoppers that were opened anew what they hold by the books. */
  readonly tellLevels: () => void;
  /** Told before a device that was opened anew is asked. */
  readonly onOpened: (device: ReopenableDevice) => void;
  readonly hopperLow: number;
  readonly timers: Timers;
  /** A driver threw where it should have answered. */
  readonly onBroken: (
    device: 'cardReader' | 'coinAcceptor' | 'sheetPrinter' | 'receiptPrinter' | 'wallet' | 'terminal',
    error: unknown,
  ) => void;
}

/** A device that was opened anew and has said nothing by then does not answer, ms. */
export const firstAnswerMs = 12_000;

/** Closes a device's line, opens it anew, and asks the device once how it is. */
export function createReopening(parts: ReopenParts): ReopenPort {
  const { devices, tellLevels, onOpened, hopperLow, timers, onBroken } = parts;
  const { reopen, cards, cash, cashless, sheets, receipts } = devices;

  async function stateOf(device: ReopenableDevice): Promise<DeviceState> {
    switch (device) {
      case 'cardReader':
        return new Promise((done) => {
          // It calls back at once, before it gives the function that ends it.
          const stop = cards.watch((presence) => {
            done(sightCardReader(presence).state);
            queueMicrotask(() => stop());
          });
        });
      case 'cash': {
        tellLevels();
        const status = await cash.status();
        if (!status.ok) return status.error.fault;
        const seen = status.value.devices.map((each) => sightCashDevice(each, hopperLow).state);
        return seen.find((state) => state !== 'online' && state !== 'low') ?? 'online';
      }
      case 'sheetPrinter':
        return sightSheetPrinter(await sheets.status()).state;
      case 'receiptPrinter':
        return sightReceiptPrinter(await receipts.status()).state;
      case 'wallet':
        return sightCashless('wallet', await cashless.status('wallet')).state;
      case 'terminal':
        return sightCashless('contactless', await cashless.status('contactless')).state;
    }
  }

  return {
    devices: reopenableDevices.filter((device) => device in reopen),
    async reopen(device) {
      try {
        const opened = await reopen[device]?.();
        if (opened?.ok !== true) return 'notOpened';
        onOpened(device);
        const state = await within(timers, firstAnswerMs, stateOf(device));
        return state.late ? 'offline' : state.value;
      } catch (error) {
        onBroken(device === 'cash' ? 'coinAcceptor' : device, error);
        return 'hardwareError';
      }
    },
  };
}
