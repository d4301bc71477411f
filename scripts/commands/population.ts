import path from 'node:path';
import { readWords, refuseUnused, runCommand, wholeNumber } from '../../shared/command-options.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import { populationLimits, type PopulationSize } from '../../simulator/residents/generator/generate.ts';
import { writeDelivery } from '../../simulator/residents/generator/delivery.ts';
import { folderToReplace } from '../setup/command-folders.ts';
import { readDatabase, type Database } from './registers-database.ts';
import { toldToEnd } from './told-to-end.ts';
import { loadPopulation, type LoadOptions } from '../../simulator/residents/generator/load.ts';

const { seeds, residents: mostResidents } = populationLimits;

const help = `Usage: npm run population -- --residents N [--seed S] (--database URL | --state DIR | --csv DIR)

Fills the registers of an issuing center with made-up residents of Tsukuba, Minato, Meguro, Arakawa and Tomakomai: households,
card certificates, seals, taxes, family registers, enrolments, restrictions and vaccinations. The same N and S give the same residents. None of
them exists, nor do their cards. What is already in the registers stays; after stopping, run it again to go on.

  --residents N    how many, 1 to ${mostResidents}
  --seed S         which population, 0 to ${seeds - 1} (default 1); another seed adds other residents
  --database URL   a PostgreSQL server (postgres://…). Set DATABASE_URL instead to keep a password out of the process list
  --state DIR      the embedded database of the center with this folder; the center must not be running
  --csv DIR        writes the CSV files that "npm run registers -- import" reads (docs/registers.md), and fills no registers
  --help           this text

The center fills only empty registers with the residents whose cards "npm run card" has: start it once before this command.

On SIGINT (Ctrl-C) or SIGTERM it ends after the current transaction. Exit codes: 0 all are entered, 1 not all are, or the
database cannot be reached, 2 wrong arguments.
`;

interface Settings extends PopulationSize {
  readonly into: Database | { readonly csv: string };
}

/**
 * Runs the command until all are entered or it is told to end.
 * @returns the exit code: 0, 1 or 2, as the help explains
 */
export function runPopulation(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'population', call: 'npm run population' }, async () => {
    const settings = await readSettings(args);
    if (settings !== 'help') return load(settings);
    process.stdout.write(help);
    return 0;
  });
}

async function load({ residents, seed, into }: Settings): Promise<number> {
  const told = toldToEnd();
  const began = performance.now();
  let said = began;
  const options: LoadOptions = {
    ...{ residents, seed, signal: told.signal },
    onProgress(soFar) {
      const now = performance.now();
      if (now - said < 5000 && soFar < residents) return;
      said = now;
      const seconds = Math.round((now - began) / 1000);
      process.stdout.write(`${String(soFar).padStart(8)} of ${residents} residents, ${seconds} s\n`);
    },
  };
  try {
    const entered = 'csv' in into ? await writeDelivery(into.csv, options) : await fill(into, options);
    if (entered === residents) return 0;
    const goOn = 'csv' in into ? 'begins anew' : 'goes on from there';
    process.stderr.write(`population: stopped after ${entered} residents; the same command ${goOn}\n`);
    return 1;
  } finally {
    told.done();
  }
}

async function fill(database: Database, options: LoadOptions): Promise<number> {
  const sql =
    'url' in database ? openServer(database.url) : await openEmbedded(path.join(database.state, 'registers'));
  try {
    return await loadPopulation(sql, options);
  } finally {
    await sql.close();
  }
}

async function readSettings(args: readonly string[]): Promise<Settings | 'help'> {
  const text = { type: 'string' } as const;
  const values = readWords(args, {
    residents: text,
    seed: text,
    database: text,
    state: text,
    csv: text,
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  const residents = wholeNumber('--residents', values.residents ?? '', 1, mostResidents);
  const seed = wholeNumber('--seed', values.seed ?? '1', 0, seeds - 1);
  if (values.csv === undefined) return { residents, seed, into: readDatabase(values.database, values.state) };
  refuseUnused(values, ['database', 'state'], '--csv fills no registers');
  return { residents, seed, into: { csv: await folderToReplace('--csv', values.csv, ['residents.csv']) } };
}

if (import.meta.main) process.exitCode = await runPopulation(process.argv.slice(2));
