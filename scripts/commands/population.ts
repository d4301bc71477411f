import path from 'node:path';
import { parseArgs } from 'node:util';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { populationLimits, type PopulationSize } from '../../simulator/residents/generator/generate.ts';
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
export async function runPopulation(args: readonly string[]): Promise<number> {
  const settings = readSettings(args);
  if (settings === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if ('wrong' in settings) {
    process.stderr.write(`population: ${settings.wrong}\n\n${help}`);
    return 2;
  }
  try {
    return await load(settings);
  } catch (error) {
    process.stderr.write(`population: ${reasonOf(error)}\n`);
    return 1;
  }
}

async function load({ residents, seed, database }: Settings): Promise<number> {
  const told = new AbortController();
  const onSignal = () => told.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
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
    process.removeListener('SIGINT', onSignal);
    process.removeListener('SIGTERM', onSignal);
    await sql.close();
  }
}

function open(database: Settings['database']): Promise<Sql> {
  return 'url' in database
    ? Promise.resolve(openServer(database.url))
    : openEmbedded(path.join(database.state, 'registers'));
}

function readSettings(args: readonly string[]): Settings | 'help' | { readonly wrong: string } {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        residents: text,
        seed: text,
        database: text,
        state: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const residents = readNumber(values.residents ?? '');
    if (residents === null || residents < 1 || residents > mostResidents)
      return { wrong: `--residents: expected a number from 1 to ${mostResidents}` };
    const seed = readNumber(values.seed ?? '1');
    if (seed === null || seed >= seeds) return { wrong: `--seed: expected a number from 0 to ${seeds - 1}` };
    const { database: url = process.env['DATABASE_URL'], state } = values;
    if (values.database !== undefined && state !== undefined)
      return { wrong: 'expected --database or --state, not both' };
    if (state !== undefined && state !== '')
      return { residents, seed, database: { state: path.resolve(state) } };
    if (url === undefined || !/^postgres(ql)?:\/\//.test(url))
      return { wrong: 'expected --database postgres://…, or --state with the folder of a center' };
    return { residents, seed, database: { url } };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'wrong arguments' };
  }
}

function readNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed for an unknown reason';
  // When no server answers, Node collects one error for each address it tried.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error.message || error.name;
}

if (import.meta.main) process.exitCode = await runPopulation(process.argv.slice(2));
