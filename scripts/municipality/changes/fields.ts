import { added, nothing, removed, replaced, type Sentence, type Words } from './sentence.ts';

/** A member of the file before and after; `undefined` where the file has none. */
export type Pair<T> = readonly [before: T | undefined, after: T | undefined];

/** A value that is told whole. @param say must say everything of it */
export function whole<T>(what: Words, [before, after]: Pair<T>, say: (value: T) => Words): Sentence[] {
  const old = before === undefined ? nothing : say(before);
  const now = after === undefined ? nothing : say(after);
  return isSame(old, now) ? [] : [replaced(what, old, now)];
}

/** A list whose entries come and go. @param say must say everything of an entry */
export function each<E>(
  what: Words,
  [before = [], after = []]: Pair<readonly E[]>,
  say: (entry: E) => Words,
): Sentence[] {
  const [old, now] = [before.map(say), after.map(say)];
  return [
    ...old.filter((one) => !now.some((other) => isSame(one, other))).map((one) => removed(what, one)),
    ...now.filter((one) => !old.some((other) => isSame(one, other))).map((one) => added(what, one)),
  ];
}

function isSame(one: Words, other: Words): boolean {
  return one.ja === other.ja && one.en === other.en;
}
