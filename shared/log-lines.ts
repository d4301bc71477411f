import { z } from 'zod';
import { bilingualSchema } from './certificates.ts';
import { isoDateSchema } from './dates.ts';
import { faultReferenceSchema } from './fault-reference.ts';

/** How grave a line of the log is, the least first. */
export const logSeverities = ['info', 'warn', 'error', 'fatal'] as const;
export const logSeveritySchema = z.enum(logSeverities);
export type LogSeverity = z.infer<typeof logSeveritySchema>;

/** Which part of the kiosk a line is about. */
export const logRooms = ['program', 'service', 'devices', 'journal', 'center', 'collector', 'log'] as const;
export const logRoomSchema = z.enum(logRooms);
export type LogRoom = z.infer<typeof logRoomSchema>;

/** A line of the log as an operator reads it. */
export const logLineSchema = z.object({
  at: z.number(),
  severity: logSeveritySchema,
  /** The event's name, as in docs/log.md. */
  event: z.string(),
  says: bilingualSchema,
  /** Names of the program's own that belong to it, as `flow.pin.entering`; null: none. */
  names: z.string().nullable(),
  /** What the screen calls the fault that it is about. */
  reference: faultReferenceSchema.nullable(),
});
export type LogLine = z.infer<typeof logLineSchema>;

/** Longest text that is searched for, characters. */
export const logSearchMost = 16;

/** Which lines are shown; null: all. */
export const logFilterSchema = z.object({
  /** So grave, or graver. */
  least: logSeveritySchema,
  room: logRoomSchema.nullable(),
  day: isoDateSchema.nullable(),
  /** As typed on the screen: hiragana, small Latin letters, digits. */
  text: z.string().max(logSearchMost).nullable(),
});
export type LogFilter = z.infer<typeof logFilterSchema>;

/** What an operator sees first: what needs somebody, or needed somebody. */
export const usualLogFilter: LogFilter = { least: 'warn', room: null, day: null, text: null };
export const everyLogLine: LogFilter = { ...usualLogFilter, least: 'info' };

/** What was found in the log's files, newest first. */
export interface FoundInLog {
  readonly lines: readonly LogLine[];
  /** Lines on the way that could not be read, and so were left out. */
  readonly unreadable: number;
  /** There are older lines that were not looked at. */
  readonly older: boolean;
}
export const nothingInLog: FoundInLog = { lines: [], unreadable: 0, older: false };
