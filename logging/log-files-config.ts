import { z } from 'zod';
import { logFileDefaults } from './open-log.ts';

/** How a configuration names the files of the log, beside what goes to standard output. */
export const logFilesSchema = z.strictObject({
  /** Absolute, or beside the configuration file; null: no files. */
  folder: z.string().min(1).nullable().default('log'),
  /** Of one file; at most 40 are kept. */
  maxBytes: z
    .int()
    .min(64 * 1024)
    .max(1024 * 1024 * 1024)
    .default(logFileDefaults.maxBytes),
  keepDays: z.int().min(1).max(3650).default(logFileDefaults.keepDays),
});
