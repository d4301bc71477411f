import type { Municipality } from '../../../issuing-center/municipalities/schema.ts';
import { certificateKey } from '../../../shared/certificates.ts';

/** A value of the file that is not the same in both, by its path, and both files as they are without this one difference. */
export interface Entry {
  /** `services.residenceRecord.prices.0.yen`: certificates by their names, entries of other lists by their places from 0. */
  readonly path: string;
  /** `undefined` where the file has nothing. */
  readonly before: unknown;
  readonly after: unknown;
  readonly without: { readonly before: Municipality; readonly after: Municipality };
}

type Step = string | number;
type Tree = Record<string, unknown> | unknown[];

/**
 * Every value that differs. Of what is new each value is one entry; what is gone is one entry as a whole. Files without one
 * difference need not be sound any more.
 */
export function differences(before: Municipality, after: Municipality): readonly Entry[] {
  const found: Entry[] = [];
  const files = { before, after };

  function visit(old: unknown, now: unknown, at: Place): void {
    if (JSON.stringify(old) === JSON.stringify(now)) return;
    if (now === undefined || !(isTree(now) && (old === undefined || isTree(old)))) {
      found.push(entryOf(files, old, now, at));
      return;
    }
    const keys = new Set([...keysOf(old), ...keysOf(now)]);
    // An empty list or object in place of nothing has no values to be told one by one.
    if (keys.size === 0) found.push(entryOf(files, old, now, at));
    for (const key of keys) visit(memberOf(old, key), memberOf(now, key), stepInto(at, key, old, now));
  }

  visit(before, after, { shown: [], before: [], after: [] });
  // It tells an editor where the form of the file is, and nobody anything of the rules.
  return found.filter(({ path }) => path !== '$schema');
}

/** Where a value stands: as it is shown, and in each of the files, where a certificate may have another place. */
interface Place {
  readonly shown: readonly string[];
  readonly before: readonly Step[];
  readonly after: readonly Step[];
}

function stepInto(at: Place, key: string, old: unknown, now: unknown): Place {
  return {
    shown: [...at.shown, key],
    before: [...at.before, stepOf(old, key)],
    after: [...at.after, stepOf(now, key)],
  };
}

function entryOf(files: Entry['without'], old: unknown, now: unknown, at: Place): Entry {
  const { before, after } = files;
  const without =
    now === undefined
      ? { before: changed(before, at.before, undefined), after }
      : { before, after: changed(after, at.after, old) };
  return { path: at.shown.join('.'), before: old, after: now, without };
}

/** A copy with another value at a place, or without any where it is `undefined`. */
function changed(file: Municipality, steps: readonly Step[], value: unknown): Municipality {
  const copy = structuredClone(file);
  let tree: unknown = copy;
  for (const step of steps.slice(0, -1)) tree = memberAt(tree, step);
  const last = steps.at(-1);
  if (last === undefined || !isTree(tree)) return copy;
  if (Array.isArray(tree)) {
    if (value === undefined) tree.splice(Number(last), 1);
    else tree[Number(last)] = value;
  } else if (value === undefined) Reflect.deleteProperty(tree, last);
  else tree[last] = value;
  return copy;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function keysOf(tree: unknown): string[] {
  if (!isTree(tree)) return [];
  return Array.isArray(tree) ? tree.map((entry, index) => nameOf(entry) ?? String(index)) : Object.keys(tree);
}

/** Certificates are told apart by their names: one that comes first moves no other. */
function nameOf(entry: unknown): string | null {
  if (!isTree(entry) || Array.isArray(entry) || !('prices' in entry)) return null;
  const { kind, id } = entry;
  if (typeof kind !== 'string') return null;
  return certificateKey({
    kind: kind as Municipality['services'][number]['kind'],
    ...(typeof id === 'string' ? { id } : {}),
  });
}

function stepOf(tree: unknown, key: string): Step {
  if (!Array.isArray(tree)) return key;
  const index = tree.findIndex((entry) => nameOf(entry) === key);
  return index === -1 ? Number(key) : index;
}

function memberOf(tree: unknown, key: string): unknown {
  return isTree(tree) ? memberAt(tree, stepOf(tree, key)) : undefined;
}

function memberAt(tree: unknown, step: Step): unknown {
  if (!isTree(tree)) return undefined;
  return Array.isArray(tree) ? tree[Number(step)] : tree[step];
}
