/** The results of parts run one after the other, and why the others gave none. */
export interface PartsDone<Parts> {
  readonly done: Partial<Parts>;
  readonly errors: Partial<Record<keyof Parts, string>>;
}

/** How often a running part reports that it goes on, ms. */
const everyMs = 5_000;

/**
 * Runs parts one after the other, each whether or not those before it failed, and reports of each that it is running and how
 * long it took. After the signal no further part begins.
 */
export async function runParts<Parts extends object>(
  parts: { readonly [Name in keyof Parts]: () => Promise<Parts[Name]> },
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<PartsDone<Parts>> {
  const done: Partial<Parts> = {};
  const errors: Partial<Record<keyof Parts, string>> = {};
  for (const name in parts) {
    if (signal.aborted) {
      errors[name] = 'was not begun';
      continue;
    }
    const began = performance.now();
    const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(0)} s`;
    const ticking = setInterval(() => say(`${name} … ${seconds()}`), everyMs);
    say(`${name} …`);
    try {
      done[name] = await parts[name]();
      say(`${name}: ${seconds()}`);
    } catch (error) {
      errors[name] = error instanceof Error ? error.message : 'failed for an unknown reason';
      say(`${name}: ${errors[name]}`);
    } finally {
      clearInterval(ticking);
    }
  }
  return { done, errors };
}
