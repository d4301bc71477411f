import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadMunicipalities, MunicipalityDataError } from '../../issuing-center/municipalities/load.ts';
import { buildPreparationPage } from '../../preparation/build-page.ts';
import { readWords, runCommand, WrongWords } from '../../shared/command-options.ts';
import { japanDate, systemClock, type Clock } from '../../shared/dates.ts';
import { folderToWrite } from '../setup/command-folders.ts';
import { showTime } from '../setup/show-time.mjs';

const defaultOut = path.resolve(import.meta.dirname, '../../out/prepared.html');

const help = `Usage: npm run prepared -- [--out FILE] [--municipalities FOLDER]

Writes the page on which a visit is prepared at home: one HTML file for a municipality's own site, or to be sent by mail. It works
offline, in all languages; docs/prepared.md tells how to put it on a site, and when to build it anew.

  --out FILE               the file (default out/prepared.html); open it in a browser to see it
  --municipalities FOLDER  files of the municipalities that take part (default those that come with the center)
  --help                   this text

Exit codes: 0 written, 1 a municipality's file is not usable, 2 wrong arguments or a file that cannot be written.
`;

/** @returns the exit code: 0, 1 or 2, as the help explains */
export function runPrepared(args: readonly string[], clock: Clock = systemClock): Promise<number> {
  return runCommand({ name: 'prepared', call: 'npm run prepared' }, async () => {
    const values = readWords(args, {
      ...{ out: { type: 'string' }, municipalities: { type: 'string' } },
      help: { type: 'boolean' },
    });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    const out = path.resolve(values.out ?? defaultOut);
    await folderToWrite('--out', path.dirname(out));
    if (await isFolder(out)) throw new WrongWords(`--out: ${out} is a folder: expected the name of a file`);
    const { municipalities } = values;
    if (municipalities !== undefined && !(await isFolder(municipalities)))
      throw new WrongWords(`--municipalities: ${municipalities} is no folder`);
    return write(out, municipalities, clock);
  });
}

async function isFolder(place: string): Promise<boolean> {
  return (await stat(place).catch(() => null))?.isDirectory() ?? false;
}

async function write(out: string, folder: string | undefined, clock: Clock): Promise<number> {
  try {
    const municipalities = await loadMunicipalities(folder);
    const page = await showTime('building the page', () =>
      buildPreparationPage(municipalities, japanDate(clock.now())),
    );
    await writeFile(out, page);
    const kilobytes = Math.round(Buffer.byteLength(page) / 1000);
    process.stdout.write(`wrote ${out} (${kilobytes} kB, ${municipalities.size} municipalities)\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof MunicipalityDataError)) throw error;
    process.stderr.write(`prepared: ${error.message}\n`);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await runPrepared(process.argv.slice(2));
