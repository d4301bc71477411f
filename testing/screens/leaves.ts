export interface Leaf {
  readonly path: string;
  readonly text: string;
}

/** Arguments for texts that take some: a count or a sum, another one, a name. */
const fillings = [2, 3, '3 Example'] as const;

/** All texts of a catalogue with their paths; arguments are filled in. */
export function leavesOf(catalogue: object, path: readonly string[] = []): Leaf[] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) => {
    const here = [...path, key];
    if (typeof value === 'string') return [{ path: here.join('.'), text: value }];
    if (typeof value === 'function') {
      const text: unknown = Reflect.apply(value, undefined, argumentsFor(value.length));
      return [{ path: here.join('.'), text: String(text) }];
    }
    return typeof value === 'object' && value !== null ? leavesOf(value, here) : [];
  });
}

function argumentsFor(count: number): readonly (number | string)[] {
  return fillings.slice(0, count);
}

/** The same catalogue, noting the path of every text that is read from it. */
export function noting<T extends object>(catalogue: T, read: Set<string>, path: readonly string[] = []): T {
  return new Proxy(catalogue, {
    get: (target, key, receiver) => {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof key !== 'string') return value;
      const here = [...path, key];
      if (typeof value === 'object' && value !== null) return noting(value, read, here);
      read.add(here.join('.'));
      return value;
    },
  });
}
