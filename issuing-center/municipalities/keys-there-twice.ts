/** A text, a mark of structure, or anything else that stands in JSON. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

interface Level {
  /** Keys of an object so far; null: a list. */
  readonly keys: Set<string> | null;
  readonly path: readonly string[];
  /** The key of an object, or the place in a list, at which its values stand now. */
  at: string;
}

/** What every key ends with; a text may hold the same. */
const keyEnds = /"\s*:/g;

/**
 * Paths of keys that stand twice in an object: JSON would silently take the last, and whoever edits a file by hand would wonder why the other
 * one says nothing.
 * @param text is JSON
 * @param value what it was read as
 */
export function keysThereTwice(text: string, value: unknown): readonly string[] {
  // A key that is there twice is read once. Of all of Japan's files this is most of what there is to say.
  if ((text.match(keyEnds)?.length ?? 0) === keysIn(value)) return [];
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

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const member of Object.values(value)) count += keysIn(member);
  return count;
}
