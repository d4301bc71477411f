import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import {
  furtherTaskOptions,
  readKioskName,
  readTask,
  taskHelp,
  taskOptions,
  type OperatorTask,
} from '../../issuing-center/operator-tasks.ts';
import { centerName, isLoopback } from '../../issuing-center/config.ts';
import { openConsoleAuthority } from '../../issuing-center/console/console-authority.ts';
import type { Authority } from '../../issuing-center/tls-link/authority.ts';
import { isFolderTaken } from '../../issuing-center/store/folder-lock.ts';
import { openTransport, loopbackNames } from '../../issuing-center/tls-link/transport.ts';
import { logOutput, processWorld, reasonOf, runNode, say } from '../../issuing-center/run-node.ts';
import { openRegistersIn } from '../residents/empty-cluster.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { writeKioskFiles } from '../../issuing-center/tls-link/kiosk-files.ts';
import type { EventLog } from '../../logging/event-log.ts';
import { logFileDefaults, openLog, traceUncaught } from '../../logging/open-log.ts';
import { folderToWrite } from '../../scripts/setup/command-folders.ts';
import {
  postgresUrl,
  readWords,
  refuseUnused,
  runCommand,
  wholeNumber,
  WrongWords,
} from '../../shared/command-options.ts';
import { systemClock } from '../../shared/dates.ts';
import { showTime } from '../../scripts/setup/show-time.mjs';
import { howToFill } from '../residents/how-to-fill.ts';
import { openCenterState } from '../residents/center-state.ts';
import { holders } from '../residents/holders.ts';
import { seedCenter } from '../residents/seed.ts';

const defaultPort = 8700;
const defaultListsPort = 8701;
const loopback = '127.0.0.1';
const defaultState = path.resolve(import.meta.dirname, '../../var');

const help = `Usage: npm run center -- [options]
       npm run center -- --config center.json [task]

With a configuration: a node of a municipality's center (npm run center -- --config center.json --help). Without one: the
demonstration center. Its authorities, cards and residents are made up; empty registers are filled with them. Kiosks connect over
mutual TLS only.

  --port N              port for kiosks, 0 for a free one (default ${defaultPort})
  --lists-port N        port for the public lists of seals and void numbers, 0 for a free one (default ${defaultListsPort})
  --console-port N      port for the console of operators on this machine, 0 for a free one; left out: no console
  --listen ADDRESS      where it listens for kiosks and lists (default 127.0.0.1, for this machine alone; 0.0.0.0: for all)
  --name NAME           a host name or address at which kiosks on other machines reach it, for its certificate; may be given again
  --made-up             fills an empty database at DATABASE_URL with made-up residents, whose PIN is 1234; without it no server's
                        database is filled, and never one on which another center has worked
  --state DIR           folder of its keys, test cards and registers (default var)
  --kiosk NAME          writes new credentials for a kiosk (K-0001) into DIR/kiosks; then it listens, unless a center runs here already
${taskHelp}  --help                this text

DATABASE_URL    a PostgreSQL server for the registers (postgres://…) instead of the embedded one. Several nodes may share it
                when they share the keys in DIR and run the same build and configuration; others are refused

Ends with SIGINT (Ctrl-C) or SIGTERM. Exit codes: 0 ended as asked, 1 could not start or failed, 2 wrong arguments.
`;

interface Settings {
  readonly port: number;
  readonly publicPort: number;
  /** Null: no console. */
  readonly consolePort: number | null;
  readonly state: string;
  /** A PostgreSQL server; null for the embedded database. */
  readonly database: string | null;
  /** Whether an empty database of a server may be filled with made-up residents. */
  readonly madeUp: boolean;
  readonly listen: string;
  /** Beside those of this machine. */
  readonly names: readonly string[];
  readonly kiosk: string | null;
  readonly task: OperatorTask | null;
}

/** Runs the demonstration center until it is told to end. @returns the exit code: 0, 1 or 2, as in the help */
export function runDemonstrationCenter(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'center', call: 'npm run center' }, async () => {
    const settings = await readSettings(args);
    if (settings !== 'help') return run(settings);
    process.stdout.write(help);
    return 0;
  });
}

async function run(settings: Settings): Promise<number> {
  const { state, task } = settings;
  const { log, close: closeLog } = openLog({
    ...{ name: 'center', source: 'center', clock: systemClock, outputLevel: 'warn' },
    output: logOutput(processWorld),
    files: { folder: path.join(state, 'log'), ...logFileDefaults },
  });
  const endTrace = traceUncaught(log);
  try {
    if (task === null) {
      processWorld.out(
        'Demonstration center: its authorities, cards and residents are made up. A municipality starts its own with --config.',
      );
      if (settings.kiosk !== null && (await giveCredentials(settings, settings.kiosk)) === 'done') return 0;
      await withDatabase(settings, log, (sql) => serve(settings, log, sql));
    } else {
      const [sealKeys, line] = [path.join(state, 'seal-keys'), path.join(state, 'transport')];
      const handOut = path.join(state, 'operators');
      const openConsole = (): Promise<Authority> => openConsoleIn(state);
      const withSql = (work: Work): Promise<string> => withDatabase(settings, log, work);
      const lineCa = async () => (await openTransport(line, systemClock)).ca;
      const keys = { sealKeys, line, lineCa, enrols: false };
      processWorld.out(await task({ withDatabase: withSql, ...keys, openConsole, handOut }));
    }
    return 0;
  } catch (error) {
    if (error instanceof WrongWords) throw error;
    processWorld.err(`center: ${reasonOf(error, 'give --port and --lists-port 0 for free ones')}`);
    return 1;
  } finally {
    endTrace();
    closeLog();
  }
}

