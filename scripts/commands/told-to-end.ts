/** What a signal leaves behind when it ended a command. */
export interface ToldToEnd {
  /** Aborts at the first SIGINT or SIGTERM; a second one ends the process at once, by the system's own handler. */
  readonly signal: AbortSignal;
  /** What the command ends with: as a shell says it of a process that a signal ended, or else its own code. */
  exitCode(own: number): number;
  /** Listens no more. */
  done(): void;
}

/** Lets a command that has opened something close it when it is told to end. */
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
