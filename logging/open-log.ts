import type { Clock } from '../shared/dates.ts';
import type { LogLevel } from './event-catalogue.ts';
import { createEventLog, type EventLog, type LogDestination } from './event-log.ts';
import { openRotatingFile, type LogFiles, type RotatingFile } from './rotating-file.ts';
import { terminalLine } from './terminal-line.ts';

/** The log files, as a site configures them. */
export interface LogFileSettings {
  readonly folder: string;
  readonly maxBytes: number;
  readonly keepDays: number;
}

/** For a site that sets nothing: at most 40 files of 8 MiB. */
export const logFileDefaults = { maxBytes: 8 * 1024 * 1024, keepDays: 30 } as const;

/** Standard output, or what stands for it. */
export interface LogOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export interface LogSettings {
  readonly name: 'kiosk' | 'center';
  readonly source: string;
  readonly clock: Clock;
  /** Null: no files. */
  readonly files: LogFileSettings | null;
  /** Null: nothing is written there. */
  readonly output: LogOutput | null;
  /** Events below this level are kept out of `output`; files get all of them. */
  readonly outputLevel?: LogLevel;
  /** Where lines go besides. */
  readonly further?: LogDestination | undefined;
  readonly fileSystem?: LogFiles;
}

export interface OpenLog {
  readonly log: EventLog;
  /** Why the files may not be written, with the one that it is about; null: they may. */
  readonly refused: string | null;
  readonly close: () => void;
}

/**
 * The log of a kiosk or a node: JSON lines in its files and on standard output, for journald; short lines where standard output is
 * a terminal.
 */
export function openLog(settings: LogSettings): OpenLog {
  const { name, source, clock, files, output, outputLevel = 'info', further, fileSystem } = settings;
  const destinations: LogDestination[] = [];
  let file: RotatingFile | null = null;
  if (files !== null) {
    const opened = openRotatingFile({
      ...{ name, clock, ...files },
      ...(fileSystem ? { files: fileSystem } : {}),
      onLost: (lines) => log.event('logLinesLost', { lines }),
    });
    file = opened;
    destinations.push({ level: 'info', write: (line) => opened.write(line) });
  }
  if (output !== null) destinations.push({ level: outputLevel, write: writerTo(output) });
  if (further !== undefined) destinations.push(further);
  const log = createEventLog({ clock, source, destinations });
  const notOwn = file?.whyNotOwn() ?? null;
  if (notOwn) log.event('logFilesRefused', { detail: notOwn.what });
  return { log, refused: notOwn?.message ?? null, close: () => file?.close() };
}

/** A log for people at a terminal: short lines, warnings and above. */
export function logForPeople(clock: Clock, say: (line: string) => void): EventLog {
  const write = (line: string): void => say(terminalLine(line).trimEnd());
  return createEventLog({ clock, destinations: [{ level: 'warn', write }] });
}

/** Standard output as the log's output. A reader that goes away must not end the process. */
export function standardOutput(): LogOutput {
  process.stdout.on('error', () => undefined);
  return process.stdout;
}

/** Logs what nobody caught, and lets the process end as it would have. @returns a function that stops this */
export function traceUncaught(log: EventLog): () => void {
  const trace = (error: unknown): void => {
    log.caught('programFailed', {}, error);
  };
  process.on('uncaughtExceptionMonitor', trace);
  return () => {
    process.off('uncaughtExceptionMonitor', trace);
  };
}

function writerTo(output: LogOutput): (line: string) => void {
  return (line) => {
    output.write(output.isTTY === true ? terminalLine(line) : line);
  };
}
