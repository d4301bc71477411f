import { readFile, stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../../../shared/result.ts';

/**
 * The secret of the wallet's API key: the whole file, trimmed. The error names the file and what was expected, never its
 * contents.
 */
export async function readWalletSecret(file: string): Promise<Result<string, string>> {
  try {
    if (((await stat(file)).mode & 0o077) !== 0)
      return err(`${file}: expected to be readable by its owner alone (mode 0600)`);
    const secret = (await readFile(file, 'utf8')).trim();
    return secret === '' ? err(`${file}: expected the secret of the wallet's key`) : ok(secret);
  } catch {
    // The kiosk does not start and says which file it was.
    return err(`${file}: cannot be read`);
  }
}
