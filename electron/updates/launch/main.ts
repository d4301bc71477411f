import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { launch, presentVersion, type Launch } from './launch.ts';
import { nodeUpdateFiles } from './update-files.ts';

/*
 * Asked by the script that starts the kiosk (start-kiosk), which goes on with the installed version when this fails. Prints where the code
 * is, its number, after how many seconds without a word it is ended (0: never), and where updates are.
 * Arguments: `start` or `look`, then those of the kiosk.
 */

/** As far as it matters here; the kiosk itself judges its configuration. */
interface Settings {
  readonly journal?: unknown;
  readonly witness?: unknown;
  readonly updates?: { readonly folder?: unknown } | null;
}

const usualConfig = '/etc/komado/kiosk/kiosk.json';
const usualFolder = '/var/lib/komado-updates';

function configIn(args: readonly string[]): string {
  const at = args.findIndex((word) => /^--config(=|$)/.test(word));
  const word = args[at] ?? '';
  return resolve((word.includes('=') ? word.slice(word.indexOf('=') + 1) : args[at + 1]) ?? usualConfig);
}

function choose(
  task: string | undefined,
  args: readonly string[],
): Launch & { readonly folder: string | null } {
  const config = configIn(args);
  const settings = JSON.parse(readFileSync(config, 'utf8').replace(/^\uFEFF/, '')) as Settings;
  const beside = (path: unknown, usual: string): string =>
    resolve(dirname(config), typeof path === 'string' ? path : usual);
  const journal = beside(settings.journal, 'journal');
  const places = { journal, witness: beside(settings.witness, `${journal}-witness`) };
  const folder = settings.updates ? beside(settings.updates.folder, usualFolder) : null;
  const installed = resolve(import.meta.dirname, '..', '..', '..', '..');
  const parts = { files: nodeUpdateFiles, folder, installed };
  if (task === 'look') return { folder, number: 0, deadlineS: null, place: presentVersion(parts) };
  const say = (line: string): void => void process.stderr.write(`komado-launch: ${line}\n`);
  return { folder, ...launch({ ...parts, journal: places, say }) };
}

const [task, ...args] = process.argv.slice(2);
try {
  const { place, number, deadlineS, folder } = choose(task, args);
  process.stdout.write(`${join(place)}\n${number}\n${deadlineS ?? 0}\n${folder ?? ''}\n`);
} catch {
  // The installed version says what is wrong with its configuration.
  process.exitCode = 1;
}
