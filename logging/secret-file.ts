import { err, ok, type Result } from '../shared/result.ts';
import { NotOwnError, ownerOnly, readOwnFile } from './own-file.ts';

/**
 * The text of a file that holds a key or a secret, readable by its owner alone. The error names the file and what was expected, never its
 * contents.
 */
export function readSecretFile(file: string): Result<string, string> {
  try {
    return ok(readOwnFile(file, ownerOnly).toString('utf8'));
  } catch (error) {
    // The kiosk does not start and says which file it was.
    if (!(error instanceof NotOwnError)) return err(`${file}: cannot be read`);
    return err(
      error.what === 'openToOthers'
        ? `${file}: expected to be readable by its owner alone (mode 0600)`
        : error.message,
    );
  }
}
