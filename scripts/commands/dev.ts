import { stepOrderNames, type StepOrder } from '../../shared/center-api.ts';
import { folderToWrite } from '../setup/command-folders.ts';
import { oneOf, readWords, runCommand, windowSize } from '../../shared/command-options.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import { startPageServer } from '../../simulator/console/dev/page-server.ts';
import { ensureCompiled } from '../languages/ensure-compiled.ts';
import { showTime } from '../setup/show-time.mjs';
import { toldToEnd } from './told-to-end.ts';

const help = `Usage: npm run dev -- [options]

Opens kiosk and console in Chromium and updates them with every file that is saved: the pages are changed in place,
on the screen they are showing; when a file of the main process is saved, that process restarts with the same keys,
registers and journal. The pages are served on loopback only. Ctrl-C, or closing the console, ends it.

  --steps ORDER  municipality-first (default), card-first or card-before-municipality
  --size WxH     the kiosk's window in pixels (default 1024x768)
  --headless     without windows, even where there is a display
  --state DIR    keys, cards, registers and journal (default var/dev)
  --out DIR      where the printer puts its sheets (default out/dev)
  --help         this text

Exit codes: 0 ended as asked, 1 could not start, 2 wrong arguments.
`;

const root = join(import.meta.dirname, '..', '..');
/** What the main process is made of; the pages' own folders are handled by their servers. */
const rooms = [
  'electron',
  'issuing-center',
  'logging',
  'telemetry',
  'printing',
  'shared',
  'simulator',
  'state-machines',
].map((room) => join(root, room));

interface Settings {
  readonly steps: StepOrder;
  readonly size: { readonly width: number; readonly height: number };
  readonly headless: boolean;
  readonly state: string;
  readonly out: string;
}

async function readSettings(args: readonly string[]): Promise<Settings | 'help'> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const values = readWords(args, {
    ...{ steps: text, size: text, headless: flag, state: text, out: text, help: flag },
  });
  if (values.help) return 'help';
  return {
    steps: oneOf('--steps', stepOrderNames, values.steps ?? 'municipality-first'),
    size: windowSize('--size', values.size ?? '1024x768'),
    headless: values.headless ?? false,
    state: await folderToWrite('--state', values.state ?? 'var/dev'),
    out: await folderToWrite('--out', values.out ?? 'out/dev'),
  };
}

/** Whether the main process runs code of this file. */
function isOfMain(file: string): boolean {
  return (
    /\.(ts|json|sql)$/.test(file) && !/\.(test|e2e)\.ts$/.test(file) && !file.includes('/console/panel/')
  );
}

/** @returns the exit code: 0, 1 or 2, as the help explains */
export function dev(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'dev', call: 'npm run dev' }, async () => {
    const settings = await readSettings(args);
    if (settings !== 'help') return serve(settings);
    process.stdout.write(help);
    return 0;
  });
}

async function serve(settings: Settings): Promise<number> {
  const executable = findChromium();
  if (executable === null) {
    console.error('dev: Chromium is missing: install the Debian package chromium');
    return 1;
  }
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '';
  const headless = settings.headless || display === '';
  if (headless && !settings.headless)
    console.log(
      'No display: kiosk and console run in Chromium without windows. To see them, set DISPLAY or WAYLAND_DISPLAY (xvfb-run does).',
    );
  const told = toldToEnd();
  const [kiosk, panel] = await showTime('starting the page servers', () =>
    Promise.all([startPageServer(root, 'kiosk'), startPageServer(root, 'panel')]),
  );
  const start = (): ChildProcess =>
    spawn(process.execPath, [...process.execArgv, join(root, 'simulator/console/dev/dev-main.ts')], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        KOMADO_DEV: JSON.stringify({
          ...settings,
          ...{ executable, headless, ports: { komado: kiosk.port, simulatorConsole: panel.port } },
        }),
      },
    });
  let saved: () => void = () => undefined;
  kiosk.onSaved(rooms, (file) => {
    if (isOfMain(file)) saved();
  });
  kiosk.onSaved([join(root, 'languages')], (file) => {
    if (file.endsWith('.json')) compileSaved().catch((error: unknown) => console.error(error));
  });
  /** Read again after each wait. */
  const isToldToEnd = (): boolean => told.signal.aborted;
  try {
    for (;;) {
      const next = new AbortController();
      saved = () => next.abort();
      const code = await runUntil(start(), AbortSignal.any([next.signal, told.signal]));
      if (isToldToEnd()) return 0;
      if (next.signal.aborted) {
        console.log('A file of the main process was saved: it is restarted.');
        continue;
      }
      if (code === 0) return 0;
      console.log('The main process failed: it restarts when one of its files is saved.');
      await Promise.race([once(next.signal, 'abort'), once(told.signal, 'abort')]);
      if (isToldToEnd()) return 0;
    }
  } finally {
    told.done();
    await Promise.all([kiosk.close(), panel.close()]);
  }
}

/** The page servers notice what comes out. A text with a fault leaves the screens as they are. */
async function compileSaved(): Promise<void> {
  const made = await ensureCompiled();
  if (!made.ok) for (const fault of made.error) console.error(`languages/${fault}`);
}

/** Resolves with the exit code of a process that ended by itself, or that was ended because the signal aborted. */
async function runUntil(child: ChildProcess, signal: AbortSignal): Promise<number> {
  const end = (): void => void child.kill('SIGTERM');
  if (signal.aborted) end();
  signal.addEventListener('abort', end);
  const code = await new Promise<number | null>((ended) => child.once('exit', ended));
  signal.removeEventListener('abort', end);
  return code ?? 1;
}

if (import.meta.main) process.exitCode = await dev(process.argv.slice(2));
