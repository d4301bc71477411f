/** A text, a mark of structure, or anything else that stands in JSON. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

interface Level {
  /** Keys of an object so far; null: a list. */
  readonly keys: Set<string> | null;
  readonly path: readonly string[];
  /** The key of an object, or the place in a list, at which its values stand now. */
  at: string;
}

/**
 * Paths of keys that stand twice in an object: JSON would silently take the last, and whoever edits a file by hand would wonder why the other
 * one says nothing.
 * @param text is JSON
 */
export function keysThereTwice(text: string): readonly string[] {
  const found: string[] = [];
  const levels: Level[] = [];
  let key: string | null = null;
  for (const [token] of text.matchAll(tokens)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      const path = level === undefined ? [] : [...level.path, level.at];
      levels.push({ keys: token === '{' ? new Set() : null, path, at: '0' });
      key = null;
    } else if (token === '}' || token === ']') {
      levels.pop();
      key = null;
    } else if (token === ':' && level?.keys && key !== null) {
      if (level.keys.has(key)) found.push([...level.path, key].join('.'));
      level.keys.add(key);
      level.at = key;
      key = null;
    } else if (token === ',' && level?.keys === null) level.at = String(Number(level.at) + 1);
    else if (token.startsWith('"')) key = String(JSON.parse(token));
  }
  return found;
}
