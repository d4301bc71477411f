import { dirname, join, resolve } from 'node:path';
import { statSync } from 'node:fs';
import { z } from 'zod';
import { debianArchitecture } from '../../electron/updates/architecture.ts';
import { handIn, newestUpdateIn } from '../../electron/updates/hand-in.ts';
import { askFor, wishFor } from '../../electron/updates/kiosk-updates.ts';
import { factsFile, factsOf, treesIn } from '../../electron/updates/launch/launch-files.ts';
import { nodeUpdateFiles } from '../../electron/updates/launch/update-files.ts';
import { readMakerKeys } from '../../electron/updates/maker-keys.ts';
import { stage } from '../../electron/updates/stage.ts';
import { nodeStageFiles } from '../../electron/updates/stage-files.ts';
import { standingOf, stateNow, takeable, type UpdateStanding } from '../../electron/updates/standing.ts';
import { updatesSchema, type UpdatesConfig } from '../../electron/updates/updates-config.ts';
import { readPlainFile } from '../../logging/own-file.ts';
import { readWordsAndFiles, WrongWords } from '../../shared/command-options.ts';
import { configFault, parseConfig } from '../../shared/config-text.ts';
import { systemClock } from '../../shared/dates.ts';
import { productRoot, versionLine } from '../setup/product-root.ts';

const usualFile = '/etc/komado/kiosk/kiosk.json';

const help = `Usage: komado-update [FILE] [options]

Updates of this kiosk (docs: updates.md). Without an option says which version is present and how far an update has come. As the user
komado: runuser -u komado -- komado-update /media/stick/komado-1.2.3.update

  FILE           hands an update in; of a folder, the newest komado-VERSION.update in it. It is checked and unpacked by the service
                 komado-update, and taken by the kiosk when nobody is served
  --take         what is staged is taken as soon as nobody is served, whatever the time
  --back         goes back to the version before as soon as nobody is served
  --now          with --take or --back, for a kiosk that does not run: at its next start
  --stage        checks and unpacks what was handed in: what the service does, as the user komado-update
  --config FILE  the site's configuration (default ${usualFile})
  --version      the version
  --help         this text

Exit codes: 0 done, 1 failed or refused, 2 wrong arguments or configuration.
`;

type Updates = NonNullable<UpdatesConfig>;

/** @returns the exit code */
export async function runUpdate(args: readonly string[]): Promise<number> {
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = readWordsAndFiles(args, {
    config: { type: 'string', default: usualFile },
    ...{ take: flag, back: flag, now: flag, stage: flag, version: flag, help: flag },
  });
  if (values.help || values.version) {
    console.log(values.help ? help.trimEnd() : versionLine());
    return 0;
  }
  const tasks = [values.take && '--take', values.back && '--back', values.stage && '--stage', positionals[0]];
  const [task, ...more] = [...tasks, ...positionals.slice(1)].filter((each) => typeof each === 'string');
  if (more.length > 0) throw new WrongWords(`${more.join(', ')}: one task at a time`);
  if (values.now && !values.take && !values.back) throw new WrongWords('--now: is for --take and --back');
  const file = resolve(values.config);
  const updates = await readUpdates(file);
  if (typeof updates === 'string') {
    console.error(`komado-update: ${updates}`);
    return 2;
  }
  if (updates === null) {
    console.error(`komado-update: ${configFault(file, ['updates'], 'not set: this kiosk takes no updates')}`);
    // The service runs on every kiosk.
    return values.stage ? 0 : 2;
  }
  const folder = resolve(dirname(file), updates.folder);
  if (values.stage) return stageAll(updates, file, folder);
  if (values.take || values.back) return ask(folder, values.back ? 'back' : 'take', values.now === true);
  if (task !== undefined) return give(folder, resolve(task));
  for (const line of words(standing(folder))) console.log(line);
  return 0;
}

/** Of the configuration only what is needed here: a stager works where the kiosk does not. */
async function readUpdates(file: string): Promise<UpdatesConfig | string> {
  const bytes = await readPlainFile(file);
  if (bytes === null) return `${file}: cannot be read`;
  const parsed = parseConfig(file, bytes.toString('utf8'), z.looseObject({ updates: updatesSchema }));
  return parsed.ok ? parsed.value.updates : parsed.error;
}

function stageAll(updates: Updates, file: string, folder: string): number {
  const keys = readMakerKeys(updates, file, (path) => resolve(dirname(file), path));
  if (!keys.ok) {
    console.error(`komado-update: ${keys.error}`);
    return 2;
  }
  const parts = {
    ...{ files: nodeStageFiles, folder, installed: dirname(productRoot), keys: keys.value },
    architecture: debianArchitecture(),
    say: (line: string) => console.error(`komado-update: ${line}`),
  };
  // Another may be handed in meanwhile.
  let last = stage(parts);
  let code = 0;
  for (; last !== null; last = stage(parts)) code = last.step === 'refused' ? 1 : 0;
  return code;
}

/** This command is the installed package's, whichever version of the kiosk is present. */
function standing(folder: string): UpdateStanding {
  const installed = factsOf(nodeUpdateFiles, join(productRoot, factsFile));
  const { present } = stateNow(nodeUpdateFiles, folder);
  const own = treesIn(nodeUpdateFiles, folder).find(({ number }) => number === present) ?? installed;
  return standingOf(nodeUpdateFiles, folder, { own, installed });
}

function ask(folder: string, what: 'take' | 'back', now: boolean): number {
  const found = standing(folder);
  const number =
    what === 'take' ? takeable(found) : found.before === null ? null : (found.present?.number ?? null);
  if (number === null) {
    console.error(
      what === 'take'
        ? 'komado-update: nothing is staged'
        : 'komado-update: there is no version before, or it could not read the journal',
    );
    return 1;
  }
  if (now) wishFor(nodeUpdateFiles, folder, { what, number, devices: [], at: systemClock.now() });
  else askFor(nodeUpdateFiles, folder, what);
  console.log(now ? 'at the next start of the kiosk' : 'as soon as nobody is served');
  return 0;
}

const whyNotGiven = {
  none: 'there is no update',
  changed: 'it is another one by now',
  noRoom: 'there is no room for it on the disk',
  io: 'it cannot be read, or its folder not be written (as the user komado?)',
} as const;

async function give(folder: string, path: string): Promise<number> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? await newestUpdateIn(path) : path;
  const given = file === null ? null : await handIn(folder, file);
  if (given?.ok === true) {
    console.log(`${file ?? path}: handed in`);
    return 0;
  }
  console.error(`komado-update: ${path}: ${whyNotGiven[given?.error ?? 'none']}`);
  return 1;
}

function words({ present, update, before }: UpdateStanding): readonly string[] {
  const step =
    'version' in update && update.version !== null
      ? `${update.step}: version ${update.version}`
      : update.step;
  const why = 'why' in update ? ` (${update.why})` : '';
  return [
    `present: ${present === null ? 'no installed version' : `version ${present.version}, number ${present.number}`}`,
    `update: ${step}${why}`,
    `back: ${before === null ? 'no' : before === 0 ? 'to the installed version' : `to number ${before}`}`,
  ];
}
