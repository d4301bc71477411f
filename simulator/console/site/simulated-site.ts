import { chainOf } from '../../../shared/chains.ts';
import type { EventLog } from '../../../logging/event-log.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Municipalities } from '../../../issuing-center/municipalities/load.ts';
import { openSite, type Site, type SiteLines } from '../../../electron/kiosk/site.ts';
import type { Limits } from '../../../issuing-center/limits/limits.ts';
import { startCenter, type RunningCenter } from '../../../issuing-center/http/server.ts';
import { readAnchors, validateCertificate } from '../../../issuing-center/pki/certificate.ts';
import { openRegistersIn } from '../../residents/empty-cluster.ts';
import type { Sql } from '../../../issuing-center/store/sql.ts';
import type { RegisterSource } from '../../../issuing-center/registers/register-source.ts';
import { saveCertificate } from '../../../issuing-center/registers/user-certificates.ts';
import { renderReceiptSvg } from '../../../printing/receipts/receipt-svg.ts';
import type { StepName } from '../../../shared/center-api.ts';
import type { Language } from '../../../shared/languages.ts';
import type { Clock } from '../../../shared/dates.ts';
import type { MunicipalityId } from '../../../shared/ids.ts';
import type { SlipData } from '../../../shared/printers.ts';
import { systemTimers, type Timers } from '../../../shared/timers.ts';
import { yen, type Denomination } from '../../../shared/yen.ts';
import type { CardSource } from '../../../electron/devices/card-reader/card-source.ts';
import type { CctalkConfig } from '../../../electron/devices/cash/cctalk/config.ts';
import type { SpeechDevice } from '../../../electron/devices/speech/speech-engine.ts';
import { createSimulatedEarphones, type SimulatedEarphones } from '../../devices/earphones/earphones.ts';
import { devicesSchema } from '../../../electron/devices/devices-config.ts';
import { openDevices } from '../../../electron/devices/open-devices.ts';
import { createSerialOpener } from '../../../electron/devices/cash/cctalk/open-serial-port.ts';
import type { SerialCable } from '../../devices/cctalk-bus/serial-cable.ts';
import {
  createCashSimulator,
  type CashSimulator,
  type PieceTimes,
} from '../../devices/cctalk-bus/cash-simulator.ts';
import { simulatedCashConfig } from '../../devices/cctalk-bus/simulated-cash-config.ts';
import { startIppPrinter, type IppPrinterSimulator } from '../../devices/ipp-printer/ipp-printer.ts';
import { openCenterState } from '../../residents/center-state.ts';
import { holderOf } from '../../residents/holders.ts';
import { seedCenter } from '../../residents/seed.ts';
import {
  startReceiptPrinter,
  type ReceiptPrinterSimulator,
} from '../../devices/receipt-printer/receipt-printer.ts';
import { reserveAt } from '../../devices/smartphone/reserve.ts';
import type { CardVariant } from '../../authorities/test-ca/card-material.ts';
import type { TestCa } from '../../authorities/test-ca/test-ca.ts';
import { consoleAttendants } from './console-attendants.ts';
import {
  startTerminalSimulator,
  type TerminalSimulator,
} from '../../devices/payment-terminal/terminal-simulator.ts';
import { withSimulated } from '../../devices/simulated-drivers.ts';
import { cashlessConfigFor, type CashlessConfig } from '../../../testing/cashless-harness.ts';
import {
  simulatedWalletKey,
  startWalletSimulator,
  type WalletSimulator,
} from '../../devices/wallet/wallet-simulator.ts';
import { createSimulatedRoom, type SimulatedRoom } from '../../devices/room/simulated-room.ts';
import { createInProcessReader, type InProcessReader } from '../../devices/virtual-card/in-process-source.ts';
import { holderCard, type HolderCardKind } from '../../devices/virtual-card/card-kinds.ts';
import type { CardInReader, VirtualCard } from '../../devices/virtual-card/virtual-card.ts';

