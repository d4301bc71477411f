import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Timers } from '../../../shared/timers.ts';
import type { WizardDevice } from '../../../shared/first-start.ts';
import type { DeviceOption } from '../../../state-machines/first-start/ports.ts';
import { listReaders } from '../../devices/card-reader/pcsc/list-readers.ts';

/** Where devices are looked for; tests have their own places. */
export interface DeviceSources {
  /** Readers of the card daemon, by their names. */
  readonly readers: () => Promise<readonly DeviceOption[]>;
  /** Serial ports under names that stay the same, whichever was plugged in first. */
  readonly serialFolder: string;
  /** Receipt printers at a device file. */
  readonly usbFolder: string;
  /** What a program prints; empty where it is missing, fails, or takes too long. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
  /** Whether a program is there. */
  readonly has: (program: string) => Promise<boolean>;
}

/** How long a program that looks around may take, ms: ippfind listens three seconds. */
const runMs = 8_000;

export function systemSources(timers: Timers): DeviceSources {
  return {
    async readers() {
      const names = await listReaders(timers);
      return [
        ...names.map((name) => ({ name, settings: { reader: name } })),
        // For one that is plugged in later.
        { name: '', settings: { reader: null } },
      ];
    },
    serialFolder: '/dev/serial/by-id',
    usbFolder: '/dev/usb',
    async run(program, args) {
      try {
        return (await promisify(execFile)(program, [...args], { timeout: runMs, env: runEnv() })).stdout;
      } catch {
        return ''; // not installed, or nothing there: an address can be typed
      }
    },
    async has(program) {
      const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
      const found = await Promise.all(folders.map((folder) => namesIn(folder)));
      return found.some((names) => names.includes(program));
    },
  };
}

function runEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C' };
}

/** What is there for a device, the usual first; nothing is opened. */
export async function foundDevices(
  device: WizardDevice,
  sources: DeviceSources,
): Promise<readonly DeviceOption[]> {
  switch (device) {
    case 'cardReader':
      return sources.readers();
    case 'cash':
      return (await namesIn(sources.serialFolder)).map((name) => {
        const port = join(sources.serialFolder, name);
        return { name, settings: { port } };
      });
    case 'sheetPrinter':
      return (await printers(sources)).map((uri) => ({ name: uri, settings: { uri } }));
    case 'receiptPrinter':
      return (await namesIn(sources.usbFolder))
        .filter((name) => /^lp\d+$/.test(name))
        .map((name) => {
          const address = join(sources.usbFolder, name);
          return { name: address, settings: { interface: address } };
        });
    case 'speech':
      return (await sources.has('espeak-ng')) && (await sources.has('aplay'))
        ? [{ name: 'espeak-ng', settings: { kind: 'command' } }]
        : [];
    case 'sound':
      return (await sources.has('aplay')) ? [{ name: 'aplay', settings: { kind: 'command' } }] : [];
  }
}

/**
 * Those of the network that say what they are (DNS-SD), and the queues of a CUPS on this machine. `lpstat -e` would name a queue for each printer
 * of the network, too, that is nowhere until something is printed to it.
 */
async function printers({ run }: DeviceSources): Promise<readonly string[]> {
  const [network, queues] = await Promise.all([
    run('ippfind', ['-T', '3', '_ipp._tcp', '--print']),
    run('lpstat', ['-v']),
  ]);
  const uris = lines(network).filter((line) => /^ipp:\/\/\S+$/.test(line));
  const own = lines(queues).flatMap((line) => {
    const queue = /^device for ([\w.-]+): /.exec(line)?.[1];
    return queue === undefined ? [] : [`ipp://localhost:631/printers/${queue}`];
  });
  return [...new Set([...uris, ...own])];
}

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch {
    return []; // no such device has ever been plugged in
  }
}
