import { readSecretFile } from '../../../../logging/secret-file.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';

/** The secret of the wallet's API key: the whole file, trimmed. */
export function readWalletSecret(file: string): Result<string, string> {
  const read = readSecretFile(file);
  if (!read.ok) return read;
  const secret = read.value.trim();
  return secret === '' ? err(`${file}: expected the secret of the wallet's key`) : ok(secret);
}
