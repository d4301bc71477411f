import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeFile } from 'node:fs/promises';
import { startCenter } from '../../issuing-center/http/server.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { hasResident } from '../../issuing-center/registers/residents.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { writeKioskFiles } from '../../issuing-center/tls-link/kiosk-files.ts';
import { kioskNameSchema } from '../../issuing-center/tls-link/kiosk-name.ts';
import { systemClock } from '../../shared/dates.ts';
import { openCenterState } from '../../simulator/residents/center-state.ts';
import { holders } from '../../simulator/residents/holders.ts';
import { seedCenter } from '../../simulator/residents/seed.ts';
import { readTask, taskHelp, type CenterTask } from './center-tasks.ts';

const defaultPort = 8700;
const defaultListsPort = 8701;
const defaultState = path.resolve(import.meta.dirname, '../../var');

const help = `Usage: npm run center -- [options]

Starts a node of an issuing center alone, on 127.0.0.1 only. Its residents are made up; empty registers are filled with them.
Kiosks are heard over mutual TLS alone.

  --port N              port for kiosks, 0 for a free one (default ${defaultPort})
  --lists-port N        port for the public lists of seals and void numbers, 0 for a free one (default ${defaultListsPort})
  --state DIR           folder of its keys, test cards and registers (default var)
  --kiosk NAME          writes new credentials for a kiosk (K-0001) into DIR/kiosks before it listens
${taskHelp}  --help                this text

DATABASE_URL    a PostgreSQL server for the registers (postgres://…) instead of the embedded one. Several nodes may share it
                when they share the keys in DIR and run the same build and configuration; others are refused

Ends with SIGINT (Ctrl-C) or SIGTERM. Exit codes: 0 ended as asked, 1 could not start or broke, 2 wrong arguments.
`;

interface Settings {
  readonly port: number;
  readonly publicPort: number;
  readonly state: string;
  readonly kiosk: string | null;
  readonly task: CenterTask | null;
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
    const { task } = settings;
    if (task === null) say('starting', 'opens keys and registers');
    await withRegisters(settings, async (sql) => {
      if (task === null) return serve(settings, sql);
      process.stdout.write(`${await task(sql, settings.state)}\n`);
    });
    return 0;
  } catch (error) {
    process.stderr.write(`center: ${reasonOf(error)}\n`);
    return 1;
  }
}

function readSettings(args: readonly string[]): Settings | 'help' | { readonly wrong: string } {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: text,
        'lists-port': text,
        state: text,
        kiosk: text,
        'revoke-kiosk': text,
        'revoke-seal': text,
        enrolments: { type: 'boolean' },
        'set-enrolment': text,
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const port = readPort(values.port, defaultPort);
    if (port === null) return { wrong: '--port: expected a number from 0 to 65535' };
    const publicPort = readPort(values['lists-port'], defaultListsPort);
    if (publicPort === null) return { wrong: '--lists-port: expected a number from 0 to 65535' };
    const { kiosk = null } = values;
    if (kiosk !== null && !kioskNameSchema.safeParse(kiosk).success)
      return { wrong: '--kiosk: expected 3 to 32 capital letters, digits or hyphens' };
    const task = readTask(values);
    if (task !== null && 'wrong' in task) return task;
    return { port, publicPort, state: path.resolve(values.state ?? defaultState), kiosk, task };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : 'wrong arguments' };
  }
}

function readPort(text: string | undefined, fallback: number): number | null {
  const port = Number(text ?? fallback);
  return /^\d+$/.test(text ?? '0') && port <= 65_535 ? port : null;
}

async function withRegisters({ state }: Settings, work: (sql: Sql) => Promise<void>): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'];
  const sql = databaseUrl
    ? openServer(databaseUrl, () => process.stderr.write('center: a connection to the database broke\n'))
    : await openEmbedded(path.join(state, 'registers'));
  try {
    await work(sql);
  } finally {
    await sql.close();
  }
}

async function serve(settings: Settings, sql: Sql): Promise<void> {
  const { port, publicPort, state, kiosk } = settings;
  const ended = untilTold();
  const parts = await openCenterState(state, systemClock);
  const { options, ca } = parts;
  try {
    const center = await startCenter({
      ...options,
      sql,
      port,
      publicPort,
      onFault: ({ where, error, stack }) =>
        process.stderr.write(`center: ${error} at ${where}\n  ${stack.join('\n  ')}\n`),
    });
    try {
      if (await mayBeSeeded(sql)) {
        await seedCenter(sql, ca, systemClock);
        say('registers', `made-up residents, ${holders.length} of them with cards (PIN 1234)`);
      } else say('registers', 'in use with other residents: nothing was added to them');
      if (kiosk !== null) {
        const files = await writeKioskFiles(path.join(state, 'kiosks'), kiosk, options.transport);
        say(kiosk, Object.values(files).join(' '));
      }
      const keyFile = path.join(state, 'binding-public-key.der');
      await writeFile(keyFile, center.bindingPublicKey);
      say('binding key', keyFile);
      const rootFile = path.join(state, 'seal-root-public-key.bin');
      await writeFile(rootFile, options.sealKeys.rootPublicKey);
      say('seal root', rootFile);
      say('lists', center.publicUrl);
      say('listening', center.url);
      await ended;
    } finally {
      await center.close();
    }
  } finally {
    await parts.close();
  }
}

function say(what: string, text: string): void {
  process.stdout.write(`${what.padEnd(12)} ${text}\n`);
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

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'broke for an unknown reason';
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return `port ${String(error.port)} is in use: stop what listens there, or give --port and --lists-port 0 for free ones`;
  // Starting and closing alone end here; what breaks in a request, and may quote a resident's data, goes to onFault.
  return error.message || error.name;
}

if (import.meta.main) process.exitCode = await runCenter(process.argv.slice(2));
