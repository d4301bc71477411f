import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ignoredResults } from './ignored-results.ts';
import { faultySamples } from './judged-samples.ts';

const declarations = `
import { ok, err, type Result } from '${join(import.meta.dirname, '..', '..', 'shared', 'result.ts')}';
type Other = { readonly ok: true; readonly value: 1 } | { readonly ok: false; readonly reason: string };
declare class Later<T> extends Promise<T> { cancel(): void }
declare const now: () => Result<number, string>;
declare const later: () => Promise<Result<number, string>>;
declare const cancellable: () => Later<Result<number, string>>;
declare const thenable: () => PromiseLike<Result<number, string>>;
declare const either: () => Result<number, string> | Promise<Result<number, string>>;
declare const nothing: () => Result<undefined, never>;
declare const perhaps: { run?: () => Promise<Result<number, string>> };
declare const generic: <T>(value: T) => Result<T, Error>;
declare const several: () => Promise<Result<number, string>[]>;
declare const other: () => Other;
declare const half: () => { readonly ok: true; readonly value: number };
declare const response: () => Promise<{ readonly ok: boolean; readonly status: number }>;
declare const take: (result: Result<number, string>) => void;
let kept: Result<number, string>;
let queue: Promise<unknown>;
`;

const ignored = [
  'now();',
  '(now());',
  'void now();',
  'later();',
  'void later();',
  'await later();',
  'void (await later());',
  'await cancellable();',
  'void cancellable();',
  'await thenable();',
  'void either();',
  'nothing();',
  'perhaps.run?.();',
  'await perhaps.run?.();',
  'generic([1]);',
  'ok(1) as Result<number, string>;',
  'Math.random() > 0.5 ? now() : now();',
  'take(now()), now();',
  'kept = now();',
  'async () => { await later(); };',
  'class A { static { now(); } }',
];
const looked = [
  'const a = now(); take(a);',
  'const b = await later(); if (!b.ok) throw new Error(b.error);',
  'take(now());',
  'now().ok;',
  'const c = () => now(); c;',
  'await later().then(take);',
  'const d = async () => { return await later(); }; void d;',
  'other();',
  'half();',
  'await response();',
  'await several();',
  'take(kept = now());',
  'queue = later().catch(() => undefined);',
  'void err;',
  'await Promise.resolve();',
  'undefined;',
];

it('the rule finds every Result that nobody looks at, and nothing else', async () => {
  const rule = { find: ignoredResults, says: 'ignored' };
  expect(await faultySamples(rule, declarations, [...ignored, ...looked])).toEqual(ignored);
});
