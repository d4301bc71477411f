import { beginWithConfig, confirmConfig } from './config-files.ts';

/**
 * Before the configuration is read: where the kiosk did not come to its first screen with a changed one, the one before it is put back.
 * @param say prints a line for whoever starts the kiosk
 */
export function beginConfig(file: string, say: (line: string) => void): void {
  try {
    const back = beginWithConfig(file);
    if (back !== null)
      say(
        `${file}: the kiosk did not come to its first screen with it; number ${String(back)} is back in its place`,
      );
  } catch (error) {
    // It starts with what is there: a folder that cannot be written has no changed one, or keeps it.
    say(
      `${file}: whether it was changed cannot be seen (${error instanceof Error ? error.message : 'unknown'})`,
    );
  }
}

/** The first screen stands. */
export function proveConfig(file: string, say: (line: string) => void): void {
  try {
    confirmConfig(file);
  } catch {
    say(
      `${file}: that the kiosk came to its first screen could not be written; its next start takes the one before it`,
    );
  }
}
