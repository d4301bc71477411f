import { open } from 'node:fs/promises';

/** Writes what a certificate shows: into a file that only its owner may read, also where there was one that others could. */
export async function writeForOwner(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    if ((await handle.stat()).isFile()) await handle.chmod(0o600);
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}
