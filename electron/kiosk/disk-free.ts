import { statfs } from 'node:fs/promises';

/** Percent of a folder's disk that is free, 0 to 100; null when the disk does not say. */
export async function diskFreePercent(folder: string): Promise<number | null> {
  try {
    const { bavail, blocks } = await statfs(folder);
    return blocks > 0 ? (100 * bavail) / blocks : null;
  } catch {
    // The device watch shows and logs the disk as one that does not say.
    return null;
  }
}
