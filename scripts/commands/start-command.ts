import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { kioskConfigJsonSchema, readKioskConfig } from '../../electron/kiosk/config.ts';
import { fetchElectron, findElectron } from '../../electron/host/electron-runtime.ts';
import type { EarlyBrowser } from '../../electron/host/begin-browser.ts';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import { runInChromium } from '../../electron/main-chromium.ts';
import { buildRenderer } from '../../renderer/build.ts';
import { stepOrderNames, type StepOrder } from '../../shared/center-api.ts';
import { folderToWrite } from '../setup/command-folders.ts';
import { oneOf, readWords, refuseUnused, windowSize, WrongWords } from '../../shared/command-options.ts';
import { onEndSignal } from '../../shared/end-signals.ts';
import { checkConfig } from './check-config.ts';
import { hasDisplay } from './display.ts';
import { enrolCommand } from './enrol.ts';
import { printHash } from './hash-code.ts';
import { acceptClock, beginJournal, clearAlarm, journalFolders } from './journal-commands.ts';
import { showTime } from '../setup/show-time.mjs';

const help = `Usage: npm start -- [options]

Opens the kiosk with simulated devices and an embedded issuing center, and beside it the console that sets cards, drops
coins and empties the paper. Without a display it runs one demonstration resident instead (npm run demo).

  --config FILE        a site's configuration: real devices and a real center, no console
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

const root = join(import.meta.dirname, '..', '..');

interface Settings {
  readonly config: string | null;
  readonly host: 'electron' | 'chromium' | null;
  readonly clearAlarm: boolean;
  readonly clockIsRight: boolean;
  readonly beginJournal: boolean;
  readonly withDisplay: boolean;
  readonly console: ConsoleChoices;
}

/** What may be chosen for the console; it and its devices are loaded only when no site's configuration is given. */
interface ConsoleChoices {
  readonly steps: StepOrder;
  readonly size: { readonly width: number; readonly height: number };
  readonly state: string;
  readonly out: string;
}

const journalTasks = ['clear-alarm', 'clock-is-right', 'begin-journal'] as const;
const ofConsole = ['steps', 'size', 'state', 'out'] as const;

async function readSettings(
  args: readonly string[],
): Promise<
  Settings | 'help' | 'hashCode' | 'schema' | { readonly check: string } | { readonly enrol: string }
> {
  const word = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const values = readWords(args, {
    ...{ config: word, host: word, steps: word, size: word, state: word, out: word },
    'clear-alarm': flag,
    'clock-is-right': flag,
    'begin-journal': flag,
    'hash-code': flag,
    enrol: flag,
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

/** Electron is the product's default; where its runtime cannot be had, the distribution's Chromium. Says which, and why. */
function chooseElectron(wanted: Settings['host']): string | null {
  if (wanted === 'chromium') return null;
  const there = findElectron(root);
  if (there !== null) return there;
  console.log("Electron's runtime is not installed: fetching it …");
  if (fetchElectron(root)) return findElectron(root);
  console.log(
    "Electron's runtime cannot be fetched from here: the kiosk runs in the distribution's Chromium.",
  );
  return null;
}

/** Runs a bundled main process in Electron and ends when it does. */
async function runElectron(executable: string, entry: string, env: Record<string, string>): Promise<number> {
  const { buildElectronMain } = await import('../../electron/host/build-main.ts');
  const { main } = await buildElectronMain(root, join(root, entry));
  const asRoot = process.getuid?.() === 0;
  if (asRoot)
    console.log("Electron's sandbox is OFF because this runs as root; run as an ordinary user at a site.");
  const child = spawn(executable, [...(asRoot ? ['--no-sandbox'] : []), main], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  onEndSignal(() => child.kill('SIGTERM'));
  return new Promise((ended) => child.once('exit', (code) => ended(code ?? 1)));
}

/**
 * Starts what was asked for.
 * @param early the browser of a site's kiosk, where it is being launched already
 * @returns the exit code
 */
export async function start(args: readonly string[], early: EarlyBrowser | null = null): Promise<number> {
  const settings = await readSettings(args);
  if (settings === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if (settings === 'hashCode') return printHash();
  if (settings === 'schema') {
    console.log(JSON.stringify(kioskConfigJsonSchema(), null, 2));
    return 0;
  }
  if ('check' in settings) return checkConfig(settings.check);
  if ('enrol' in settings) return enrolCommand(settings.enrol, 'start');
  const config = settings.config === null ? null : await readKioskConfig(settings.config);
  if (config && !config.ok) {
    console.error(`start: ${config.error}`);
    return 2;
  }
  const site = config && settings.config !== null ? { file: settings.config, value: config.value } : null;
  const folders = journalFolders(site, settings.console.state);
  if (settings.beginJournal) return (await beginJournal(folders, site)) ? 0 : 1;
  if (settings.clockIsRight && !acceptClock(folders)) return 1;
  if (settings.clearAlarm && !clearAlarm(folders)) return 1;
  if (!settings.withDisplay) {
    if (config) throw new WrongWords('DISPLAY: a site needs a display (or WAYLAND_DISPLAY), and none is set');
    console.log('No display: one demonstration resident instead of a window.');
    return (await import('./demo.ts')).demo([]);
  }
  const dist = await showTime('building the page', buildRenderer);
  const electron = chooseElectron(settings.host);
  if (electron !== null) {
    return settings.config === null
      ? runElectron(electron, 'simulator/console/electron-main.ts', {
          KOMADO_CONSOLE: JSON.stringify({ ...settings.console, dist, panel: await panelPage() }),
        })
      : runElectron(electron, 'electron/main.ts', { KOMADO_CONFIG: settings.config, KOMADO_DIST: dist });
  }
  if (settings.host === 'electron') return 1;
  const executable = findChromium();
  if (executable === null) {
    console.error('start: neither Electron nor Chromium is installed: install the Debian package chromium');
    return 1;
  }
  if (settings.config !== null) return runInChromium(executable, settings.config, dist, early);
  const { serveConsole } = await import('../../simulator/console/serve-console.ts');
  const host = createChromiumHost({ executable, headless: false });
  return serveConsole(host, { ...settings.console, dist, panel: await panelPage() });
}

/** Builds the console's own page. */
async function panelPage(): Promise<string> {
  return (await import('../../simulator/console/panel/build.ts')).buildPanel();
}
