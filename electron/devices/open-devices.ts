import type { ConfiguredDevice, DeviceContext, Open } from '../../shared/device-driver.ts';
import type { ReceiptPrinterPort, SheetPrinterPort } from '../../shared/printers.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CardSource } from './card-reader/card-source.ts';
import type { CashMechanism } from './cash/cash-mechanism.ts';
import { createCashless, type Cashless } from './cashless/cashless-port.ts';
import type { PayingMethod } from './cashless/paying-method.ts';
import { emptyRoom, type RoomPorts } from '../../state-machines/room-ports.ts';
import type { DevicesConfig } from './devices-config.ts';

/** The ports of all devices of a kiosk. */
export interface KioskDevices {
  readonly room: RoomPorts;
  readonly cards: CardSource;
  readonly cash: CashMechanism;
  readonly cashless: Cashless;
  readonly sheets: SheetPrinterPort;
  readonly receipts: ReceiptPrinterPort;
  /** Ends what is under way at every device, and resolves when all lines are closed. */
  close(): Promise<void>;
}

/** Opens every configured device. The error is that of the first driver that fails; what was open by then is closed again. */
export async function openDevices(
  config: DevicesConfig,
  context: DeviceContext,
): Promise<Result<KioskDevices, string>> {
  const opened: Open<unknown>[] = [];
  const open = async <Port>(device: ConfiguredDevice<Port>): Promise<Result<Open<Port>, string>> => {
    const port = await device.open(context);
    if (port.ok) opened.push(port.value);
    else await Promise.all(opened.map((each) => each.close()));
    return port;
  };
  const none = ok<Open<PayingMethod> | null>(null);
  const { wallet: walletConfig, terminal: terminalConfig } = config.cashless;

  const wallet = walletConfig ? await open(walletConfig) : none;
  if (!wallet.ok) return wallet;
  const terminal = terminalConfig ? await open(terminalConfig) : none;
  if (!terminal.ok) return terminal;
  const cards = await open(config.cardReader);
  if (!cards.ok) return cards;
  const cash = await open(config.cash);
  if (!cash.ok) return cash;
  const sheets = await open(config.sheetPrinter);
  if (!sheets.ok) return sheets;
  const receipts = await open(config.receiptPrinter);
  if (!receipts.ok) return receipts;
  const room = await openRoom(config, open);
  if (!room.ok) return room;

  const { timers, onFault } = context;
  const cashless = createCashless({ wallet: wallet.value, contactless: terminal.value }, timers, onFault);
  return ok({
    ...{ cards: cards.value, cash: cash.value, cashless },
    ...{ sheets: sheets.value, receipts: receipts.value, room: room.value },
    async close() {
      const all = [cards.value, cash.value, cashless, sheets.value, receipts.value];
      await Promise.all([...all.map((each) => each.close()), room.value.close()]);
    },
  });
}

type OpenOne = <Port>(device: ConfiguredDevice<Port>) => Promise<Result<Open<Port>, string>>;

/** What stands around the kiosk; a site may have none of it. */
async function openRoom(config: DevicesConfig, open: OpenOne): Promise<Result<Open<RoomPorts>, string>> {
  const orNone = <Port>(device: ConfiguredDevice<Port> | null): Promise<Result<Open<Port> | null, string>> =>
    device === null ? Promise.resolve(ok(null)) : open(device);
  const presence = await orNone(config.presence);
  if (!presence.ok) return presence;
  const staffCall = await orNone(config.staffCall);
  if (!staffCall.ok) return staffCall;
  const slotLights = await orNone(config.slotLights);
  if (!slotLights.ok) return slotLights;
  return ok({
    presence: presence.value ?? emptyRoom.presence,
    staffCall: staffCall.value ?? emptyRoom.staffCall,
    slotLights: slotLights.value ?? emptyRoom.slotLights,
    async close() {
      await Promise.all(
        [presence.value, staffCall.value, slotLights.value].map((each) => each?.close() ?? Promise.resolve()),
      );
    },
  });
}
