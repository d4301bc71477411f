import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { freePort } from './free-ports.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** CUPS' own test printer (ippeveprinter), on this machine's loopback: its code and ours have nothing in common. */
export interface EvePrinter {
  /** `ipp://127.0.0.1:PORT/ipp/print` */
  readonly uri: string;
  /** Its folder, in which it keeps what comes out. */
  readonly folder: string;
  /** Documents that came out, in their order: as they came in, byte for byte. */
  sheetsOut(): readonly string[];
  /** For each of them what it was asked for: sides, medium, copies, format. */
  asked(): readonly string[];
  /** While there is no paper, a job waits. */
  setPaperOut(out: boolean): void;
  /** Whether it says how many sides it has printed; some printers do not. */
  setCounts(counts: boolean): void;
  close(): Promise<void>;
}

/** What it needs on the machine, by Debian's package. */
const tools = { ippeveprinter: 'cups-ipp-utils', 'dbus-daemon': 'dbus' } as const;

const environment = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };

/** The Debian packages that are missing here for it. */
export function missingForEvePrinter(): readonly string[] {
  return Object.entries(tools)
    .filter(([tool]) => spawnSync('sh', ['-c', 'command -v "$0"', tool], { env: environment }).status !== 0)
    .map(([, debianPackage]) => debianPackage);
}

/** @throws when it does not start, or a tool is missing */
export async function startEvePrinter(): Promise<EvePrinter> {
  const missing = missingForEvePrinter();
  if (missing.length > 0) throw new Error(`install the Debian packages ${missing.join(' ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'komado-eve-'));
  const running: ChildProcess[] = [];
  const close = async (): Promise<void> => {
    for (const child of running.toReversed()) await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    mkdirSync(join(folder, 'spool'));
    running.push(await startBus(folder));
    const port = await freePort();
    // prettier-ignore
    const words = ['-r', 'off', '-n', 'localhost', '-p', String(port), '-2', '-f', 'application/pdf',
      '-c', writeCommand(folder), '-d', join(folder, 'spool'), 'Judge'];
    const printer = spawn('ippeveprinter', words, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...environment, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${folder}/bus` },
    });
    running.push(printer);
    let complaint = '';
    printer.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    while (!(await answers(port))) {
      if (printer.exitCode !== null) throw new Error(`ippeveprinter did not start: ${complaint}`);
      await new Promise((again) => setTimeout(again, lookEveryMs));
    }
    return { uri: `ipp://127.0.0.1:${port}/ipp/print`, ...outputOf(folder), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const lookEveryMs = 50;

function outputOf(
  folder: string,
): Pick<EvePrinter, 'folder' | 'sheetsOut' | 'asked' | 'setPaperOut' | 'setCounts'> {
  const flag = (name: string, is: boolean): void => {
    if (is) writeFileSync(join(folder, name), '');
    else rmSync(join(folder, name), { force: true });
  };
  return {
    folder,
    sheetsOut: () =>
      readdirSync(folder)
        .filter((name) => name.startsWith('out-'))
        .sort((one, other) => numberIn(one) - numberIn(other))
        .map((name) => join(folder, name)),
    asked: () => readFileSync(join(folder, 'asked'), 'utf8').trimEnd().split('\n'),
    setPaperOut: (out) => flag('no-paper', out),
    setCounts: (counts) => flag('does-not-count', !counts),
  };
}

function numberIn(name: string): number {
  return Number(/\d+/.exec(name)?.[0]);
}

/** What it runs for each document: keeps it, notes what was asked for, counts sides as a device would. */
function writeCommand(folder: string): string {
  const command = join(folder, 'print.sh');
  writeFileSync(
    command,
    `#!/bin/sh
printf '%s %s %s %s\\n' "$IPP_SIDES" "$IPP_MEDIA" "$IPP_COPIES" "$CONTENT_TYPE" >> "${folder}/asked"
if [ -e "${folder}/no-paper" ]; then
  echo 'STATE: +media-empty-error' >&2
  while [ -e "${folder}/no-paper" ]; do sleep 0.1; done
  echo 'STATE: -media-empty-error' >&2
fi
cp "$1" "${folder}/out-$(ls "${folder}" | grep -c '^out-').pdf"
[ -e "${folder}/does-not-count" ] || echo 'ATTR: job-impressions=2 job-impressions-completed=2' >&2
`,
  );
  chmodSync(command, 0o755);
  return command;
}

/** It wants a D-Bus even when it announces nothing; a private one needs no privileges and is connected to nothing. */
async function startBus(folder: string): Promise<ChildProcess> {
  const config = join(folder, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>custom</type><listen>unix:path=${folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  const daemon = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await Promise.race([
    once(daemon.stdout, 'data'),
    once(daemon, 'exit').then(() => {
      throw new Error('dbus-daemon did not start');
    }),
  ]);
  return daemon;
}

/** It takes HTTP before it is ready to print: whatever answers is enough here. */
async function answers(port: number): Promise<boolean> {
  const answer = await fetch(`http://localhost:${port}/`).catch(() => null);
  return answer !== null;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