async function readSettings(args: readonly string[]): Promise<Settings | 'help'> {
  const text = { type: 'string' } as const;
  const values = readWords(args, {
    port: text,
    'lists-port': text,
    state: text,
    kiosk: text,
    listen: text,
    name: { type: 'string', multiple: true },
    'made-up': { type: 'boolean' },
    'console-port': text,
    ...taskOptions,
    ...furtherTaskOptions,
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  const task = readTask(values);
  if (task !== null)
    refuseUnused(
      values,
      ['port', 'lists-port', 'console-port', 'kiosk', 'listen', 'name', 'made-up'],
      'this task does not listen',
    );
  const port = (option: string, given: string | undefined, fallback: number): number =>
    wholeNumber(option, given ?? String(fallback), 0, 65_535);
  const url = process.env['DATABASE_URL'] ?? '';
  return {
    port: port('--port', values.port, defaultPort),
    publicPort: port('--lists-port', values['lists-port'], defaultListsPort),
    consolePort:
      values['console-port'] === undefined ? null : port('--console-port', values['console-port'], 0),
    ...readPlace(values.listen ?? loopback, values.name ?? []),
    kiosk: values.kiosk === undefined ? null : readKioskName('--kiosk', values.kiosk),
    database: url === '' ? null : postgresUrl('DATABASE_URL', url),
    state:
      task === null ? await folderToWrite('--state', values.state ?? defaultState) : stateInUse(values.state),
    madeUp: values['made-up'] ?? false,
    task,
  };
}

function readPlace(listen: string, names: readonly string[]): Pick<Settings, 'listen' | 'names'> {
  if (isIP(listen) === 0) throw new WrongWords('--listen: expected an IP address');
  const wrong = names.find((name) => !centerName.safeParse(name).success);
  if (wrong !== undefined) throw new WrongWords('--name: expected a host name or an IP address');
  if (!isLoopback(listen) && names.every(isLoopback))
    throw new WrongWords('--name: required with --listen: the name at which other machines reach this one');
  return { listen, names };
}

/** At this machine alone, wherever kiosks are listened for. */
function openConsoleIn(state: string): Promise<Authority> {
  return openConsoleAuthority(path.join(state, 'console'), systemClock, loopbackNames);
}

/** A task is for a center that there is: in a misspelt folder it would make another one. */
function stateInUse(given: string = defaultState): string {
  const state = path.resolve(given);
  if (!existsSync(path.join(state, 'transport')))
    throw new WrongWords(`--state: no center was ever started in ${state}`);
  return state;
}

type Work = (sql: Sql) => Promise<string>;

async function withDatabase<T>(
  { state, database }: Settings,
  log: EventLog,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const sql = database
    ? openServer(database, (error) => log.caught('databaseConnectionBroke', {}, error))
    : await showTime('opening the registers', () => openRegistersIn(path.join(state, 'registers')));
  try {
    return await work(sql);
  } finally {
    await sql.close();
  }
}

/** Needs no database, so that it works beside a running node, too: then it is all that there is to do. */
async function giveCredentials({ state, database }: Settings, kiosk: string): Promise<'done' | 'goOn'> {
  const transport = await openTransport(path.join(state, 'transport'), systemClock);
  const files = await writeKioskFiles(path.join(state, 'kiosks'), kiosk, transport);
  say(processWorld, kiosk, Object.values(files).join(' '));
  if (database !== null || !(await isFolderTaken(path.join(state, 'registers')))) return 'goOn';
  say(processWorld, 'center', 'runs here already');
  return 'done';
}

async function serve(settings: Settings, log: EventLog, sql: Sql): Promise<void> {
  const { port, publicPort, consolePort, listen, state, database } = settings;
  const ended = processWorld.untilTold();
  const filling = await howToFill(sql, { own: database === null, madeUp: settings.madeUp });
  const names = [...loopbackNames, ...settings.names];
  const parts = await showTime('opening the keys', () => openCenterState(state, systemClock, { log, names }));
  const options = {
    ...{ ...parts.options, host: listen, publicHost: listen, port, publicPort },
    ...(consolePort === null
      ? {}
      : { console: { authority: await openConsoleIn(state), port: consolePort } }),
  };
  try {
    await runNode({ ...options, sql, log }, state, processWorld, ended, async () => {
      if (filling === 'fill') {
        await showTime('filling the registers', () => seedCenter(sql, parts.ca, systemClock));
        say(processWorld, 'registers', `made-up residents, ${holders.length} of them with cards (PIN 1234)`);
      } else say(processWorld, 'registers', 'in use with other residents: nothing was added');
    });
  } finally {
    await parts.close();
  }
}
