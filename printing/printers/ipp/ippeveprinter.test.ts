import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as realPause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readySteps, runSteps } from '../../../shared/conformance/run-steps.ts';
import { sheetPrinterSteps } from '../../../electron/devices/conformance/sheet-printer.ts';
import { HandNotThere } from '../../../shared/conformance/step.ts';
import type { PrinterTrouble } from '../../../shared/printing-screens.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { startEvePrinter, type EvePrinter } from '../../../testing/eve-printer.ts';
import { samplePdf } from '../../../testing/sample-pdf.ts';
import { createIppSheetPrinter, type IppSheetPrinter } from './ipp-sheet-printer.ts';

/**
 * CUPS' own test printer as an independent judge: our simulator shares its encoder with the driver, this one does not. It
 * runs in another process, so real time passes here.
 */
let folder: string;
let device: EvePrinter;
let printer: IppSheetPrinter;
let judgeUri: string;
const troubles: (PrinterTrouble | null)[] = [];

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
}

beforeAll(async () => {
  device = await startEvePrinter();
  ({ folder, uri: judgeUri } = device);
  printer = createIppSheetPrinter({ uri: judgeUri, pollMs: 50, watchMs: 50 });
  while (!(await printer.status()).ready) await realPause(50);
});

afterAll(async () => {
  await printer.close();
  await device.close();
});

const documentsOut = (): string[] => readdirSync(folder).filter((name) => name.startsWith('out-'));
const print = (pdf: Uint8Array, mark: string) =>
  printer.printSheet({ mark, pdf }, (trouble) => troubles.push(trouble), new AbortController().signal);

it('prints a sheet of front and back: A4, two-sided, byte for byte, counted', async () => {
  const pdf = await samplePdf(2);
  expect(await print(pdf, 'KMD0-JUDGE-1')).toEqual({ outcome: 'printed' });
  expect(documentsOut()).toEqual(['out-0.pdf']);
  expect(new Uint8Array(readFileSync(join(folder, 'out-0.pdf')))).toEqual(pdf);
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe(
    'two-sided-long-edge iso_a4_210x297mm 1 application/pdf\n',
  );
});

it('says that it waits for paper, and goes on when there is some', async () => {
  const flag = join(folder, 'no-paper');
  writeFileSync(flag, '');
  troubles.length = 0;
  const end = print(await samplePdf(2), 'KMD0-JUDGE-2');
  while (!troubles.includes('media-empty')) await realPause(50);
  expect(documentsOut()).toHaveLength(1);
  rmSync(flag);
  expect(await end).toEqual({ outcome: 'printed' });
  expect(troubles).toEqual(['media-empty', null]);
  expect(documentsOut()).toHaveLength(2);
});

it('counts no side but says that a job completed successfully: that is printed, too', async () => {
  writeFileSync(join(folder, 'does-not-count'), '');
  expect(await print(await samplePdf(1), 'KMD0-JUDGE-3')).toEqual({ outcome: 'printed' });
});

