/** Where something broke, without its words: an error's message may quote a person's data, its kind and place cannot. */
export interface ServerFault {
  /** Route of the contract, or `sweep`, `node`. */
  readonly where: string;
  readonly error: string;
  /** File, line and function names alone. */
  readonly stack: readonly string[];
}

export function faultAt(where: string, error: unknown): ServerFault {
  if (!(error instanceof Error)) return { where, error: typeof error, stack: [] };
  const places = (error.stack ?? '').replace(error.message, '');
  const stack = places.split('\n').filter((line) => /^\s+at /.test(line));
  return { where, error: error.name, stack: stack.map((line) => line.trim()) };
}
