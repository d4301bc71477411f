import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { hashCode } from '../../electron/kiosk/attendants/code-hash.ts';
import { buildElectronMain } from '../../electron/host/build-main.ts';
import { readKioskConfig, type KioskConfig } from '../../electron/kiosk/config.ts';
import { fetchElectron, findElectron } from '../../electron/host/electron-runtime.ts';
import { createChromiumHost, findChromium } from '../../electron/host/chromium-host.ts';
import { witnessFolderOf } from '../../electron/journal/journal.ts';
import { runInChromium } from '../../electron/main-chromium.ts';
import { buildRenderer } from '../../renderer/build.ts';
import { stepOrderNames, type StepOrder } from '../../shared/center-api.ts';
import { acceptClock, beginJournal, clearAlarm, type JournalFolders } from './journal-commands.ts';
import { showTime } from '../setup/show-time.mjs';

const help = `Usage: npm start -- [options]

Opens the kiosk with simulated devices and an embedded issuing center, and beside it the console that sets cards, drops
coins and empties the paper. Without a display it runs one demonstration resident instead (npm run demo).

  --config FILE        a site's configuration: real devices and a real center, no console
  --host electron|chromium   instead of choosing by what is there
  --steps ORDER    municipality-first (default), card-first or card-before-municipality
  --size WxH           the kiosk's window in pixels (default 1024x768)
  --state DIR          keys, cards, registers and journal of the console (default var/console)
  --clear-alarm        somebody has looked into the alarm that locks this kiosk: clears it, in the journal
  --clock-is-right     the kiosk is out of service because its clock is behind the journal's last record, and somebody has
                       checked: the clock is right now and was ahead then; the journal records that
  --begin-journal      somebody has looked into a journal that cannot go on (docs/site.md, "When records are missing"): keeps its
                       files, begins a new one, carries over every record that can be read, and does not start the kiosk
  --hash-code          reads an attendant's code (6 to 10 digits) from standard input and prints its hash for the site's
                       configuration; a code in an argument could be read by every user of the machine
  --out DIR            where the console's printer puts its sheets (default out/console)
  --help               this text

Exit codes: 0 ended as asked, 1 could not start or failed, 2 wrong arguments.
`;

const root = join(import.meta.dirname, '..', '..');

interface Settings {
  readonly config: string | null;
  readonly host: 'electron' | 'chromium' | null;
  readonly clearAlarm: boolean;
  readonly clockIsRight: boolean;
  readonly beginJournal: boolean;
  readonly console: ConsoleChoices;
}

/** What may be chosen for the console; it and its devices are loaded only when no site's configuration is given. */
interface ConsoleChoices {
  readonly steps: StepOrder;
  readonly size: { readonly width: number; readonly height: number };
  readonly state: string;
  readonly out: string;
}

function readSettings(args: readonly string[]): Settings | 'help' | 'hashCode' | { readonly wrong: string } {
  const word = { type: 'string' } as const;
  let values;
  try {
    const options = {
      config: word,
      host: word,
      steps: word,
      size: word,
      state: word,
      out: word,
      'clear-alarm': { type: 'boolean' },
      'clock-is-right': { type: 'boolean' },
      'begin-journal': { type: 'boolean' },
      'hash-code': { type: 'boolean' },
      help: { type: 'boolean' },
    } as const;
    values = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'wrong arguments' };
  }
  if (values.help) return 'help';
  if (values['hash-code']) return 'hashCode';
  const { steps: asked = 'municipality-first', host } = values;
  const steps = stepOrderNames.find((name) => name === asked);
  if (steps === undefined) {
    return { wrong: '--steps: expected municipality-first, card-first or card-before-municipality' };
  }
  if (host !== undefined && host !== 'electron' && host !== 'chromium') {
    return { wrong: '--host: expected electron or chromium' };
  }
  const [width = 0, height = 0] = (values.size ?? '1024x768').split('x').map(Number);
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 640 || height < 480) {
    return { wrong: '--size: expected WIDTHxHEIGHT in pixels, at least 640x480' };
  }
  if (values.config !== undefined && !existsSync(values.config)) {
    return { wrong: `--config: ${values.config} does not exist` };
  }
  return {
    config: values.config === undefined ? null : resolve(values.config),
    host: host ?? null,
    clearAlarm: values['clear-alarm'] ?? false,
    clockIsRight: values['clock-is-right'] ?? false,
    beginJournal: values['begin-journal'] ?? false,
    console: {
      steps,
      size: { width, height },
      state: resolve(values.state ?? 'var/console'),
      out: resolve(values.out ?? 'out/console'),
    },
  };
}

/**
 * Prints the hash of a code that comes in on standard input.
 * @returns the exit code
 */
async function printHash(): Promise<number> {
  const code = (await text(process.stdin)).trim();
  if (!/^[0-9]{6,10}$/.test(code)) {
    console.error('start: --hash-code: expected 6 to 10 digits on standard input');
    return 2;
  }
  console.log(await hashCode(code));
  return 0;
}

/** Where a site's journal and its witness are, or those of the console. */
function journalFolders(
  site: { readonly file: string; readonly value: KioskConfig } | null,
  state: string,
): JournalFolders {
  const beside = (path: string): string => resolve(site === null ? state : dirname(site.file), path);
  const folder = beside(site?.value.journal ?? 'journal');
  const witness = site?.value.witness ?? null;
  return { folder, witness: witness === null ? witnessFolderOf(folder) : beside(witness) };
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
  const { main } = await buildElectronMain(root, join(root, entry));
  const asRoot = process.getuid?.() === 0;
  if (asRoot)
    console.log("Electron's sandbox is OFF because this runs as root; run as an ordinary user at a site.");
  const child = spawn(executable, [...(asRoot ? ['--no-sandbox'] : []), main], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  process.once('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((ended) => child.once('exit', (code) => ended(code ?? 1)));
}

/**
 * Starts what was asked for.
 * @returns the exit code
 */
async function start(args: readonly string[]): Promise<number> {
  const settings = readSettings(args);
  if (settings === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if (settings === 'hashCode') return printHash();
  if ('wrong' in settings) {
    console.error(`start: ${settings.wrong}\n\n${help}`);
    return 2;
  }
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
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '';
  if (display === '') {
    if (config) {
      console.error('start: a site needs a display (DISPLAY or WAYLAND_DISPLAY is not set)');
      return 1;
    }
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
  if (settings.config !== null) return runInChromium(executable, settings.config, dist);
  const { serveConsole } = await import('../../simulator/console/serve-console.ts');
  const host = createChromiumHost({ executable, headless: false });
  return serveConsole(host, { ...settings.console, dist, panel: await panelPage() });
}

/** Builds the console's own page. */
async function panelPage(): Promise<string> {
  return (await import('../../simulator/console/panel/build.ts')).buildPanel();
}

process.exitCode = await start(process.argv.slice(2));
