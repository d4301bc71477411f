import { once } from 'node:events';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { cctalkConfigSchema } from '../../../../electron/devices/cash/cctalk/config.ts';
import {
  createCashSimulator,
  type CashSimulator,
} from '../../../../simulator/devices/cctalk-bus/cash-simulator.ts';
import {
  startReceiptPrinter,
  type ReceiptPrinterSimulator,
} from '../../../../simulator/devices/receipt-printer/receipt-printer.ts';
import type { CardInReader } from '../../../../simulator/devices/virtual-card/virtual-card.ts';
import { connectVpcd, type VpcdConnection } from '../../../../simulator/devices/virtual-card/vpcd.ts';
import { startEvePrinter, type EvePrinter } from '../../../../testing/eve-printer.ts';
import {
  listenAsDispatcher,
  type ListeningDispatcher,
} from '../../../../testing/speech/listening-dispatcher.ts';
import { propertyOf } from '../services.ts';
import type { DebianRoot } from '../debian-root.ts';

/**
 * The devices of an installed kiosk, at the far end of its lines: the packages know nothing of them, and nothing of them is in the packages.
 * Debian's own programs are between: the card daemon with the driver of a virtual reader, a pseudo-terminal, CUPS' test printer.
 */
export interface FarDevices {
  readonly cash: CashSimulator;
  readonly sheets: EvePrinter;
  readonly receipts: ReceiptPrinterSimulator;
  readonly voice: ListeningDispatcher;
  /** The parts of kiosk.json that name them; the cash devices' is the example's. */
  readonly config: object;
  /** Puts a card into the reader; null takes it out. */
  setCard(card: CardInReader | null): Promise<void>;
  close(): Promise<void>;
}

/** What has to be in the root besides the packages: reader and line. */
export const farDevicesNeed = ['vsmartcard-vpcd', 'socat', 'pcscd', 'polkitd'] as const;

/** @param cash the part of that name in the kiosk's configuration: where it looks for the bus, and what it expects there */
export async function openFarDevices(
  root: DebianRoot,
  { port, bus }: { readonly port: string; readonly bus: unknown },
): Promise<FarDevices> {
  const programs: ChildProcessWithoutNullStreams[] = [];
  const start = (words: readonly string[]): ChildProcessWithoutNullStreams => {
    // It lives in the root's processes: it ends with what started it there.
    const program = root.start(['setpriv', '--pdeathsig', 'TERM', ...words]);
    program.stderr.resume();
    programs.push(program);
    return program;
  };
  const cash = createCashSimulator({ config: cctalkConfigSchema.parse(bus) });
  // A serial adapter's device file, with the owner that udev would give it.
  const line = start([
    ...['socat', 'STDIO', `PTY,link=${port},raw,echo=0,user=root,group=dialout,mode=0660`],
  ]);
  cash.attach(Duplex.from({ readable: line.stdout, writable: line.stdin }));
  const sheets = await startEvePrinter();
  const receipts = await startReceiptPrinter();
  mkdirSync(root.at(speechFolder), { recursive: true });
  chmodSync(root.at(speechFolder), 0o755);
  const voice = await listenAsDispatcher(root.at(speechSocket));
  await until(root, `test -c "$(readlink -f ${port})"`);
  // A line that nobody holds open is over for whoever made it.
  start(['sh', '-c', `exec sleep infinity <>${port}`]);
  await connectReader(root, start);
  let inside: VpcdConnection | null = null;
  const takeOut = async (): Promise<void> => {
    await inside?.close();
    inside = null;
  };
  return {
    ...{ cash, sheets, receipts, voice },
    config: {
      cardReader: { reader: null },
      sheetPrinter: { uri: sheets.uri },
      receiptPrinter: { interface: receipts.interface },
      speech: { kind: 'ssip', socket: speechSocket },
    },
    async setCard(card) {
      await takeOut();
      if (card === null) return;
      const put = await connectVpcd({ path: root.at(readerSocket), card });
      if (!put.ok) throw new Error(`the card does not get into the reader: ${put.error.code}`);
      inside = put.value;
    },
    async close() {
      await takeOut();
      await cash.close();
      for (const program of programs) {
        program.kill();
        if (program.exitCode === null && program.signalCode === null) await once(program, 'exit');
      }
      await Promise.all([sheets.close(), receipts.close(), voice.close()]);
    },
  };
}

const speechFolder = '/run/speech';
const speechSocket = join(speechFolder, 'speechd.sock');
const readerSocket = '/run/reader.sock';

/**
 * The driver of the virtual reader waits for its card at a port of every address. So the daemon gets a network of its own, into which a socket
 * file leads.
 */
async function connectReader(
  root: DebianRoot,
  start: (words: readonly string[]) => ChildProcessWithoutNullStreams,
): Promise<void> {
  const folder = '/etc/systemd/system/pcscd.service.d';
  mkdirSync(root.at(folder), { recursive: true });
  // It would end, with its network, when nobody has asked for a minute.
  writeFileSync(
    root.at(join(folder, 'trial.conf')),
    '[Service]\nPrivateNetwork=yes\nExecStart=\nExecStart=/usr/sbin/pcscd --foreground\n',
  );
  const begun = await root.run([
    'sh',
    '-c',
    'systemctl daemon-reload && systemctl restart pcscd.socket && systemctl restart pcscd.service',
  ]);
  if (begun.code !== 0) throw new Error(`pcscd: ${begun.text}`);
  const pid = await propertyOf(root, 'pcscd', 'MainPID');
  const leads = `UNIX-LISTEN:${readerSocket},fork,mode=0600`;
  start(['nsenter', '--target', pid, '--net', 'socat', leads, 'TCP:127.0.0.1:35963,nodelay']);
  await until(root, `test -S ${readerSocket}`);
}

const lookEveryMs = 100;
const mostMs = 60_000;

async function until(root: DebianRoot, holds: string): Promise<void> {
  const began = performance.now();
  while ((await root.run(['sh', '-c', holds])).code !== 0) {
    if (performance.now() - began > mostMs) throw new Error(`never was so: ${holds}`);
    await new Promise((again) => setTimeout(again, lookEveryMs));
  }
}
