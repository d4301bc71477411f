import type { CashlessMethod } from '../../../shared/cashless.ts';
import type {
  DeviceId,
  DeviceReason,
  DeviceReport,
  DeviceState,
  DeviceWarning,
} from '../../../shared/attendants.ts';
import type { LineReason } from '../../../shared/line-reasons.ts';
import type { ReceiptPrinterPort, SheetPrinterStatus } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/printing-screens.ts';
import type { CardPresence, CashDeviceStatus } from '../../../state-machines/ports.ts';
import type { SpeechFault } from '../speech/speech-engine.ts';

/** The state in which a device was found, in the terms that attendants read. */
export interface Sighting {
  readonly device: DeviceId;
  readonly state: DeviceState;
  readonly levels: DeviceReport['levels'];
  readonly warnings?: DeviceReport['warnings'];
  readonly reason?: DeviceReason;
}

/** From here down a supply is reported as low while it still suffices: somebody has to come before it is empty. */
export const fewSheets = 30;
export const littleTonerPercent = 10;
const lowDiskPercent = 10;
/** A clock that differs by more than this from the center's prints wrong times on certificates, ms. */
const clockOffMs = 60_000;

/** What is in the reader does not matter: even a card that does not answer is detected by a reader that works. */
export function sightCardReader(presence: CardPresence): Sighting {
  switch (presence) {
    case 'readerGone':
      return { device: 'cardReader', state: 'offline', levels: [] };
    case 'absent':
    case 'mute':
    case 'present':
      return { device: 'cardReader', state: 'online', levels: [] };
  }
}

/** @param hopperLow this many pieces in a hopper, or fewer, count as low */
export function sightCashDevice(seen: CashDeviceStatus, hopperLow: number): Sighting {
  const levels = seen.count === null ? [] : [{ value: seen.count, unit: 'pieces' } as const];
  return { device: seen.device, state: stateOfCash(seen, hopperLow), levels };
}

function stateOfCash({ state, count }: CashDeviceStatus, hopperLow: number): DeviceState {
  switch (state) {
    case 'offline':
    case 'jammed':
    case 'hardwareError':
      return state;
    case 'ok':
      if (count === null) return 'online';
      if (count === 0) return 'empty';
      return count <= hopperLow ? 'low' : 'online';
  }
}

/** Paper first, then toner, as far as the printer counts them; beside them what it warns of and serves in spite of. */
export function sightSheetPrinter({
  trouble,
  warnings = [],
  supplies,
  unsuitable,
}: SheetPrinterStatus): Sighting {
  const sheets = supplies?.sheets ?? null;
  const toner = supplies?.tonerPercent ?? null;
  const paperLow = supplies !== undefined && (supplies.paperLow || (sheets !== null && sheets <= fewSheets));
  const tonerLow =
    supplies !== undefined && (supplies.tonerLow || (toner !== null && toner <= littleTonerPercent));
  return {
    device: 'sheetPrinter',
    state: trouble === null ? (paperLow || tonerLow ? 'low' : 'online') : stateOfTrouble(trouble),
    levels: [
      ...(sheets === null ? [] : [{ value: sheets, unit: 'sheets' } as const]),
      ...(toner === null ? [] : [{ value: toner, unit: 'toner' } as const]),
    ],
    ...(unsuitable === undefined ? {} : { reason: unsuitable }),
    ...(warnings.length === 0 ? {} : { warnings: warnings.map(stateOfTrouble) }),
  };
}

function stateOfTrouble(trouble: PrinterTrouble): DeviceWarning {
  switch (trouble) {
    case 'offline':
    case 'media-empty':
    case 'media-jam':
    case 'cover-open':
    case 'toner-empty':
      return trouble;
    case 'other':
      return 'hardwareError';
  }
}

type ReceiptPrinterStatus = Awaited<ReturnType<ReceiptPrinterPort['status']>>;

export function sightReceiptPrinter(status: ReceiptPrinterStatus): Sighting {
  return { device: 'receiptPrinter', state: stateOfReceipts(status), levels: [] };
}

function stateOfReceipts({ trouble, rollLow }: ReceiptPrinterStatus): DeviceState {
  switch (trouble) {
    case null:
      return rollLow ? 'low' : 'online';
    case 'paper-out':
      return 'media-empty';
    case 'offline':
    case 'cover-open':
      return trouble;
  }
}

/** What reads the screens aloud: without it the kiosk serves all the same. */
export function sightSpeech(status: 'ok' | SpeechFault): Sighting {
  const states = { ok: 'online', offline: 'offline', failed: 'hardwareError' } as const;
  return { device: 'speech', state: states[status], levels: [] };
}

/** A wallet is a line to its provider, a terminal a device at the counter. */
export const deviceOfMethod = {
  wallet: 'wallet',
  contactless: 'terminal',
} as const satisfies Record<CashlessMethod, DeviceId>;

export function sightCashless(method: CashlessMethod, status: 'ok' | 'offline'): Sighting {
  return { device: deviceOfMethod[method], state: status === 'ok' ? 'online' : 'offline', levels: [] };
}

/** @param offset this clock minus the center's, ms; null: the center did not tell the time */
export function sightClock(offset: number | null): Sighting {
  if (offset === null) return { device: 'clock', state: 'offline', levels: [] };
  return {
    device: 'clock',
    state: Math.abs(offset) > clockOffMs ? 'hardwareError' : 'online',
    levels: [{ value: Math.round(offset), unit: 'ms' }],
  };
}

/** What is known of the line to the center. */
export interface CenterSeen {
  readonly state: 'online' | 'offline';
  /** Why it was not reached. */
  readonly reason?: LineReason;
  /** How long the kiosk's certificate for the line still holds, days. */
  readonly daysLeft: number;
}

/** The kiosk renews its certificate in its last 30 days. One that ends within this was not, and is a person's to renew, days. */
export const renewWithinDays = 25;

export function sightCenter({ state, reason, daysLeft }: CenterSeen): Sighting {
  if (state === 'offline') return { device: 'center', state, levels: [], ...(reason ? { reason } : {}) };
  if (daysLeft >= renewWithinDays) return { device: 'center', state, levels: [] };
  const levels = [{ value: daysLeft, unit: 'days' } as const];
  return { device: 'center', state, levels, reason: 'certificateEnds' };
}

/** @param percent free space; null: the disk does not say */
export function sightDisk(percent: number | null): Sighting {
  if (percent === null) return { device: 'disk', state: 'hardwareError', levels: [] };
  const whole = Math.floor(percent);
  return {
    device: 'disk',
    // With nothing left the disk is `empty`, like a hopper: there is no room for the next record of the journal.
    state: whole <= 0 ? 'empty' : whole <= lowDiskPercent ? 'low' : 'online',
    levels: [{ value: Math.max(0, whole), unit: 'percent' }],
  };
}

export function sightJournal({ ok, records }: { readonly ok: boolean; readonly records: number }): Sighting {
  return {
    device: 'journal',
    state: ok ? 'online' : 'hardwareError',
    levels: [{ value: records, unit: 'records' }],
  };
}
