import { existsSync } from 'node:fs';
import path from 'node:path';
import type { EventLog } from '../logging/event-log.ts';
import { openLog, traceUncaught } from '../logging/open-log.ts';
import { readWords, runCommand, WrongWords } from '../shared/command-options.ts';
import { systemClock, type Clock } from '../shared/dates.ts';
import { err, ok } from '../shared/result.ts';
import { systemTimers } from '../shared/timers.ts';
import { openConfiguredTelemetry } from '../telemetry/open-configured.ts';
import { readCollectorLine } from '../telemetry/telemetry-config.ts';
import { besideConfig, centerConfigJsonSchema, readCenterConfig, type CenterConfig } from './config.ts';
import { openConfigured, openConfiguredAuthority, openConfiguredLine } from './configured-center.ts';
import { openDatabase } from './configured-database.ts';
import {
  readKioskName,
  readTask,
  furtherTaskOptions,
  taskHelp,
  taskOptions,
  type OperatorTask,
} from './operator-tasks.ts';
import { logOutput, processWorld, reasonOf, runNode, say, type CommandWorld } from './run-node.ts';
import type { Sql } from './store/sql.ts';
import { writeKioskFiles } from './tls-link/kiosk-files.ts';

const helpOf = (call: string): string => `Usage: ${call} --config center.json [task]

Starts a node of a municipality's issuing center as configured. Nothing is made up: residents, authorities and cards
are those in the configured database and files. docs/center.md has an example and explains each setting.

  --config FILE         the configuration (JSON)
  --check-config        checks the configuration and every file that it names, without the database, and ends
  --config-schema       prints the JSON Schema of a configuration, for editors; needs no --config
  --kiosk NAME          writes new credentials for a kiosk (K-0001) into the folder "handOut", and ends
${taskHelp}  --help                this text

Ends on SIGINT (Ctrl-C) or SIGTERM. Exit codes: 0 ended as asked, 1 could not start or failed, 2 wrong arguments or
configuration.
`;

interface Settings {
  readonly file: string;
  readonly kiosk: string | null;
  readonly task: OperatorTask | null;
  readonly check: boolean;
}

/**
 * Runs the command until it is told to end.
 * @param call how the command is called
 * @returns the exit code: 0, 1 or 2, as the help explains
 */
export function runCenter(
  args: readonly string[],
  world: CommandWorld = processWorld,
  clock: Clock = systemClock,
  call = 'npm run center --',
): Promise<number> {
  return runCommand(
    { name: 'center', call: `${call} --config FILE` },
    async () => {
      const settings = readSettings(args);
      if (typeof settings === 'object') return serve(settings, world, clock);
      world.out(
        settings === 'help' ? helpOf(call).trimEnd() : JSON.stringify(centerConfigJsonSchema(), null, 2),
      );
      return 0;
    },
    world.err,
  );
}

async function serve(settings: Settings, world: CommandWorld, clock: Clock): Promise<number> {
  const config = await readCenterConfig(settings.file);
  if (!config.ok) {
    world.err(`center: ${config.error}`);
    return 2;
  }
  const { folder, maxBytes, keepDays } = config.value.log;
  const telemetry = await openNodesTelemetry(settings, config.value, clock, () => log);
  const { log, close: closeLog } = openLog({
    further: telemetry.ok ? telemetry.value?.destination : undefined,
    ...{ name: 'center', source: 'center', clock, output: logOutput(world), outputLevel: 'warn' },
    files: folder === null ? null : { folder: besideConfig(settings.file, folder), maxBytes, keepDays },
  });
  const endTrace = traceUncaught(log);
  if (!telemetry.ok) {
    world.err(`center: ${telemetry.error.says}`);
    if (settings.check) return 2;
    log.event('telemetryOff', { what: telemetry.error.what });
  }
  try {
    return await run(settings, config.value, world, clock, log);
  } catch (error) {
    world.err(`center: ${reasonOf(error, `set listen in ${settings.file}`)}`);
    return 1;
  } finally {
    if (telemetry.ok) await telemetry.value?.close();
    endTrace();
    closeLog();
  }
}

