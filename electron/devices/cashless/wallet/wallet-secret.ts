import { NotOwnError, ownerOnly, readOwnFile } from '../../../../logging/own-file.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';

/**
 * The secret of the wallet's API key: the whole file, trimmed. The error names the file and what was expected, never its
 * contents.
 */
export function readWalletSecret(file: string): Result<string, string> {
  try {
    const secret = readOwnFile(file, ownerOnly).toString('utf8').trim();
    return secret === '' ? err(`${file}: expected the secret of the wallet's key`) : ok(secret);
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
