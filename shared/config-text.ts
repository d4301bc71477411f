import type { z } from 'zod';
import { err, ok, type Result } from './result.ts';

/**
 * Checks the text of a configuration file (JSON).
 * @param file its name, for the error
 * @returns what the schema makes of it, or one line per fault: file, path in it, and what was expected
 */
export function parseConfig<T>(file: string, text: string, schema: z.ZodType<T>): Result<T, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return err(`${file}: not JSON: ${error instanceof SyntaxError ? error.message : 'unreadable'}`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return err(parsed.error.issues.map(({ path, message }) => configFault(file, path, message)).join('\n'));
}

/** A fault in the form that every configuration error has. */
export function configFault(file: string, path: readonly PropertyKey[], expected: string): string {
  return `${file}: ${path.map(String).join('.') || '(whole file)'}: ${expected}`;
}
