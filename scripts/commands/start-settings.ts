import { resolve } from 'node:path';
import { stepOrderNames, type StepOrder } from '../../shared/center-api.ts';
import { oneOf, readWords, refuseUnused, windowSize, WrongWords } from '../../shared/command-options.ts';
import { folderToWrite } from '../setup/command-folders.ts';
import { hasDisplay } from './display.ts';

export const startHelp = `Usage: npm start -- [options]

Opens the kiosk with simulated devices and an embedded issuing center, and beside it the console that sets cards, drops
coins and empties the paper. Without a display it runs one demonstration resident instead (npm run demo).

  --config FILE        a site's configuration: real devices and a real center, no console
  --first-start        with --config: where that file is not there, it is made at the screen by whoever has the center's
                       one-time code, and the kiosk starts with it
  --check-config FILE  checks a site's configuration and the files that it names, touches no device, and ends
  --config-schema      prints the JSON Schema of a site's configuration, for editors
  --host electron|chromium   instead of choosing by what is there
  --steps ORDER    municipality-first (default), card-first or card-before-municipality
  --size WxH           the kiosk's window in pixels (default 1024x768)
  --state DIR          keys, cards, registers and journal of the console (default var/console)
  --clear-alarm        somebody has looked into the alarm that locks this kiosk: clears it, in the journal
  --clock-is-right     the kiosk is out of service because its clock is behind the journal's last record, and somebody has
                       checked: the clock is right now and was ahead then; the journal records that
  --begin-journal      somebody has looked into a journal that cannot go on (docs/site.md, "When records are missing"): keeps its
                       files, begins a new one, carries over every record that can be read, and does not start the kiosk
  --enrol              with --config: reads the one-time code that the center has printed from the terminal or standard input,
                       makes the kiosk's key, gets its certificate, and does not start the kiosk (docs/site.md)
  --hash-code          reads an attendant's code (6 to 10 digits) from standard input and prints its hash for the site's
                       configuration; a code in an argument could be read by every user of the machine
  --out DIR            where the console's printer puts its sheets (default out/console)
  --version            the version
  --help               this text

Exit codes: 0 ended as asked, 1 could not start or failed, 2 wrong arguments, 75 an operator wants it started anew.
`;

/** What `npm start` was asked for. */
export interface StartSettings {
  readonly config: string | null;
  /** A configuration that is not there is made at the screen. */
  readonly firstStart: boolean;
  readonly host: 'electron' | 'chromium' | null;
  readonly clearAlarm: boolean;
  readonly clockIsRight: boolean;
  readonly beginJournal: boolean;
  readonly withDisplay: boolean;
  readonly console: ConsoleChoices;
}

/** What `npm start` does in place of starting. */
export type StartTask = 'hashCode' | 'schema' | { readonly check: string } | { readonly enrol: string };

/** What may be chosen for the console; it and its devices are loaded only when no site's configuration is given. */
interface ConsoleChoices {
  readonly steps: StepOrder;
  readonly size: { readonly width: number; readonly height: number };
  readonly state: string;
  readonly out: string;
}

const journalTasks = ['clear-alarm', 'clock-is-right', 'begin-journal'] as const;
const ofConsole = ['steps', 'size', 'state', 'out'] as const;

/**
 * Reads the words of `npm start`, without loading what they start.
 * @throws WrongWords
 */
export async function readStartSettings(
  args: readonly string[],
): Promise<StartSettings | StartTask | 'help'> {
  const word = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const values = readWords(args, {
    ...{ config: word, host: word, steps: word, size: word, state: word, out: word },
    'clear-alarm': flag,
    'clock-is-right': flag,
    'begin-journal': flag,
    'hash-code': flag,
    enrol: flag,
    'first-start': flag,
    'check-config': word,
    'config-schema': flag,
    help: flag,
  });
  if (values.help) return 'help';
  for (const alone of ['hash-code', 'config-schema', 'check-config'] as const) {
    if (values[alone] === undefined) continue;
    const others = Object.keys(values).filter((name) => name !== alone);
    refuseUnused(values, others, `--${alone} needs nothing else`);
  }
  if (values['hash-code']) return 'hashCode';
  if (values['config-schema']) return 'schema';
  if (values['check-config'] !== undefined) return { check: resolve(values['check-config']) };
  const { config } = values;
  if (values.enrol) {
    const others = Object.keys(values).filter((name) => name !== 'enrol' && name !== 'config');
    refuseUnused(values, others, '--enrol needs --config and nothing else');
    if (config === undefined) throw new WrongWords('--enrol: the configuration is required (--config)');
    return { enrol: resolve(config) };
  }
  if (config !== undefined)
    refuseUnused(values, ofConsole, 'is for the console; the site has a configuration');
  const firstStart = values['first-start'] ?? false;
  if (firstStart) {
    if (config === undefined)
      throw new WrongWords('--first-start: the place of the configuration is required (--config)');
    refuseUnused(values, journalTasks, 'is about a journal, and --first-start may begin without one');
  }
  const begin = values['begin-journal'] ?? false;
  const notHere = ['host', 'steps', 'size', 'out'];
  if (begin)
    refuseUnused(values, [...notHere, 'clear-alarm', 'clock-is-right'], '--begin-journal starts no kiosk');
  const withDisplay = !begin && (await hasDisplay());
  if (!withDisplay && !begin && config === undefined) {
    const onJournal = journalTasks.some((task) => values[task]);
    const unused = onJournal ? notHere : [...notHere, 'state'];
    refuseUnused(values, unused, 'there is no display for a window; `npm run demo` has its own options');
  }
  return {
    config: config === undefined ? null : resolve(config),
    firstStart,
    host: values.host === undefined ? null : oneOf('--host', ['electron', 'chromium'], values.host),
    clearAlarm: values['clear-alarm'] ?? false,
    clockIsRight: values['clock-is-right'] ?? false,
    beginJournal: begin,
    withDisplay,
    console: {
      steps: oneOf('--steps', stepOrderNames, values.steps ?? 'municipality-first'),
      size: windowSize('--size', values.size ?? '1024x768'),
      state: await folderToWrite('--state', values.state ?? 'var/console'),
      out: await folderToWrite('--out', values.out ?? 'out/console'),
    },
  };
}
