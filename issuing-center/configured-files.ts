import { access, constants } from 'node:fs/promises';
import { readPlainFile } from '../logging/own-file.ts';
import { configFault } from '../shared/config-text.ts';
import { besideConfig } from './config.ts';

/** A file that the configuration names is not usable. The message gives the configuration, the path in it, and the file. */
export class ConfiguredFileError extends Error {
  override readonly name = 'ConfiguredFileError';
}

/** Reads the file that is named at a path in the configuration. */
export async function readNamed<T>(
  file: string,
  ...[at, of, expected, read]: readonly [string, string, string, (of: string) => T | Promise<T>]
): Promise<T> {
  const beside = (name: string): string => besideConfig(file, name);
  try {
    return await read(beside(of));
  } catch (error) {
    // Nothing of a key may be quoted; municipalities' data is public and can have many faults.
    const isThere = await access(beside(of), constants.R_OK).then(
      () => true,
      () => false,
    );
    const unread = '; it is not there, or this user may not read it';
    const faults = error instanceof Error && at === 'municipalities' ? `\n${error.message}` : '';
    const why = isThere ? faults : unread;
    throw new ConfiguredFileError(configFault(file, [at], `${of}: ${expected}${why}`));
  }
}

/** @throws when it is not there, or is no plain file: a pipe is not waited for */
export async function readPublic(file: string): Promise<Buffer> {
  const bytes = await readPlainFile(file);
  if (bytes === null) throw new Error('cannot be read');
  return bytes;
}
