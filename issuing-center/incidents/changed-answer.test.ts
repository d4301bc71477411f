import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order } from '../../shared/center-api.ts';
import { tamperedLine, twoCome } from '../../testing/center/tampered-line.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

describe('an answer changed at any one place', () => {
  type Place = readonly (string | number)[];

  function placesIn(json: Json, here: Place = []): Place[] {
    if (typeof json !== 'object' || json === null) return [here];
    const members = Array.isArray(json) ? [...json.entries()] : Object.entries(json);
    return [
      here,
      ...members.flatMap(([name, member]: [string | number, Json]) => placesIn(member, [...here, name])),
    ];
  }

  function at(json: Json | undefined, place: Place): Json | undefined {
    const [name, ...rest] = place;
    if (name === undefined) return json;
    if (typeof json !== 'object' || json === null) return undefined;
    const entries: [string, Json][] = Object.entries(json);
    return at(entries.find(([key]) => key === String(name))?.[1], rest);
  }

  /** The same JSON with another value at a place; undefined removes the member. */
  function put(json: Json, place: Place, value: Json | undefined): Json | undefined {
    const [name, ...rest] = place;
    if (name === undefined) return value;
    if (typeof json !== 'object' || json === null) return json;
    const entries: [string, Json][] = Object.entries(json);
    const changed = entries.flatMap(([key, member]): [string, Json][] => {
      const next = key === String(name) ? put(member, rest, value) : member;
      return next === undefined ? [] : [[key, next]];
    });
    return Array.isArray(json) ? changed.map(([, member]) => member) : Object.fromEntries(changed);
  }

  const jsonOf = (order: Order): Json => JSON.parse(JSON.stringify(order)) as Json;

  const edits: readonly ((
    value: Json | undefined,
    theirs: Json | undefined,
    nth: number,
  ) => Json | undefined)[] = [
    (_value, theirs) => theirs,
    () => undefined,
    (value) => (Array.isArray(value) ? [...(value as readonly Json[])].reverse() : value),
    (value) =>
      Array.isArray(value) ? [...(value as readonly Json[]), ...(value as readonly Json[])] : value,
    (value, _theirs, nth) => {
      if (typeof value !== 'string' || value === '') return value;
      const where = nth % value.length;
      return value.slice(0, where) + (value[where] === 'A' ? 'B' : 'A') + value.slice(where + 1);
    },
    (value) => (typeof value === 'number' ? value + 1 : value),
  ];

  it('never sends the printer a page that the center did not make for this session and this position', async () => {
    const edit = fc.tuple(fc.nat(), fc.nat({ max: edits.length - 1 }), fc.nat());
    const changes = fc.array(edit, { minLength: 1, maxLength: 4 });
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const line = tamperedLine();
        const [first, next] = await twoCome(line, 'two stores');
        const other = await line.kept(next);
        const outcome = await line.orderThrough(
          first,
          (own) => {
            let changed: Json | undefined = jsonOf(own);
            for (const [pick, kind, nth] of list) {
              if (changed === undefined) break;
              const places = placesIn(changed);
              const place = places[pick % places.length] ?? [];
              const value = edits[kind]?.(at(changed, place), at(jsonOf(other), place), nth);
              changed = put(changed, place, value);
            }
            return changed;
          },
          [other],
        );
        if (outcome === 'refused') refused += 1;
      }),
      { numRuns: 500 },
    );
    // Most changes matter; some only touch the preview, or put back what was there.
    expect(refused).toBeGreaterThan(250);
  });
});
