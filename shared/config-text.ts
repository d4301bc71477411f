import type { z } from 'zod';
import { err, ok, type Result } from './result.ts';

/**
 * Checks the text of a configuration file (JSON).
 * @param file its name, for the error
 * @returns what the schema makes of it, or one line per fault: file, path in it, and what was expected
 */
export function parseConfig<T>(file: string, text: string, schema: z.ZodType<T>): Result<T, string> {
  let json: unknown;
  // Some editors put a byte order mark first.
  const plain = text.replace(/^\uFEFF/, '');
  try {
    json = JSON.parse(plain);
  } catch {
    return err(`${file}: not JSON: ${placeOf(plain, brokenAt(plain))}`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return err(parsed.error.issues.map(({ path, message }) => configFault(file, path, message)).join('\n'));
}

/** A fault in the form that every configuration error has. */
export function configFault(file: string, path: readonly PropertyKey[], expected: string): string {
  return `${file}: ${path.map(String).join('.') || '(whole file)'}: ${expected}`;
}

/**
 * The place of the first character that cannot stand there; the text's length when it ends too early. The engine's own message
 * may quote the text, in which a password can stand, and then names no place.
 */
function brokenAt(text: string): number {
  for (let end = 1; end <= text.length; end += 1) {
    const fault = faultOf(text.slice(0, end));
    const named = / JSON at position (\d+)/.exec(fault)?.[1];
    const at = named === undefined ? end - 1 : Number(named);
    // What only breaks off at its end may still go on well.
    if (fault.endsWith('is not valid JSON') || (named !== undefined && at < end)) return at;
  }
  return text.length;
}

function faultOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return error instanceof SyntaxError ? error.message : '';
  }
}

function placeOf(text: string, at: number): string {
  if (at >= text.length) return 'it ends too early';
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
