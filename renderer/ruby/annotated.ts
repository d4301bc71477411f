import { Fragment, type ElementType } from 'react';
import { jsx, jsxs } from 'react/jsx-runtime';
import { hasReadings, piecesOf, withoutReadings } from '../../languages/ruby.ts';

/** Elements that hold letters alone. */
const plain = new Set(['text', 'tspan', 'title', 'desc', 'option']);

/** Properties of an element of the page with readings set above their kanji; those of a component as they are. */
export function annotated(type: ElementType, props: object): object {
  if (typeof type !== 'string' && type !== Fragment) return props;
  const entries: readonly [string, unknown][] = Object.entries(props);
  if (!entries.some(([, value]) => holdsReadings(value))) return props;
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      name === 'children' && !(typeof type === 'string' && plain.has(type)) ? child(value) : bare(value),
    ]),
  );
}

function holdsReadings(value: unknown): boolean {
  return Array.isArray(value) ? value.some(holdsReadings) : typeof value === 'string' && hasReadings(value);
}

/** @param key among its siblings: of elements in a list React asks for one */
function child(value: unknown, key?: number): unknown {
  if (Array.isArray(value)) return value.map((each: unknown, index) => child(each, index));
  return typeof value === 'string' && hasReadings(value) ? rubyOf(value, key) : value;
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  return typeof value === 'string' ? withoutReadings(value) : value;
}

function rubyOf(text: string, key?: number) {
  const children = piecesOf(text).map((piece) =>
    typeof piece === 'string'
      ? piece
      : jsxs('ruby', { children: [piece.base, jsx('rt', { children: piece.reading })] }),
  );
  // One element: of a key that lays out its parts beside each other it is one part.
  return jsxs('span', { children }, key === undefined ? undefined : `reading-${String(key)}`);
}
