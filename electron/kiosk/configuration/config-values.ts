import type { ConfigChange, ConfigValue } from '../../../shared/configuration.ts';

/** Of these nobody is shown the value: what proves somebody, or can be tried until it fits. */
const masked = /(^|\.)(scrypt|cardKey|secret|password|passphrase|token|pin)$/i;
const mask = '••••';
/** Longer values are cut: a screen shows what it is, the file has it whole. */
const longest = 120;

/** Every value of a JSON text by its path, `attendants.0.id`; an empty list or object is a value, too. */
export function flattened(json: unknown, path = ''): ReadonlyMap<string, unknown> {
  const flat = new Map<string, unknown>();
  const walk = (value: unknown, at: string): void => {
    const isPlain =
      Array.isArray(value) || (typeof value === 'object' && value !== null && isPlainObject(value));
    if (!isPlain) {
      if (typeof value !== 'function' && value !== undefined) flat.set(at, value);
      return;
    }
    const members = Object.entries(value as object);
    if (members.length === 0) flat.set(at, value);
    for (const [key, member] of members) walk(member, at === '' ? key : `${at}.${key}`);
  };
  walk(json, path);
  return flat;
}

/** Not a key, a buffer or another thing that the check made of a text. */
function isPlainObject(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

/** A value as it is shown. */
export function shownValue(path: string, value: unknown): string {
  if (masked.test(path) && value !== null) return mask;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/**
 * Every value with where it comes from: those of the file as they stand there, then the usual ones that the check filled in.
 * @param file the file's JSON
 * @param checked what the check made of it
 * @param derived made by the program from others, by path
 */
export function valuesOf(
  file: unknown,
  checked: unknown,
  derived: Readonly<Record<string, string>>,
): readonly ConfigValue[] {
  const own = flattened(file);
  const values = [...own].map(([path, value]): ConfigValue => ({
    ...{ path, value: shownValue(path, value), origin: 'file' },
  }));
  // What the file says in one word, the check may have made a list of.
  const isOfFile = (path: string): boolean =>
    path.split('.').some((_, index, parts) => own.has(parts.slice(0, index + 1).join('.'))) ||
    [...own.keys()].some((known) => known.startsWith(`${path}.`));
  // A driver's own settings stand beside its kind in the file.
  const usual = [...flattened(checked)]
    .map(([path, value]) => [path.replace('.settings.', '.'), value] as const)
    .filter(([path]) => !isOfFile(path) && !(path in derived))
    .map(([path, value]): ConfigValue => ({ path, value: shownValue(path, value), origin: 'default' }));
  const made = Object.entries(derived).map(([path, value]): ConfigValue => ({
    ...{ path, value, origin: 'derived' },
  }));
  return [...values, ...usual, ...made].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** What differs, by path; a masked value is shown as changed, not as what it is. */
export function changesBetween(before: unknown, after: unknown): readonly ConfigChange[] {
  const [old, next] = [flattened(before), flattened(after)];
  const paths = [...new Set([...old.keys(), ...next.keys()])].toSorted();
  return paths
    .filter((path) => JSON.stringify(old.get(path)) !== JSON.stringify(next.get(path)))
    .map((path) => ({
      path,
      old: old.has(path) ? shownValue(path, old.get(path)) : null,
      new: next.has(path) ? shownValue(path, next.get(path)) : null,
    }));
}