/** A node tells how it fares; a task of an operator tells nothing, and a check only reads the files. */
async function openNodesTelemetry(
  { file, kiosk, task, check }: Settings,
  { telemetry }: CenterConfig,
  clock: Clock,
  log: () => EventLog,
): ReturnType<typeof openConfiguredTelemetry> {
  if (kiosk !== null || task !== null || telemetry === null) return ok(null);
  const beside = (of: string): string => besideConfig(file, of);
  if (check) {
    const line = await readCollectorLine(telemetry, file, beside);
    return line.ok ? ok(null) : err({ what: 'files', says: line.error });
  }
  return openConfiguredTelemetry(
    telemetry,
    { file, beside, service: 'komado-center', instance: 'center', log },
    { clock, timers: systemTimers },
  );
}

function readSettings(args: readonly string[]): Settings | 'help' | 'schema' {
  const values = readWords(args, {
    config: { type: 'string' },
    'check-config': { type: 'boolean' },
    'config-schema': { type: 'boolean' },
    kiosk: { type: 'string' },
    ...taskOptions,
    ...furtherTaskOptions,
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (values['config-schema']) return 'schema';
  const check = values['check-config'] ?? false;
  if (values.config === undefined) throw new WrongWords('--config: expected a configuration');
  const file = path.resolve(values.config);
  const task = readTask(values);
  if (check && (task !== null || values.kiosk !== undefined))
    throw new WrongWords('--check-config: one task at a time');
  if (values.kiosk === undefined) return { file, kiosk: null, task, check };
  if (task !== null) throw new WrongWords('--kiosk: one task at a time');
  return { file, kiosk: readKioskName('--kiosk', values.kiosk), task, check };
}

async function run(
  { file, kiosk, task, check }: Settings,
  config: CenterConfig,
  world: CommandWorld,
  clock: Clock,
  log: EventLog,
): Promise<number> {
  const beside = (of: string): string => besideConfig(file, of);
  const handOut = beside(config.handOut);
  if (kiosk !== null) {
    const files = await writeKioskFiles(handOut, kiosk, await openConfiguredLine(config, file));
    say(world, kiosk, Object.values(files).join(' '));
    return 0;
  }
  if (task !== null) {
    const { municipalities, database } = config;
    if (database.kind === 'embedded' && !existsSync(beside(database.folder)))
      throw new Error(`${file}: database.folder: no center was ever started on ${beside(database.folder)}`);
    const place = {
      withDatabase: (work: (sql: Sql) => Promise<string>) => withDatabase(config, file, log, work),
      sealKeys: beside(config.keys.seals),
      line: beside(config.keys.line),
      lineCa: async () => (await openConfiguredLine(config, file)).ca,
      enrols: config.listen.enrolment !== null,
      openConsole: () => openConfiguredAuthority(config, file),
      handOut,
      ...(municipalities === null ? {} : { municipalities: beside(municipalities) }),
    };
    world.out(await task(place));
    return 0;
  }
  const ended = check ? Promise.resolve() : world.untilTold();
  const opened = await openConfigured(config, file, clock, log);
  if (!opened.ok) {
    world.err(`center: ${opened.error}`);
    return 2;
  }
  if (check) {
    world.out(`${file} is right`);
    return 0;
  }
  await withDatabase(config, file, log, (sql) => runNode({ ...opened.value, sql }, handOut, world, ended));
  return 0;
}

async function withDatabase<T>(
  config: CenterConfig,
  file: string,
  log: EventLog,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const sql = await openDatabase(config, file, (error) => log.caught('databaseConnectionBroke', {}, error));
  try {
    return await work(sql);
  } finally {
    await sql.close();
  }
}

if (import.meta.main) process.exitCode = await runCenter(process.argv.slice(2));
