import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { kioskConfigJsonSchema, readKioskConfig } from '../../electron/kiosk/config.ts';
import { fetchElectron, findElectron } from '../../electron/host/electron-runtime.ts';
import type { EarlyBrowser } from '../../electron/host/begin-browser.ts';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import { runInChromium } from '../../electron/main-chromium.ts';
import { buildRenderer } from '../../renderer/build.ts';
import { WrongWords } from '../../shared/command-options.ts';
import { onEndSignal } from '../../shared/end-signals.ts';
import { checkConfig } from './check-config.ts';
import { enrolCommand } from './enrol.ts';
import { printHash } from './hash-code.ts';
import type { StartSettings, StartTask } from './start-settings.ts';
import { acceptClock, beginJournal, clearAlarm, journalFolders } from './journal-commands.ts';
import { showTime } from '../setup/show-time.mjs';

const root = join(import.meta.dirname, '..', '..');

/** Electron is the product's default; where its runtime cannot be had, the distribution's Chromium. Says which, and why. */
function chooseElectron(wanted: StartSettings['host']): string | null {
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
export async function start(
  settings: StartSettings | StartTask,
  early: EarlyBrowser | null,
): Promise<number> {
  if (settings === 'hashCode') return printHash();
  if (settings === 'schema') {
    console.log(JSON.stringify(kioskConfigJsonSchema(), null, 2));
    return 0;
  }
  if ('check' in settings) return checkConfig(settings.check);
  if ('enrol' in settings) return enrolCommand(settings.enrol, 'start');
  const { firstStart } = settings;
  // Where it may be made at the screen, it is read afterwards.
  const config = settings.config === null || firstStart ? null : await readKioskConfig(settings.config);
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
    if (settings.config !== null)
      throw new WrongWords('DISPLAY: a site needs a display (or WAYLAND_DISPLAY), and none is set');
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
      : runElectron(electron, 'electron/main.ts', {
          ...{ KOMADO_CONFIG: settings.config, KOMADO_DIST: dist },
          KOMADO_FIRST_START: firstStart ? '1' : '',
        });
  }
  if (settings.host === 'electron') return 1;
  const executable = findChromium();
  if (executable === null) {
    console.error('start: neither Electron nor Chromium is installed: install the Debian package chromium');
    return 1;
  }
  if (settings.config !== null)
    return runInChromium(executable, settings.config, dist, { early, firstStart });
  const { serveConsole } = await import('../../simulator/console/serve-console.ts');
  const host = createChromiumHost({ executable, headless: false });
  return serveConsole(host, { ...settings.console, dist, panel: await panelPage() });
}

/** Builds the console's own page. */
async function panelPage(): Promise<string> {
  return (await import('../../simulator/console/panel/build.ts')).buildPanel();
}
