/** The outcome of a call that may fail in an expected way. Ignoring a Result is an error of the house rules. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function ok(): Result<undefined, never>;
export function ok<T>(value: T): Result<T, never>;
export function ok<T>(value?: T): Result<T | undefined, never> {
  return { ok: true, value };
}

export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}

/** For the default branch of a switch that must name every member: the compiler says which one is missing. */
export function assertNever(value: never): never {
  throw new Error(`a case that the types exclude: ${JSON.stringify(value)}`);
}
