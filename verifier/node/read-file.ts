import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FileRefusal } from '../file/refusal.ts';

/** Bytes: 198 sides of 600 dpi as a scanner's PDF; more is no document. */
const mostBytes = 512e6;

/** The bytes of an ordinary file. A folder, a pipe or a device is refused at once: reading from it may wait for ever. */
export async function readOrdinaryFile(file: string): Promise<Result<Uint8Array, FileRefusal>> {
  try {
    // Opening a pipe without this waits until somebody writes into it.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const facts = await handle.stat();
      if (!facts.isFile()) return err('notAFile');
      if (facts.size > mostBytes) return err('fileTooLarge');
      return ok(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    return err(reasonOf(error));
  }
}

function reasonOf(error: unknown): FileRefusal {
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'notFound';
    case 'EACCES':
    case 'EPERM':
      return 'notAllowed';
    case 'EISDIR':
    case 'ENXIO':
      return 'notAFile';
    default:
      return 'cannotRead';
  }
}
