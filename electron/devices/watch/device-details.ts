import type { DeviceId } from '../../../shared/attendants.ts';
import { within } from '../../../shared/deadline.ts';
import type { DeviceDetails, ToldDetails } from '../../../shared/device-details.ts';
import type { ReceiptPrinterPort, SheetPrinterPort } from '../../../shared/printers.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { CardReaderPort, CashPort } from '../../../state-machines/ports.ts';

export interface AskedForDetails {
  readonly card: Pick<CardReaderPort, 'details'>;
  readonly cash: Pick<CashPort, 'details'>;
  readonly sheets: Pick<SheetPrinterPort, 'details'>;
  readonly receipts: Pick<ReceiptPrinterPort, 'details'>;
  readonly timers: Timers;
  /** Called when a port threw instead of answering. */
  readonly onBroken: (device: DeviceId, error: unknown) => void;
}

/** How long all devices together may take, ms: a dozen on one bus, each with half a dozen questions. */
export const detailsMs = 20_000;

/** Asks every device that can tell what it is, each by itself: one that hangs or is broken is left out, the others are told. */
export async function readDeviceDetails({
  card,
  cash,
  sheets,
  receipts,
  timers,
  onBroken,
}: AskedForDetails): Promise<readonly DeviceDetails[]> {
  const ask = async <T>(
    device: DeviceId,
    details: (() => Promise<T>) | undefined,
    nothing: T,
  ): Promise<T> => {
    if (!details) return nothing;
    try {
      const told = await within(timers, detailsMs, details());
      return told.late ? nothing : told.value;
    } catch (error) {
      onBroken(device, error);
      return nothing;
    }
  };
  const one = async (
    device: DeviceId,
    details: (() => Promise<ToldDetails | null>) | undefined,
  ): Promise<readonly DeviceDetails[]> => {
    const told = await ask(device, details, null);
    return told === null ? [] : [{ device, ...told }];
  };
  const all = await Promise.all([
    one('cardReader', card.details),
    ask('coinAcceptor', cash.details, []),
    one('sheetPrinter', sheets.details),
    one('receiptPrinter', receipts.details),
  ]);
  return all.flat();
}
