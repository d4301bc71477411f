import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileNameOf } from '../../issuing-center/municipalities/load.ts';
import type { Municipality } from '../../issuing-center/municipalities/schema.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** Writes a municipality's file under its own name into a folder, and over none. @returns the file, or why there is none */
export async function writeMunicipality(
  folder: string,
  municipality: Municipality,
): Promise<Result<string, string>> {
  const file = path.join(folder, fileNameOf(municipality));
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) return err(`${file} is there already`);
  await writeFile(file, `${JSON.stringify(municipality, null, 2)}\n`);
  return ok(file);
}