export interface SimulatedSiteOptions {
  /** How often the center may be asked; as standard where it is not given. */
  readonly limits?: Limits;
  /** Folder that keeps keys, cards, registers and the journal from one start to the next. */
  readonly state: string;
  /** Where the printer puts its sheets. */
  readonly paper: string;
  readonly clock: Clock;
  readonly steps: readonly StepName[];
  readonly language: Language;
  readonly log: EventLog;
  readonly timers?: Timers;
  /** Whom the center serves; those that come with it where it is not given. */
  readonly municipalities?: Municipalities;
  /** Where the kiosk stands; nowhere in particular where it is not given. */
  readonly place?: SiteLines['place'];
  /** Called when the center listens, before anything else is opened. */
  readonly onCenter?: () => void;
  /** A reader other than the simulated one, such as pcscd's. */
  readonly cards?: CardSource;
  /** Puts something on the line to the sheet printer: takes the printer's address and returns the one to use. */
  readonly sheetLine?: (uri: string) => Promise<string>;
  /** How long a sheet takes, ms. */
  readonly msPerSheet?: number;
  /** Registers that are already open, instead of those in the state folder; closed with the site. */
  readonly registers?: Sql;
  /** Municipalities that keep their registers themselves, and answer for them. */
  readonly sources?: ReadonlyMap<MunicipalityId, RegisterSource>;
  readonly accepted?: readonly Denomination[];
  /** The ccTalk bus at the end of a serial line, instead of inside the process. */
  readonly cashCable?: Pick<SerialCable, 'kioskEnd' | 'busEnd'>;
  /** Times of the ccTalk driver that differ from its defaults, ms. */
  readonly cashTimes?: Partial<Omit<CctalkConfig, 'coinAcceptor' | 'noteAcceptor' | 'hoppers' | 'echo'>>;
  /** How fast coins and notes move. */
  readonly pieces?: Partial<PieceTimes>;
  /** Where the counter's camera puts its pictures, and where an operator's memory stick is. */
  readonly cameraFolder?: string;
  readonly exportFolder?: string;
  /** An operator wants the kiosk's program started anew. */
  readonly onRestart?: () => void;
  /** What reads the screens aloud; `programs`: those of a site, which also play sounds. Nothing where it is not given. */
  readonly speech?: SpeechDevice | 'programs';
}

/** A whole site on one machine: the product's own drivers, and at the other end of each line a simulation of the device. */
export interface SimulatedSite {
  readonly site: Site;
  readonly reader: InProcessReader;
  readonly cash: CashSimulator;
  readonly sheetPrinter: IppPrinterSimulator;
  readonly receiptPrinter: ReceiptPrinterSimulator;
  readonly center: RunningCenter;
  readonly earphones: SimulatedEarphones;
  readonly wallet: WalletSimulator;
  readonly terminal: TerminalSimulator;
  /** The store around the kiosk. */
  readonly room: SimulatedRoom;
  /** The cards of store staff and operators, by id: `S-01`, `S-02`, `O-01`. Their code is `consoleCode`. */
  readonly attendantCards: ReadonlyMap<string, CardInReader>;
  readonly ca: TestCa;
  /** A holder's card: the same one each time, with the tries it has left. */
  card(holder: string, variant?: CardVariant, kind?: HolderCardKind): Promise<VirtualCard>;
  /** What the holder does on a smartphone before setting a new signature password here. False: the center refused it. */
  reserve(holder: string): Promise<boolean>;
  /** What the receipt printer was asked to print, as pictures. */
  readonly receipts: { readonly data: SlipData; readonly svg: string }[];
  /** Calls back when a receipt has been printed. */
  onReceipt(listener: () => void): void;
  close(): Promise<void>;
}

const dayMs = 86_400_000;
/** The speed of ccTalk. */
const baudRate = 9600;
const kiosk = 'K-BENCH-1';
const secretFile = 'wallet.secret';

