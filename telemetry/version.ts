import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({ name: z.literal('komado'), version: z.string() });

/** Of the program, by the nearest package.json above it that is ours: a checkout's, or the one that an installed package has. */
export const version = versionAbove(import.meta.dirname);

function versionAbove(folder: string): string {
  const manifest = manifestSchema.safeParse(readJson(join(folder, 'package.json')));
  if (manifest.success) return manifest.data.version;
  const above = dirname(folder);
  if (above === folder) throw new Error('the program lies below no package.json of its own');
  return versionAbove(above);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // There is none here, or somebody else's: the next one above may be ours.
    return null;
  }
}
