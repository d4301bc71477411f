import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readPlainFileNow } from '../../logging/own-file.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { jsonIn } from '../../shared/json-of.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { shortName, type NamedMunicipality } from '../../shared/municipality-names.ts';
import { faultsOf } from './faults.ts';
import { keysThereTwice } from './keys-there-twice.ts';
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
 * Reads every `*.json` of a directory (by default those that come with the center).
 * @throws MunicipalityDataError naming all faults of all files: a center with half of its rules must not start
 */
export async function loadMunicipalities(directory: string = import.meta.dirname): Promise<Municipalities> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  const faults: string[] = [];
  const municipalities = new Map<MunicipalityId, Municipality>();
  for (const name of names) {
    const read = readNamed(path.join(directory, name));
    if (read.ok) municipalities.set(read.value.id, read.value);
    else faults.push(...read.error.map((fault) => `${name}: ${fault}`));
  }
  if (names.length === 0) faults.push(`${directory}: expected at least one municipality (*.json)`);
  if (faults.length > 0) throw new MunicipalityDataError(faults);
  return municipalities;
}

/** Reads a file as a center does, which wants code and name of the municipality in that of the file, too. */
export function readNamed(file: string): Result<Municipality, readonly string[]> {
  const read = readMunicipality(file);
  if (!read.ok) return read;
  const expectedName = fileNameOf(read.value);
  return expectedName === path.basename(file)
    ? read
    : err([`id, name.latin: expected a file of the name ${expectedName}`]);
}

/** Reads a file of whatever name, and what is wrong with it: each fault with the path in it and what was expected. */
export function readMunicipality(file: string): Result<Municipality, readonly string[]> {
  const bytes = readPlainFileNow(file);
  if (bytes === null) return err(['(whole file): expected a file that can be read']);
  const text = utf8In(bytes);
  if (text === null)
    return err(['(whole file): expected UTF-8: save it again as that, not as Shift_JIS or UTF-16']);
  const read = jsonIn(text);
  if (!read.ok) return err([`(whole file): expected JSON: ${read.error}`]);
  const checked = municipalitySchema.safeParse(read.value);
  const twice = keysThereTwice(text, read.value).map((key) => `${key}: expected once, and it is there twice`);
  if (checked.success && twice.length === 0) return ok(checked.data);
  return err([...twice, ...(checked.success ? [] : faultsOf(checked.error, read.value))]);
}

/** `08220-tsukuba.json` */
export function fileNameOf(municipality: NamedMunicipality): string {
  return `${municipality.id}-${shortName(municipality)}.json`;
}

/** With or without a byte order mark, which editors put before it. */
function utf8In(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Told as what the file should be.
    return null;
  }
}
