import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeFile } from 'node:fs/promises';
import { openSigningKey } from '../../issuing-center/keys.ts';
import { startCenter } from '../../issuing-center/server.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { migrate } from '../../issuing-center/store/migrate.ts';
import { hasResident } from '../../issuing-center/store/registers.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { systemClock } from '../../shared/dates.ts';
import { holders } from '../../simulator/population/holders.ts';
import { seedCenter } from '../../simulator/population/seed.ts';
import { openTestCa } from '../../simulator/test-ca/test-ca.ts';

const defaultPort = 8700;
const defaultState = path.resolve(import.meta.dirname, '../../var');

const help = `Usage: npm run center -- [--port N] [--state DIR] [--help]

Starts an issuing center alone, on 127.0.0.1 only. Its residents are made up; empty registers are filled with them.

  --port N      port to listen on, 0 for a free one (default ${defaultPort})
  --state DIR   folder of its keys, test cards and registers (default var)
  --help        this text

DATABASE_URL    a PostgreSQL server for the registers (postgres://…) instead of the embedded one

Ends with SIGINT (Ctrl-C) or SIGTERM. Exit codes: 0 ended as asked, 1 could not start or broke, 2 wrong arguments.
`;

interface Settings {
  readonly port: number;
  readonly state: string;
}

/** Runs the command until it is told to end. @returns the exit code: 0, 1 or 2 as the help says */
export async function runCenter(args: readonly string[]): Promise<number> {
  const settings = readSettings(args);
  if (settings === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if ('wrong' in settings) {
    process.stderr.write(`center: ${settings.wrong}\n\n${help}`);
    return 2;
  }
  try {
    await serve(settings);
    return 0;
  } catch (error) {
    process.stderr.write(`center: ${reasonOf(error, settings)}\n`);
    return 1;
  }
}

function readSettings(args: readonly string[]): Settings | 'help' | { readonly wrong: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, state: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return 'help';
    const port = Number(values.port ?? defaultPort);
    if (!/^\d+$/.test(values.port ?? '0') || port > 65_535)
      return { wrong: '--port: expected a number from 0 to 65535' };
    return { port, state: path.resolve(values.state ?? defaultState) };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'wrong arguments' };
  }
}

async function serve({ port, state }: Settings): Promise<void> {
  const ended = untilTold();
  const databaseUrl = process.env['DATABASE_URL'];
  const sql = databaseUrl
    ? openServer(databaseUrl, () => process.stderr.write('center: a connection to the database broke\n'))
    : await openEmbedded(path.join(state, 'registers'));
  try {
    const ca = await openTestCa(path.join(state, 'test-ca'), systemClock);
    await migrate(sql);
    if (await mayBeSeeded(sql)) {
      await seedCenter(sql, ca, systemClock);
      process.stdout.write(
        `registers hold made-up residents, ${holders.length} of them with cards (PIN 1234)\n`,
      );
    } else process.stdout.write('registers are in use with other residents: nothing was added to them\n');
    const center = await startCenter({
      sql,
      anchors: ca.anchors().userAuthentication,
      signingKey: await openSigningKey(path.join(state, 'keys')),
      font: await loadMincho(),
      clock: systemClock,
      port,
      onFault: ({ where, error, stack }) =>
        process.stderr.write(`center: ${error} at ${where}\n  ${stack.join('\n  ')}\n`),
    });
    try {
      const keyFile = path.join(state, 'binding-public-key.der');
      await writeFile(keyFile, center.bindingPublicKey);
      process.stdout.write(`binding key  ${keyFile}\nlistening    ${center.url}\n`);
      await ended;
    } finally {
      await center.close();
    }
  } finally {
    await sql.close();
  }
}

/** Empty registers, or registers that were filled here before: cards made since then are added. */
async function mayBeSeeded(sql: Sql): Promise<boolean> {
  const [first] = holders;
  return !(await hasResident(sql)) || (first !== undefined && (await hasResident(sql, first.id)));
}

/** A second signal ends the process at once, by the system's own handler. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function reasonOf(error: unknown, { port }: Settings): string {
  if (!(error instanceof Error)) return 'broke for an unknown reason';
  if ('code' in error && error.code === 'EADDRINUSE')
    return `port ${port} is in use: stop what listens there, or give --port 0 for a free one`;
  // Starting and closing alone end here; what breaks in a request, and may quote a resident's data, goes to onFault.
  return error.message || error.name;
}

if (import.meta.main) process.exitCode = await runCenter(process.argv.slice(2));
