import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemClock } from '../../shared/dates.ts';
import { ok } from '../../shared/result.ts';
import { systemTimers } from '../../shared/timers.ts';
import { delays } from '../../state-machines/delays.ts';
import { beginService } from './begin-service.ts';
import { readLineFiles } from '../center-client/tls-link-files.ts';
import type { KioskConfig } from './config.ts';
import { createPcscSource } from '../devices/card-reader/pcsc-source.ts';
import { readWalletSecret } from '../devices/cashless/wallet-secret.ts';
import { createSerialOpener } from '../devices/cash/open-serial-port.ts';
import type { KioskHost } from '../host/host.ts';
import { createKiosk } from './kiosk.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { openSite } from './site.ts';

/** A signal ends the kiosk; so does a window that cannot be brought back (then with exit code 1). */
export function untilEnded(): { readonly ended: Promise<number>; readonly end: (code: number) => void } {
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((done) => {
    end = done;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(0));
  return { ended, end };
}

/** Runs the kiosk of a site on its real devices until it is told to end. @returns the exit code */
export async function serveSite(
  config: KioskConfig,
  configFile: string,
  host: KioskHost,
  dist: string,
  log: (line: string) => void,
): Promise<number> {
  const beside = (path: string): string => resolve(dirname(configFile), path);
  const { url, bindingKey, ca, certificate, key } = config.center;
  const files = { ca: beside(ca), certificate: beside(certificate), key: beside(key) };
  const line = await readLineFiles(files, config.kiosk, systemClock);
  if (!line.ok) {
    log(line.error);
    await host.close();
    return 2;
  }
  const secretFile = config.cashless.wallet?.secretFile;
  const wallet = secretFile === undefined ? ok(null) : await readWalletSecret(beside(secretFile));
  if (!wallet.ok) {
    log(wallet.error);
    await host.close();
    return 2;
  }
  if (line.value.daysLeft < 30)
    log(`the kiosk's certificate ends in ${line.value.daysLeft} days: ask the center for another`);
  const { ended, end } = untilEnded();
  const cards = createPcscSource(
    config.cardReader.reader === null ? {} : { reader: config.cardReader.reader },
  );
  const site = openSite({
    kiosk: config.kiosk,
    language: config.language,
    steps: config.steps,
    journalFolder: beside(config.journal),
    center: { url, bindingKey: await readFile(beside(bindingKey)), line: line.value },
    cards,
    cash: {
      bus: config.cash.bus,
      accepted: config.cash.accepted,
      openStream: createSerialOpener({ path: config.cash.port, baudRate: 9600 }),
    },
    cashless: { config: config.cashless, walletSecret: wallet.value },
    attendants: config.attendants,
    secondPersonAbove: config.secondPersonAbove,
    exportFolder: config.exportFolder === null ? null : beside(config.exportFolder),
    cameraFolder: config.cameraFolder === null ? null : beside(config.cameraFolder),
    hopperLow: config.hopperLow,
    sheetPrinterUri: config.sheetPrinter.uri,
    receiptInterface: config.receiptPrinter.interface,
    clock: systemClock,
    timers: systemTimers,
    log,
  });
  const kiosk = createKiosk(site.ports, site.input, { delays: { ...delays, ...config.delays } });
  const endService = beginService(kiosk, site, log);
  log(`Host: ${host.description}`);
  const { close } = await openKioskWindow({
    host,
    kiosk,
    dist,
    size: config.screen,
    pxPerMm: config.screen.widthMm === null ? null : config.screen.width / config.screen.widthMm,
    fullScreen: true,
    timers: systemTimers,
    log,
    onHopeless: () => end(1),
  });
  const code = await ended;
  await close();
  await endService();
  kiosk.stop();
  await host.close();
  await site.close();
  await cards.close();
  return code;
}
