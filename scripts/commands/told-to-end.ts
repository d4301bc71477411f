/** How a command ended by a signal finishes. */
export interface ToldToEnd {
  /** Aborts at the first SIGINT or SIGTERM; a second one ends the process at once, through the system's default handler. */
  readonly signal: AbortSignal;
  /** The command's exit code: 130 or 143 as a shell reports for a process ended by a signal, or else its own. */
  exitCode(own: number): number;
  /** Stops listening. */
  done(): void;
}

/** Lets a command that has opened something close it when told to end. */
export function toldToEnd(): ToldToEnd {
  const told = new AbortController();
  let code: number | null = null;
  const hear = (signal: NodeJS.Signals): void => {
    code = signal === 'SIGINT' ? 130 : 143;
    told.abort(new Error(`ended by ${signal}`));
    done();
  };
  const done = (): void => {
    process.off('SIGINT', hear);
    process.off('SIGTERM', hear);
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  return { signal: told.signal, exitCode: (own) => code ?? own, done };
}
