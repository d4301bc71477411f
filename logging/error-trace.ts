import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorCodeSchema } from './error-code.ts';

/** What is kept of an error. Not its message: a library may quote in it what it was given, and that may be personal data. */
export interface ErrorTrace {
  /** Name of its class; the `typeof` (`string`, say) where something other than an Error was thrown. */
  readonly name: string;
  readonly code: string | null;
  /** `state-machines/kiosk.ts:120:13`, the innermost first: only places in this program. */
  readonly frames: readonly string[];
  /** The errors it names as its causes, the nearest first. */
  readonly causes: readonly Omit<ErrorTrace, 'causes'>[];
}

/** Longer chains and stacks add nothing. */
const limits = { causes: 5, frames: 12 } as const;

const root = resolve(import.meta.dirname, '..');

/** @param error whatever was thrown */
export function traceOf(error: unknown): ErrorTrace {
  const chain = chainOf(error);
  const [first = { name: typeof error, code: null, frames: [] }, ...causes] = chain.map(partOf);
  return { ...first, causes };
}

/** The error, its causes, and what an AggregateError holds, each once. */
function chainOf(error: unknown): unknown[] {
  const chain = [error];
  for (const each of chain) {
    if (!(each instanceof Error)) continue;
    const nearest: unknown[] = [
      ...('cause' in each && each.cause !== undefined ? [each.cause] : []),
      ...(each instanceof AggregateError ? (each.errors as unknown[]) : []),
    ];
    for (const next of nearest) {
      if (chain.length > limits.causes) return chain;
      if (!chain.includes(next)) chain.push(next);
    }
  }
  return chain;
}

function partOf(error: unknown): Omit<ErrorTrace, 'causes'> {
  if (!(error instanceof Error)) return { name: typeof error, code: null, frames: [] };
  return { name: nameOf(error), code: codeOf(error), frames: framesOf(error) };
}

/** Names by which errors of one class (DOMException) are told apart. */
const toldNames = ['AbortError', 'TimeoutError', 'DataError', 'OperationError', 'NotSupportedError'];

/** The class's name comes from the source code; the property `name` may have been set to anything. */
function nameOf(error: Error): string {
  const told = toldNames.find((name) => name === error.name);
  if (told !== undefined) return told;
  const { name } = error.constructor;
  return /^[A-Za-z][A-Za-z0-9]{0,60}$/.test(name) ? name : 'Error';
}

function codeOf(error: Error): string | null {
  const code = errorCodeSchema.safeParse('code' in error ? error.code : null);
  return code.success ? code.data : null;
}

/**
 * Only places: a function's name may come from the data it is stored under. `stack` contains the message too, which is
 * skipped.
 */
function framesOf(error: Error): string[] {
  const { stack } = error;
  if (typeof stack !== 'string') return [];
  const frames: string[] = [];
  for (const line of stack.split('\n')) {
    const place = /^ {4}at (?:.*\()?((?:file:\/\/)?\/[^()]*):(\d+):(\d+)\)?$/.exec(line);
    const file = place ? ownFile(place[1] ?? '') : null;
    if (place && file !== null && frames.length < limits.frames)
      frames.push(`${file}:${place[2] ?? ''}:${place[3] ?? ''}`);
  }
  return frames;
}

/** A file of this program by its path within it; null for a package's file, and for a path unlike ours. */
function ownFile(path: string): string | null {
  const file = relative(root, path.startsWith('file://') ? pathOf(path) : path);
  if (file.startsWith('..') || isAbsolute(file)) return null;
  return /^[a-z0-9-]+(\/[a-z0-9.-]+)+\.(ts|tsx|mjs|cjs|js)$/.test(file) && !file.includes('node_modules')
    ? file
    : null;
}

function pathOf(url: string): string {
  return URL.canParse(url) ? fileURLToPath(url) : '';
}
