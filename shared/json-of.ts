import { err, ok, type Result } from './result.ts';

/**
 * What a JSON text says; undefined where it is none: whoever holds it against a schema tells that as any other wrong shape. The parser's
 * own message would quote the text.
 */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same where whoever wrote the text is to find the place: the parser's message, which has line and column, and quotes the text. */
export function jsonIn(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err(error instanceof Error ? error.message : 'not readable');
  }
}
