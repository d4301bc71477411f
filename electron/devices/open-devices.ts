import type { ConfiguredDevice, DeviceContext, Open } from '../../shared/device-driver.ts';
import type { ReceiptPrinterPort, SheetPrinterPort } from '../../shared/printers.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CardSource } from './card-reader/card-source.ts';
import { noticeStalledCalls } from './card-reader/stalled-calls.ts';
import type { CashMechanism } from './cash/cash-mechanism.ts';
import { createCashless, type Cashless } from './cashless/cashless-port.ts';
import type { PayingMethod } from './cashless/paying-method.ts';
import { emptyRoom, type RoomPorts } from '../../state-machines/room-ports.ts';
import type { DevicesConfig } from './devices-config.ts';
import type { EarphonesPort } from './earphones/earphones-port.ts';
import type { ReopenableDevice } from '../../shared/restarts.ts';
import { openReopenable } from './reopen/reopenable.ts';
import type { SoundPort } from './sound/sounds.ts';
import { createSpeech, type SpeechPort } from './speech/speech-port.ts';

/** The ports of all devices of a kiosk. */
export interface KioskDevices {
  readonly room: RoomPorts;
  readonly cards: CardSource;
  readonly cash: CashMechanism;
  readonly cashless: Cashless;
  readonly sheets: SheetPrinterPort;
  readonly receipts: ReceiptPrinterPort;
  readonly speech: SpeechPort;
  readonly earphones: EarphonesPort;
  readonly sounds: SoundPort;
  /** Closes a device's line and opens it anew; only those that this kiosk has. */
  readonly reopen: Readonly<Partial<Record<ReopenableDevice, () => Promise<Result<undefined, string>>>>>;
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
  const reopen: Partial<Record<ReopenableDevice, () => Promise<Result<undefined, string>>>> = {};
  /** As `open`, of a device that can be opened anew later. */
  const openAgain = async <Port extends object>(
    name: ReopenableDevice,
    device: ConfiguredDevice<Port>,
  ): Promise<Result<Open<Port>, string>> => {
    const made = await openReopenable(() => device.open(context), context.timers);
    if (!made.ok) {
      await Promise.all(opened.map((each) => each.close()));
      return made;
    }
    opened.push(made.value.port);
    reopen[name] = () => made.value.reopen();
    return ok(made.value.port);
  };
  const none = ok<Open<PayingMethod> | null>(null);
  const { wallet: walletConfig, terminal: terminalConfig } = config.cashless;

  const wallet = walletConfig ? await openAgain('wallet', walletConfig) : none;
  if (!wallet.ok) return wallet;
  const terminal = terminalConfig ? await openAgain('terminal', terminalConfig) : none;
  if (!terminal.ok) return terminal;
  const cards = await openAgain('cardReader', {
    ...config.cardReader,
    open: async (given) => {
      const source = await config.cardReader.open(given);
      return source.ok ? ok(noticeStalledCalls(source.value, given.timers)) : source;
    },
  });
  if (!cards.ok) return cards;
  const cash = await openAgain('cash', config.cash);
  if (!cash.ok) return cash;
  const sheets = await openAgain('sheetPrinter', config.sheetPrinter);
  if (!sheets.ok) return sheets;
  const receipts = await openAgain('receiptPrinter', config.receiptPrinter);
  if (!receipts.ok) return receipts;
  const room = await openRoom(config, open);
  if (!room.ok) return room;
  const speech = await open(config.speech);
  if (!speech.ok) return speech;
  const earphones = await open(config.earphones);
  if (!earphones.ok) return earphones;
  const sounds = await open(config.sound);
  if (!sounds.ok) return sounds;

  const { timers, onFault } = context;
  const speaking = createSpeech(speech.value, timers);
  const cashless = createCashless({ wallet: wallet.value, contactless: terminal.value }, timers, onFault);
  return ok({
    ...{ cards: cards.value, cash: cash.value, cashless },
    ...{ sheets: sheets.value, receipts: receipts.value, room: room.value },
    ...{ speech: speaking, earphones: earphones.value, sounds: sounds.value },
    reopen,
    async close() {
      speaking.hush();
      const printers = [sheets.value, receipts.value];
      const heard = [speech.value, earphones.value, sounds.value];
      const all = [cards.value, cash.value, cashless, ...printers, ...heard, room.value];
      await Promise.all(all.map((each) => each.close()));
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
