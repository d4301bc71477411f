import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readPlainFile } from '../../logging/own-file.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { municipalitySchema, type Municipality } from './schema.ts';

export type Municipalities = ReadonlyMap<MunicipalityId, Municipality>;

/** What is wrong with the data: one line per fault, each with file, path and what was expected. */
export class MunicipalityDataError extends Error {
  override readonly name = 'MunicipalityDataError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`the municipalities' data is not usable:\n${faults.join('\n')}`);
    this.faults = faults;
  }
}

/**
 * Reads every `*.json` of a directory (by default the five that come with the center).
 * @throws MunicipalityDataError naming all faults of all files: a center with half of its rules must not start
 */
export async function loadMunicipalities(directory: string = import.meta.dirname): Promise<Municipalities> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  const faults: string[] = [];
  const municipalities = new Map<MunicipalityId, Municipality>();
  for (const name of names) {
    const bytes = await readPlainFile(path.join(directory, name));
    const read = parse(bytes?.toString('utf8') ?? '');
    if (!read.ok) {
      faults.push(`${name}: (whole file): expected JSON`);
      continue;
    }
    const checked = municipalitySchema.safeParse(read.value);
    if (!checked.success) {
      for (const issue of checked.error.issues)
        faults.push(`${name}: ${issue.path.map(String).join('.') || '(whole file)'}: ${issue.message}`);
      continue;
    }
    if (`${checked.data.id}.json` !== name) {
      faults.push(`${name}: id: expected the name of the file`);
      continue;
    }
    municipalities.set(checked.data.id, checked.data);
  }
  if (names.length === 0) faults.push(`${directory}: expected at least one municipality (*.json)`);
  if (faults.length > 0) throw new MunicipalityDataError(faults);
  return municipalities;
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    // Reported as a fault of this file, and the center does not start.
    return { ok: false };
  }
}
