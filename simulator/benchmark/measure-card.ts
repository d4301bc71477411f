import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCardReader } from '../../electron/devices/card-reader/card-reader.ts';
import type { CardSource } from '../../electron/devices/card-reader/card-source.ts';
import * as pcsc from 'pcsc-mini';
import { createPcscSource } from '../../electron/devices/card-reader/pcsc/pcsc-source.ts';
import { createPinPad } from '../../electron/devices/pin-pad/pin-pad.ts';
import { isDigit } from '../../electron/devices/pin-pad/pin-pad.ts';
import { startPcscd } from '../../testing/pcscd/pcscd.ts';
import { runTool } from '../../testing/pcscd/tool.ts';
import { holderOf } from '../residents/holders.ts';
import type { TestCa } from '../authorities/test-ca/test-ca.ts';
import { createInProcessReader } from '../devices/virtual-card/in-process-source.ts';
import { createVirtualCard } from '../devices/virtual-card/virtual-card.ts';
import { connectVpcd } from '../devices/virtual-card/vpcd.ts';
import { openBareTransport, recordSessions } from './bare-transport.ts';
import { figuresOf, timeRuns, type Figures } from './figures.ts';

export interface CardFigures {
  /** Look, PIN, certificate, signature: what a login asks of the card. */
  readonly inProcess: { readonly ms: Figures; readonly apdus: number };
  readonly pcscd: { readonly ms: Figures; readonly apdus: number };
  /** The same APDUs, connects and resets through the same daemon without the kiosk's code, each run just after the kiosk's own. */
  readonly bare: { readonly ms: Figures; readonly apdus: number };
  /** How many times as long the kiosk takes as that. */
  readonly toBare: number;
  /** OpenSC's tools on the same card through the same daemon: read the certificate, sign. */
  readonly opensc: { readonly ms: Figures; readonly apdus: number };
}

async function loginOnce(source: CardSource, pin: string): Promise<void> {
  const pad = createPinPad();
  const reader = createCardReader(source, pad);
  const looked = await reader.look(['pin']);
  if (!looked.ok) throw new Error(`the card cannot be looked at: ${looked.error.fault}`);
  for (const digit of pin) if (isDigit(digit)) pad.push(digit);
  const signed = await reader.sign(randomBytes(64));
  if (!signed.ok) throw new Error(`the card does not sign: ${signed.error.fault}`);
}

function isPresent(source: CardSource): Promise<void> {
  return new Promise((resolve) => {
    const stop = source.watch((presence) => {
      if (presence !== 'present') return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}

/** Logins through the daemon, each replayed at once without the kiosk's code: both see the machine as it is then. */
async function loginBesideBare(
  source: CardSource,
  pin: string,
  runs: number,
  apdusSoFar: () => number,
  signal?: AbortSignal,
): Promise<Pick<CardFigures, 'pcscd' | 'bare'>> {
  const transport = await openBareTransport();
  const recorded = recordSessions(source);
  const series = { pcscd: { ms: [] as number[], apdus: 0 }, bare: { ms: [] as number[], apdus: 0 } };
  const time = async (into: { ms: number[]; apdus: number }, work: () => Promise<void>): Promise<void> => {
    const before = apdusSoFar();
    const began = performance.now();
    await work();
    into.ms.push(performance.now() - began);
    into.apdus = apdusSoFar() - before;
  };
  try {
    await loginOnce(source, pin);
    for (let run = 0; run < runs; run++) {
      signal?.throwIfAborted();
      await time(series.pcscd, () => loginOnce(recorded.source, pin));
      const sessions = recorded.take();
      await time(series.bare, () => transport.replay(sessions));
    }
  } finally {
    await transport.close();
  }
  const { pcscd, bare } = series;
  return { pcscd: { ...pcscd, ms: figuresOf(pcscd.ms) }, bare: { ...bare, ms: figuresOf(bare.ms) } };
}

/** A login with the card in process, then through pcscd, then the like with OpenSC's tools. */
export async function measureCard(ca: TestCa, runs: number, signal?: AbortSignal): Promise<CardFigures> {
  const holder = holderOf('tsukuba-single');
  const material = await ca.cardOf(holder);
  let apdus = 0;
  const card = createVirtualCard(material);
  const counted = {
    ...card,
    process(command: Uint8Array) {
      apdus += 1;
      return card.process(command);
    },
  };
  const perRun = (): number => {
    const each = Math.round(apdus / runs);
    apdus = 0;
    return each;
  };

  const reader = createInProcessReader();
  reader.set(counted);
  await loginOnce(reader, holder.pin);
  apdus = 0;
  const inProcess = {
    ms: await timeRuns(runs, () => loginOnce(reader, holder.pin), signal),
    apdus: perRun(),
  };

  const daemon = await startPcscd();
  const folder = await mkdtemp(join(tmpdir(), 'komado-measure-'));
  process.env['PCSCLITE_CSOCK_NAME'] = daemon.socket;
  const source = createPcscSource(pcsc);
  try {
    const inReader = await connectVpcd({ path: daemon.readers[0], card: counted });
    if (!inReader.ok) throw new Error('the virtual reader cannot be reached');
    await isPresent(source);
    const { pcscd, bare } = await loginBesideBare(source, holder.pin, runs, () => apdus, signal);
    const toBare = Math.round((pcscd.ms.median / bare.ms.median) * 100) / 100;

    const env = { PCSCLITE_CSOCK_NAME: daemon.socket, OPENSC_DRIVER: 'jpki' };
    const hash = join(folder, 'hash');
    await writeFile(hash, randomBytes(32));
    apdus = 0;
    const opensc = {
      ms: await timeRuns(
        runs,
        async () => {
          const read = await runTool('pkcs15-tool', ['--reader', '0', '--read-certificate', '01'], { env });
          const sign = [
            '--reader',
            '0',
            '--sign',
            '--key',
            '01',
            '--pin',
            holder.pin,
            '--pkcs1',
            '--sha-256',
            '--input',
            hash,
            '--raw',
          ];
          const signed = await runTool('pkcs15-crypt', [...sign, '--output', join(folder, 'signature')], {
            env,
          });
          if (read.exitCode !== 0 || signed.exitCode !== 0) throw new Error('OpenSC refuses the card');
        },
        signal,
      ),
      apdus: perRun(),
    };
    await inReader.value.close();
    return { inProcess, pcscd, bare, toBare, opensc };
  } finally {
    await source.close();
    await daemon.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
