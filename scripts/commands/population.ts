import path from 'node:path';
import { existsSync } from 'node:fs';
import { postgresUrl, readWords, runCommand, wholeNumber, WrongWords } from '../../shared/command-options.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { populationLimits, type PopulationSize } from '../../simulator/residents/generator/generate.ts';
import { toldToEnd } from './told-to-end.ts';
import { loadPopulation } from '../../simulator/residents/generator/load.ts';

const { seeds, residents: mostResidents } = populationLimits;

const help = `Usage: npm run population -- --residents N [--seed S] (--database URL | --state DIR)

Fills the registers of an issuing center with made-up residents of its five municipalities: households, card certificates,
seals, taxes, family registers, enrolments, restrictions and vaccinations. The same N and S give the same residents. None of
them exists, nor do their cards. What is already in the registers stays; after stopping, run it again to go on.

  --residents N    how many, 1 to ${mostResidents}
  --seed S         which population, 0 to ${seeds - 1} (default 1); another seed adds other residents
  --database URL   a PostgreSQL server (postgres://…). Set DATABASE_URL instead to keep a password out of the process list
  --state DIR      the embedded database of the center with this folder; the center must not be running
  --help           this text

The center fills only empty registers with the residents whose cards "npm run card" has: start it once before this command.

On SIGINT (Ctrl-C) or SIGTERM it ends after the current transaction. Exit codes: 0 all are entered, 1 not all are, or the
database cannot be reached, 2 wrong arguments.
`;

interface Settings extends PopulationSize {
  readonly database: { readonly url: string } | { readonly state: string };
}

/**
 * Runs the command until all are entered or it is told to end.
 * @returns the exit code: 0, 1 or 2, as the help explains
 */
export function runPopulation(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'population', call: 'npm run population' }, async () => {
    const settings = readSettings(args);
    if (settings !== 'help') return load(settings);
    process.stdout.write(help);
    return 0;
  });
}

async function load({ residents, seed, database }: Settings): Promise<number> {
  const told = toldToEnd();
  const sql = await open(database);
  try {
    const began = performance.now();
    let said = began;
    const entered = await loadPopulation(sql, {
      residents,
      seed,
      signal: told.signal,
      onProgress(soFar) {
        const now = performance.now();
        if (now - said < 5000 && soFar < residents) return;
        said = now;
        const seconds = Math.round((now - began) / 1000);
        process.stdout.write(`${String(soFar).padStart(8)} of ${residents} residents, ${seconds} s\n`);
      },
    });
    if (entered === residents) return 0;
    process.stderr.write(
      `population: stopped after ${entered} residents; the same command goes on from there\n`,
    );
    return 1;
  } finally {
    told.done();
    await sql.close();
  }
}

function open(database: Settings['database']): Promise<Sql> {
  return 'url' in database
    ? Promise.resolve(openServer(database.url))
    : openEmbedded(path.join(database.state, 'registers'));
}

function readSettings(args: readonly string[]): Settings | 'help' {
  const text = { type: 'string' } as const;
  const values = readWords(args, {
    residents: text,
    seed: text,
    database: text,
    state: text,
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  const residents = wholeNumber('--residents', values.residents ?? '', 1, mostResidents);
  const seed = wholeNumber('--seed', values.seed ?? '1', 0, seeds - 1);
  return { residents, seed, database: readDatabase(values.database, values.state) };
}

function readDatabase(url: string | undefined, state: string | undefined): Settings['database'] {
  if (url !== undefined && state !== undefined)
    throw new WrongWords('--database, --state: expected one of them');
  if (url !== undefined) return { url: postgresUrl('--database', url) };
  if (state !== undefined) {
    const place = path.resolve(state);
    // A misspelt folder would become a center of its own.
    if (!existsSync(path.join(place, 'registers')))
      throw new WrongWords(`--state: no center has registers in ${place}: start it once before`);
    return { state: place };
  }
  const fromWorld = process.env['DATABASE_URL'];
  if (fromWorld === undefined)
    throw new WrongWords('--database: expected postgres://…, or --state with the folder of a center');
  return { url: postgresUrl('DATABASE_URL', fromWorld) };
}

if (import.meta.main) process.exitCode = await runPopulation(process.argv.slice(2));
