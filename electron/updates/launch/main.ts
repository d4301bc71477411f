import { dirname, join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { launch, presentVersion } from './launch.ts';
import { nodeUpdateFiles } from './update-files.ts';

/*
 * Asked by the script that starts the kiosk, which goes on with the installed version when this fails. Prints where the code to be started is, its
 * number, after how many seconds without a word it is ended (0: never), and where updates are.
 * Arguments: `start` or `look`, then those of the kiosk.
 */
const [task, ...args] = process.argv.slice(2);

const place = args.findIndex((word) => word === '--config' || word.startsWith('--config='));
const named = args[place]?.startsWith('--config=') === true ? args[place].slice(9) : args[place + 1];
const config = resolve(place < 0 || named === undefined ? '/etc/komado/kiosk/kiosk.json' : named);

/** As far as it matters here; the kiosk itself judges its configuration. */
interface Settings {
  readonly journal?: unknown;
  readonly witness?: unknown;
  readonly updates?: { readonly folder?: unknown } | null;
}
const settings = JSON.parse(readFileSync(config, 'utf8').replace(/^\uFEFF/, '')) as Settings;
const beside = (path: string): string => resolve(dirname(config), path);
const journal = beside(typeof settings.journal === 'string' ? settings.journal : 'journal');
const witness = typeof settings.witness === 'string' ? beside(settings.witness) : `${journal}-witness`;
const { updates } = settings;
const folder = updates ? beside(typeof updates.folder === 'string' ? updates.folder : usualFolder()) : null;

const parts = {
  ...{ files: nodeUpdateFiles, folder, installed: join(import.meta.dirname, '..', '..', '..', '..') },
  ...{
    journal: { journal, witness },
    say: (line: string) => process.stderr.write(`komado-launch: ${line}\n`),
  },
};
const chosen =
  task === 'start' ? launch(parts) : { number: 0, place: presentVersion(parts), deadlineS: null };
process.stdout.write(`${chosen.place}\n${chosen.number}\n${chosen.deadlineS ?? 0}\n${folder ?? ''}\n`);

function usualFolder(): string {
  return '/var/lib/komado-updates';
}
