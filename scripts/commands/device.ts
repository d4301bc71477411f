import { createInterface } from 'node:readline';
import { folderToWrite } from '../setup/command-folders.ts';
import {
  oneOf,
  readWords,
  refuseUnused,
  runCommand,
  wholeNumber,
  WrongWords,
} from '../../shared/command-options.ts';
import { lineDevices, putOnLine, type LineDevice } from '../../simulator/devices/put-on-line.ts';
import { aborted, toldToEnd } from './told-to-end.ts';

const help = `Usage: npm run device -- ${lineDevices.join('|')} [options]

Puts a simulated device on a line, where a kiosk with a site's configuration reaches it: the ccTalk bus at a pseudo-terminal, the
others at a port of this machine. It prints the part of the configuration that names the device, and is worked by words on standard
input ("100" puts in a coin). The card reader and the sheet printer: npm run card, ippeveprinter (docs/site.md).

  --pty         cctalk: at a new pseudo-terminal (its only line; may be left out)
  --port N      the others: the port, 0 for a free one (default 0)
  --state DIR   wallet: folder of its secret (default var/device)
  --help        this text

Ends with SIGINT (Ctrl-C) or SIGTERM. Exit codes: 0 ended as asked, 1 could not start, 2 wrong arguments.
`;

interface Settings {
  readonly device: LineDevice;
  readonly port: number;
  readonly folder: string;
}

async function readSettings([first = '', ...rest]: readonly string[]): Promise<Settings | 'help'> {
  const isOption = first.startsWith('-');
  const values = readWords(isOption ? [first, ...rest] : rest, {
    pty: { type: 'boolean' },
    port: { type: 'string' },
    state: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (isOption || first === '')
    throw new WrongWords(`DEVICE: expected first, one of ${lineDevices.join(', ')}`);
  const device = oneOf('DEVICE', lineDevices, first);
  if (device === 'cctalk') refuseUnused(values, ['port'], 'the ccTalk bus is at a pseudo-terminal');
  else refuseUnused(values, ['pty'], `a ${device} is at a port`);
  if (device !== 'wallet') refuseUnused(values, ['state'], `a ${device} keeps nothing`);
  return {
    device,
    port: wholeNumber('--port', values.port ?? '0', 0, 65_535),
    folder: device === 'wallet' ? await folderToWrite('--state', values.state ?? 'var/device') : '',
  };
}

/** Runs the device until it is told to end. @returns the exit code: 0, 1 or 2, as the help explains */
export function runDevice(
  args: readonly string[],
  input: NodeJS.ReadableStream = process.stdin,
): Promise<number> {
  return runCommand({ name: 'device', call: 'npm run device' }, async () => {
    const settings = await readSettings(args);
    if (settings === 'help') {
      process.stdout.write(help);
      return 0;
    }
    const told = toldToEnd();
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    const device = await putOnLine(settings.device, { ...settings, say });
    say(JSON.stringify(device.config, null, 2));
    say(`Words: ${device.hands.join(', ')}. Ctrl-C ends it.`);
    const lines = createInterface({ input });
    lines.on('line', (line) => {
      device.act(line.trim()).then(
        (came) => say(came ?? `expected one of ${device.hands.join(', ')}`),
        (error: unknown) => say(error instanceof Error ? error.message : 'it did not work'),
      );
    });
    await aborted(told.signal);
    lines.close();
    await device.close();
    told.done();
    return 0;
  });
}

if (import.meta.main) process.exitCode = await runDevice(process.argv.slice(2));