/** @throws when a part cannot be opened; those that were open by then are closed */
export async function openSimulatedSite(options: SimulatedSiteOptions): Promise<SimulatedSite> {
  const opened: (() => Promise<void>)[] = [];
  try {
    return await openParts(options, (part) => {
      opened.unshift(() => part.close());
      return part;
    });
  } catch (error) {
    // What is left open would keep a command that has failed from ending. Why it failed is what matters, not a failing close.
    for (const close of opened) await close().catch(() => undefined);
    throw error;
  }
}

async function openParts(
  options: SimulatedSiteOptions,
  keep: <T extends { close(): Promise<void> }>(part: T) => T,
): Promise<SimulatedSite> {
  const { state, clock, timers = systemTimers } = options;
  await mkdir(state, { recursive: true, mode: 0o700 });
  // Cards were handed over yesterday: nobody uses a card in the second in which it was issued.
  const handedOver = { now: () => clock.now() - dayMs };
  const {
    options: parts,
    ca,
    issuerKey,
    applicationKey,
    close: closeState,
  } = keep(
    await openCenterState(state, clock, {
      ...{ handedOver, log: options.log },
      ...(options.municipalities ? { served: options.municipalities } : {}),
    }),
  );
  const sql = keep(options.registers ?? (await openRegistersIn(join(state, 'registers'))));
  await seedCenter(sql, ca, clock);
  const center = keep(
    await startCenter({
      ...parts,
      ...(options.limits ? { limits: options.limits } : {}),
      ...(options.sources ? { registers: options.sources } : {}),
      ...{ sql, log: options.log },
    }),
  );
  options.onCenter?.();
  await writeFile(join(state, 'binding-public-key.der'), center.bindingPublicKey);
  const reader = createInProcessReader({ timers });
  const room = createSimulatedRoom();
  const cash = keep(createCashSimulator({ ...(options.pieces ? { pieces: options.pieces } : {}) }));
  if (options.cashCable)
    cash.attach(await createSerialOpener({ path: options.cashCable.busEnd, baudRate })());
  const sheetPrinter = keep(
    await startIppPrinter({ folder: options.paper, msPerSheet: options.msPerSheet ?? 900 }),
  );
  const receiptPrinter = keep(await startReceiptPrinter());
  const wallet = keep(await startWalletSimulator({ timers, clock }));
  const terminal = keep(await startTerminalSimulator({ timers, clock }));
  const attendants = await consoleAttendants();
  const cameraFolder = options.cameraFolder ?? join(state, 'camera');
  const exportFolder = options.exportFolder ?? join(state, 'export');
  await Promise.all(
    [cameraFolder, exportFolder].map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })),
  );
  await writeFile(join(state, secretFile), simulatedWalletKey.secret, { mode: 0o600 });
  const accepted = options.accepted ?? [10, 50, 100, 500, 1000];
  const bus = { ...simulatedCashConfig, ...options.cashTimes };
  const earphones = createSimulatedEarphones();
  const kindOfHeard = options.speech === 'programs' ? 'command' : 'none';
  const registry = withSimulated({
    cards: options.cards ?? reader,
    cash: { bus, openStream: () => cash.inMemoryStream() },
    ...(options.speech === undefined || options.speech === 'programs' ? {} : { speech: options.speech }),
    earphones: earphones.port,
  });
  const config = devicesSchema(registry).parse({
    cardReader: { kind: 'in-process' },
    cash: options.cashCable
      ? { kind: 'cctalk', port: options.cashCable.kioskEnd, accepted, bus }
      : { kind: 'cctalk-in-process', accepted },
    cashless: withPatience(cashlessConfigFor(wallet.url, terminal.port)),
    sheetPrinter: {
      uri: options.sheetLine ? await options.sheetLine(sheetPrinter.uri) : sheetPrinter.uri,
    },
    receiptPrinter: { interface: receiptPrinter.interface },
    speech: { kind: typeof options.speech === 'object' ? 'in-process' : kindOfHeard },
    earphones: { kind: 'in-process' },
    sound: { kind: kindOfHeard },
  });
  const beside = (path: string): string => join(state, path);
  const devices = await openDevices(config, {
    ...{ timers, clock, beside },
    onFault: (error) => options.log.caught('cashlessDriverFailed', {}, error),
  });
  if (!devices.ok) throw new Error(devices.error);
  const site = openSite({
    kiosk,
    language: options.language,
    steps: options.steps,
    journalFolder: join(state, 'journal'),
    center: {
      url: center.url,
      bindingKey: center.bindingPublicKey,
      line: { ca: parts.transport.ca, ...parts.transport.issueKiosk(kiosk) },
    },
    devices: { ...devices.value, room: room.ports },
    attendants: attendants.config,
    chain: chainOf(null, { pinReset: true }),
    place: options.place ?? { prefecture: null, nearby: null },
    secondPersonAbove: yen(1000),
    exportFolder,
    logFolder: join(state, 'log'),
    cameraFolder,
    readsPrepared: true,
    hopperLow: 10,
    restart: options.onRestart ?? (() => undefined),
    clock,
    timers,
    log: options.log,
  });

  // What was in the hoppers yesterday is in them today; a kiosk whose journal knows of none begins with full ones.
  for (const { place, value, count } of site.ports.books.cash())
    if (place === 'hopper') cash.setLevel(value, count);

  /** The next card has another certificate, which the municipality registers when it hands the card over. */
  async function registered(holder: string, kind: HolderCardKind): Promise<void> {
    if (kind !== 'next') return;
    const { userAuthentication } = await ca.cardOf(holderOf(holder), { algorithm: 'ec-p384' });
    const anchors = readAnchors(parts.anchors);
    const valid = userAuthentication
      ? validateCertificate(userAuthentication.certificate, anchors, clock.now())
      : null;
    if (valid?.ok) await saveCertificate(sql, valid.value, { resident: holder });
  }

  const receipts: SimulatedSite['receipts'] = [];
  const receiptListeners = new Set<() => void>();
  const printed = site.ports.receipts;
  const cards = new Map<string, Promise<VirtualCard>>();
  return {
    site: {
      ...site,
      ports: {
        ...site.ports,
        receipts: {
          ...printed,
          async print(data) {
            const result = await printed.print(data);
            if (result.ok) {
              receipts.push({ data, svg: renderReceiptSvg(data) });
              for (const listener of receiptListeners) listener();
            }
            return result;
          },
        },
      },
    },
    reader,
    cash,
    sheetPrinter,
    receiptPrinter,
    center,
    earphones,
    wallet,
    terminal,
    room,
    attendantCards: attendants.cards,
    ca,
    receipts,
    onReceipt(listener) {
      receiptListeners.add(listener);
    },
    card(holder, variant = 'normal', kind = 'card2016') {
      const key = `${holder} ${variant} ${kind}`;
      const card =
        cards.get(key) ??
        registered(holder, kind).then(() =>
          holderCard(ca, holderOf(holder), kind, { variant, issuer: issuerKey }),
        );
      cards.set(key, card);
      return card;
    },
    async reserve(holder) {
      const { userAuthentication } = await ca.cardOf(holderOf(holder));
      if (!userAuthentication) return false;
      return reserveAt(center.publicUrl, userAuthentication.certificate, applicationKey);
    },
    async close() {
      await site.close();
      await Promise.all([sheetPrinter.close(), receiptPrinter.close(), cash.close()]);
      await Promise.all([wallet.close(), terminal.close()]);
      await center.close();
      await sql.close();
      await closeState();
    },
  };
}

/** A person at the console takes as long as a resident at a site; tests wait less. */
function withPatience({ wallet, terminal }: CashlessConfig): CashlessConfig {
  return {
    wallet: wallet && { ...wallet, secretFile, codeMs: 300_000 },
    terminal: terminal && { ...terminal, paymentMs: 90_000 },
  };
}
