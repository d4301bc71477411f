import { once } from 'node:events';
import { onEndSignal } from '../../shared/end-signals.ts';

/** How a command ended by a signal finishes. */
export interface ToldToEnd {
  /** Aborts when the command is told to end; told again a second later or more, it ends at once. */
  readonly signal: AbortSignal;
  /** The command's exit code: as a shell reports for a process ended by a signal, or else its own. */
  exitCode(own: number): number;
  /** Stops listening. */
  done(): void;
}

/** Lets a command that has opened something close it when told to end. */
export function toldToEnd(): ToldToEnd {
  const told = new AbortController();
  let code: number | null = null;
  const done = onEndSignal((exitCode) => {
    code = exitCode;
    told.abort(new Error('told to end'));
  });
  return { signal: told.signal, exitCode: (own) => code ?? own, done };
}

/** Resolves when it is aborted, or at once when it has been. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