/** A wire to the judge that breaks once, in the request that brings the document. */
async function breakingWire(where: 'before it' | 'in the middle of it' | 'before its answer') {
  const sendDocument = Buffer.from([2, 0, 0, 6]);
  const begins = Buffer.from('%PDF-');
  const wires = new Set<Socket>();
  let broken = false;
  const server = createServer((kiosk) => {
    const judge = connect(Number(new URL(judgeUri).port), 'localhost');
    for (const socket of [kiosk, judge]) {
      wires.add(socket);
      socket.on('error', () => socket.destroy());
    }
    let bringsDocument = false;
    kiosk.on('data', (chunk: Buffer) => {
      bringsDocument ||= !broken && chunk.includes(sendDocument);
      if (!bringsDocument || where === 'before its answer') {
        judge.write(chunk);
        return;
      }
      broken = true;
      const at = chunk.indexOf(begins);
      if (where === 'in the middle of it' && at >= 0)
        judge.end(chunk.subarray(0, at + Math.floor((chunk.length - at) / 2)));
      else judge.destroy();
      kiosk.destroy();
    });
    judge.on('data', (chunk: Buffer) => {
      if (!bringsDocument) kiosk.write(chunk);
      else {
        broken = true;
        kiosk.destroy();
      }
    });
    kiosk.on('end', () => judge.end());
    judge.on('end', () => kiosk.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return {
    uri: `ipp://127.0.0.1:${address.port}/ipp/print`,
    isBroken: () => broken,
    async close() {
      for (const wire of wires) wire.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

it.each([
  ['before it', 'notPrinted', 0],
  // This judge takes the half that came for the whole, completes it, and counts no side of it.
  ['in the middle of it', 'unknown', 1],
  ['before its answer', 'printed', 1],
] as const)('a line that breaks in Send-Document, %s: %s', async (where, outcome, out) => {
  const wire = await breakingWire(where);
  const counts = join(folder, 'does-not-count');
  if (where === 'before its answer') rmSync(counts, { force: true });
  else writeFileSync(counts, '');
  const before = documentsOut().length;
  const dataMs = where === 'before it' ? 500 : 60_000;
  const behind = createIppSheetPrinter({ uri: wire.uri, pollMs: 50, dataMs });
  const sheet = { mark: `KMD0-WIRE-${outcome}`, pdf: await samplePdf(2) };
  const end = await behind.printSheet(sheet, () => undefined, new AbortController().signal);
  await behind.close();
  await wire.close();
  rmSync(counts, { force: true });
  expect(wire.isBroken()).toBe(true);
  expect(end.outcome).toBe(outcome);
  expect(documentsOut()).toHaveLength(before + out);
});

it('tells what it is', async () => {
  expect(await printer.details?.()).toMatchObject({
    maker: expect.stringMatching(/\w/) as string,
    model: expect.stringMatching(/\w/) as string,
  });
});

it('tells its paper and toner', async () => {
  const { supplies } = await printer.status();
  expect(supplies).toEqual({ sheets: 100, tonerPercent: 75, paperLow: false, tonerLow: false });
});

it('tells a restarted kiosk how a job ended, and that there is none where it never had one', async () => {
  const restarted = createIppSheetPrinter({ uri: judgeUri, pollMs: 50, searchMs: 50 });
  try {
    expect(await restarted.jobOf('KMD0-JUDGE-1')).toEqual({ outcome: 'printed' });
    expect(await restarted.jobOf('KMD0-JUDGE-9')).toBe('noSuchJob');
  } finally {
    await restarted.close();
  }
});

it('leaves a job’s end unknown when told to give it up and not saying that it has', async () => {
  const flag = join(folder, 'no-paper');
  writeFileSync(flag, '');
  troubles.length = 0;
  const before = createIppSheetPrinter({ uri: judgeUri, pollMs: 50 });
  const sent = before.printSheet(
    { mark: 'KMD0-JUDGE-4', pdf: await samplePdf(1) },
    (trouble) => troubles.push(trouble),
    new AbortController().signal,
  );
  while (!troubles.includes('media-empty')) await realPause(50);
  await before.close();
  expect((await sent).outcome).toBe('unknown');
  // This judge ends a job only when its command has ended, which waits for paper.
  const after = createIppSheetPrinter({ uri: judgeUri, pollMs: 50, searchMs: 50, cancelMs: 500 });
  const told = await after.jobOf('KMD0-JUDGE-4');
  rmSync(flag);
  await after.close();
  expect(told).toEqual({ outcome: 'unknown', trouble: 'media-empty' });
});

it('passes every conformance step of a sheet printer that its parts allow', async () => {
  let taken = documentsOut().length;
  const notHere = (): Promise<never> => Promise.reject(new HandNotThere('it has no such part'));
  const flag = join(folder, 'no-paper');
  const steps = readySteps(sheetPrinterSteps, printer, {
    clearOutput() {
      taken = documentsOut().length;
      return Promise.resolve();
    },
    tookOut(sheets) {
      const lay = documentsOut().length - taken;
      taken += lay;
      return Promise.resolve(lay === sheets);
    },
    emptyTray() {
      writeFileSync(flag, '');
      return Promise.resolve();
    },
    fillTray() {
      rmSync(flag);
      return Promise.resolve();
    },
    ...{ openCover: notHere, closeCover: notHere, switchOff: notHere, switchOn: notHere },
  });
  const ended: string[] = [];
  await runSteps(steps, {
    ...{ timers: systemTimers, hands: true, money: false },
    onBegin: () => undefined,
    onEnd: ({ name }, result) => ended.push(`${name}: ${JSON.stringify(result)}`),
  });
  const passed = '{"outcome":"passed"}';
  const skipped = '{"outcome":"skipped","why":"it has no such part"}';
  expect(ended).toEqual([
    `is ready: ${passed}`,
    `does not know of a job that it never had: ${passed}`,
    `prints a sheet: ${passed}`,
    `knows of a sheet that it has printed: ${passed}`,
    `prints one side and two sides as one sheet each: ${passed}`,
    `waits for paper, and goes on when there is some: ${passed}`,
    `gives a sheet up when it is told to: ${skipped}`,
    `says that its cover is open: ${skipped}`,
    `says that it is off: ${skipped}`,
  ]);
});

it('prints with a printer as it comes, which takes no PDF, and follows the job to its end', async () => {
  const port = await freePort();
  const keeps = join(folder, 'keep.sh');
  writeFileSync(
    keeps,
    `#!/bin/sh
printf '%s %s' "$IPP_MEDIA" "$CONTENT_TYPE" > "${folder}/raster-asked"
cp "$1" "${folder}/raster"
echo 'ATTR: job-impressions=2 job-impressions-completed=2' >&2
`,
  );
  chmodSync(keeps, 0o755);
  mkdirSync(join(folder, 'spool-as-it-comes'));
  const asItComes = spawn(
    'ippeveprinter',
    // prettier-ignore
    ['-r', 'off', '-n', 'localhost', '-p', String(port), '-c', keeps, '-d', join(folder, 'spool-as-it-comes'), 'Stock'],
    {
      stdio: 'ignore',
      env: {
        PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
        DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${folder}/bus`,
      },
    },
  );
  const stock = createIppSheetPrinter({ uri: `ipp://localhost:${port}/ipp/print`, pollMs: 50, watchMs: 50 });
  try {
    while (!(await stock.status()).ready) {
      expect(asItComes.exitCode).toBeNull();
      await realPause(50);
    }
    const sheet = { mark: 'KMD0-STOCK-1', pdf: await samplePdf(2) };
    const end = await stock.printSheet(sheet, () => undefined, new AbortController().signal);
    expect(end).toEqual({ outcome: 'printed' });
    expect(await stock.jobOf('KMD0-STOCK-1')).toEqual({ outcome: 'printed' });
    expect(readFileSync(join(folder, 'raster-asked'), 'utf8')).toBe('iso_a4_210x297mm image/pwg-raster');
    const raster = readFileSync(join(folder, 'raster'));
    // Its pages, as it says in each page's header.
    expect([raster.toString('latin1', 0, 13), raster.readUInt32BE(4 + 452)]).toEqual(['RaS2PwgRaster', 2]);
  } finally {
    await stock.close();
    const ended = once(asItComes, 'exit');
    asItComes.kill();
    await ended;
  }
});
