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
