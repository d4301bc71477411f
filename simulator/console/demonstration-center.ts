import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  readKioskName,
  readTask,
  taskHelp,
  taskOptions,
  type OperatorTask,
} from '../../issuing-center/operator-tasks.ts';
import { hasResident } from '../../issuing-center/registers/residents.ts';
import { logOutput, processWorld, reasonOf, runNode, say } from '../../issuing-center/run-node.ts';
import { openEmbedded } from '../../issuing-center/store/embedded.ts';
import { openServer } from '../../issuing-center/store/server.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { writeKioskFiles } from '../../issuing-center/tls-link/kiosk-files.ts';
import type { EventLog } from '../../logging/event-log.ts';
import { logFileDefaults, openLog, traceUncaught } from '../../logging/open-log.ts';
import { systemClock } from '../../shared/dates.ts';
import { showTime } from '../../scripts/setup/show-time.mjs';
import { openCenterState } from '../residents/center-state.ts';
import { holders } from '../residents/holders.ts';
import { seedCenter } from '../residents/seed.ts';

const defaultPort = 8700;
const defaultListsPort = 8701;
const defaultState = path.resolve(import.meta.dirname, '../../var');

const help = `Usage: npm run center -- [options]
       npm run center -- --config center.json [task]

With a configuration: a node of a municipality's center (npm run center -- --config center.json --help). Without one: the
demonstration center, on 127.0.0.1 only. Its authorities, cards and residents are made up; empty registers are filled with them.
Kiosks connect over mutual TLS only.

  --port N              port for kiosks, 0 for a free one (default ${defaultPort})
  --lists-port N        port for the public lists of seals and void numbers, 0 for a free one (default ${defaultListsPort})
  --state DIR           folder of its keys, test cards and registers (default var)
  --kiosk NAME          writes new credentials for a kiosk (K-0001) into DIR/kiosks before it listens
${taskHelp}  --help                this text

DATABASE_URL    a PostgreSQL server for the registers (postgres://…) instead of the embedded one. Several nodes may share it
                when they share the keys in DIR and run the same build and configuration; others are refused

Ends with SIGINT (Ctrl-C) or SIGTERM. Exit codes: 0 ended as asked, 1 could not start or failed, 2 wrong arguments.
`;

interface Settings {
  readonly port: number;
  readonly publicPort: number;
  readonly state: string;
  readonly kiosk: string | null;
  readonly task: OperatorTask | null;
}

/** Runs the demonstration center until it is told to end. @returns the exit code: 0, 1 or 2, as in the help */
export async function runDemonstrationCenter(args: readonly string[]): Promise<number> {
  const settings = readSettings(args);
  if (settings === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if ('wrong' in settings) {
    process.stderr.write(`center: ${settings.wrong}\n\n${help}`);
    return 2;
  }
  const { state, task } = settings;
  const { log, close: closeLog } = openLog({
    ...{ name: 'center', source: 'center', clock: systemClock, outputLevel: 'warn' },
    output: logOutput(processWorld),
    files: { folder: path.join(state, 'log'), ...logFileDefaults },
  });
  const endTrace = traceUncaught(log);
  try {
    if (task === null) await withDatabase(state, log, (sql) => serve(settings, log, sql));
    else {
      const [sealKeys, line] = [path.join(state, 'seal-keys'), path.join(state, 'transport')];
      const place = { withDatabase: (work: Work) => withDatabase(state, log, work), sealKeys, line };
      processWorld.out(await task(place));
    }
    return 0;
  } catch (error) {
    processWorld.err(`center: ${reasonOf(error, 'give --port and --lists-port 0 for free ones')}`);
    return 1;
  } finally {
    endTrace();
    closeLog();
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
        ...taskOptions,
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const port = readPort(values.port, defaultPort);
    if (port === null) return { wrong: '--port: expected a number from 0 to 65535' };
    const publicPort = readPort(values['lists-port'], defaultListsPort);
    if (publicPort === null) return { wrong: '--lists-port: expected a number from 0 to 65535' };
    const kiosk = values.kiosk === undefined ? null : readKioskName('--kiosk', values.kiosk);
    if (kiosk !== null && typeof kiosk !== 'string') return kiosk;
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

type Work = (sql: Sql) => Promise<string>;

async function withDatabase<T>(state: string, log: EventLog, work: (sql: Sql) => Promise<T>): Promise<T> {
  const databaseUrl = process.env['DATABASE_URL'];
  const sql = databaseUrl
    ? openServer(databaseUrl, (error) => log.caught('databaseConnectionBroke', {}, error))
    : await showTime('opening the registers', () => openEmbedded(path.join(state, 'registers')));
  try {
    return await work(sql);
  } finally {
    await sql.close();
  }
}

async function serve({ port, publicPort, state, kiosk }: Settings, log: EventLog, sql: Sql): Promise<void> {
  processWorld.out(
    'Demonstration center: its authorities, cards and residents are made up. A municipality starts its own with --config.',
  );
  const ended = processWorld.untilTold();
  const parts = await showTime('opening the keys', () => openCenterState(state, systemClock, { log }));
  const { options, ca } = parts;
  try {
    await runNode({ ...options, sql, log, port, publicPort }, state, processWorld, ended, async () => {
      if (await mayBeSeeded(sql)) {
        await showTime('filling the registers', () => seedCenter(sql, ca, systemClock));
        say(processWorld, 'registers', `made-up residents, ${holders.length} of them with cards (PIN 1234)`);
      } else say(processWorld, 'registers', 'in use with other residents: nothing was added');
      if (kiosk !== null) {
        const files = await writeKioskFiles(path.join(state, 'kiosks'), kiosk, options.transport);
        say(processWorld, kiosk, Object.values(files).join(' '));
      }
    });
  } finally {
    await parts.close();
  }
}

/** Whether the registers are empty or were filled here before (cards made since then are then added). */
async function mayBeSeeded(sql: Sql): Promise<boolean> {
  const [first] = holders;
  return !(await hasResident(sql)) || (first !== undefined && (await hasResident(sql, first.id)));
}
