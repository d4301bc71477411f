import { z } from 'zod';
import { pathSchema } from '../shared/config-fields.ts';
import { logFileDefaults } from './open-log.ts';

/** Configuration of the log files; standard output gets the log as well. */
export const logFilesSchema = z.strictObject({
  /** Absolute, or relative to the configuration file's folder; null: no files. */
  folder: pathSchema.nullable().default('log'),
  /** Size limit of one file; at most 40 files are kept. */
  maxBytes: z
    .int()
    .min(64 * 1024)
    .max(1024 * 1024 * 1024)
    .default(logFileDefaults.maxBytes),
  keepDays: z.int().min(1).max(3650).default(logFileDefaults.keepDays),
});
