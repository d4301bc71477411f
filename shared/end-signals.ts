/** The signals that tell a process to end, with the exit code that a shell gives to a process ended by one. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** One Ctrl-C arrives several times: from the terminal, and from npm and others that pass theirs on. ms */
const sameTellingMs = 1_000;

/**
 * Calls back, once, when the process is told to end, so that it closes what it has opened. Told again later, it ends at once: what
 * is done at `exit` is still done.
 * @param heard gets the exit code of a process that was ended so
 * @param now a time that only goes forward, ms
 * @returns a function that stops listening
 */
export function onEndSignal(
  heard: (exitCode: number) => void,
  now: () => number = () => performance.now(),
): () => void {
  let first: number | null = null;
  const hear = (signal: keyof typeof exitCodes): void => {
    if (first === null) {
      first = now();
      heard(exitCodes[signal]);
    } else if (now() - first > sameTellingMs) process.exit(exitCodes[signal]);
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, hear);
  return () => {
    for (const name of names) process.off(name, hear);
  };
}
