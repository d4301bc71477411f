import { withoutReadings } from '../../languages/ruby.ts';

export interface Leaf {
  readonly path: string;
  readonly text: string;
}

/** Whatever a text has filled in, a count or a name: so many. */
const filled: object = new Proxy({}, { get: () => 2 });

/** All texts of a catalogue with their paths; arguments are filled in. */
export function leavesOf(catalogue: object, path: readonly string[] = []): Leaf[] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) => {
    const here = [...path, key];
    if (typeof value === 'string') return [{ path: here.join('.'), text: value }];
    if (typeof value === 'function') {
      const text: unknown = Reflect.apply(value, undefined, [filled]);
      return [{ path: here.join('.'), text: String(text) }];
    }
    return typeof value === 'object' && value !== null ? leavesOf(value, here) : [];
  });
}

/**
 * The same catalogue, noting the path of every text that is read from it. Its texts have no readings, so that a page holds as many lines
 * in every language.
 */
export function noting<T extends object>(catalogue: T, read: Set<string>, path: readonly string[] = []): T {
  return new Proxy(catalogue, {
    get: (target, key, receiver) => {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key !== 'string') return value;
      const here = [...path, key];
      if (typeof value === 'object' && value !== null) return noting(value, read, here);
      read.add(here.join('.'));
      return typeof value === 'string' ? withoutReadings(value) : value;
    },
  });
}
