import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { faultsOf } from '../../issuing-center/municipalities/faults.ts';
import { fromFirstForm, isFirstForm } from '../../issuing-center/municipalities/first-form.ts';
import { municipalitySchema } from '../../issuing-center/municipalities/schema.ts';
import { WrongWords } from '../../shared/command-options.ts';
import { formerMunicipalityCode } from '../../shared/ids.ts';
import { municipalityCode } from '../../shared/municipality-names.ts';
import { schemaFile } from './schema-file.ts';
import { jsonOf } from '../../shared/json-of.ts';
import { writeMunicipality } from './write-municipality.ts';

/** Readings of the first five, which their files did not have. */
const firstReadings: Readonly<Record<string, string>> = {
  '01213': 'とまこまいし',
  '08220': 'つくばし',
  '13103': 'みなとく',
  '13110': 'めぐろく',
  '13118': 'あらかわく',
};

/** Which files are moved, and what they did not say: code and reading. */
export interface Migration {
  readonly files: readonly string[];
  readonly code: string | null;
  readonly kana: string | null;
}

/** Moves each file, and says what it wrote or what is wrong. @returns the exit code */
export async function migrateAll(settings: Migration): Promise<number> {
  if (settings.code !== null && settings.files.length > 1)
    throw new WrongWords('--code: is of one municipality, so give one file');
  let code = 0;
  for (const file of settings.files) {
    const { wrote, faults } = await migrateFile(file, settings);
    for (const fault of faults) console.error(`${file}: ${fault}`);
    if (wrote === null) code = 1;
    else console.log(wrote);
  }
  return code;
}

/** Nothing is written unless the center could start with it. */
async function migrateFile(
  file: string,
  settings: Migration,
): Promise<{ wrote: string | null; faults: readonly string[] }> {
  const value = jsonOf(await readFile(file, 'utf8'));
  if (!isFirstForm(value)) return { wrote: null, faults: ['expected a file of the first form'] };
  const who = whoIs(file, settings);
  const moved = municipalitySchema.safeParse({
    $schema: path.relative(path.dirname(path.resolve(file)), schemaFile),
    ...fromFirstForm(value, who),
  });
  if (!moved.success) return { wrote: null, faults: faultsOf(moved.error) };
  const written = await writeMunicipality(path.dirname(file), moved.data);
  return written.ok ? { wrote: written.value, faults: [] } : { wrote: null, faults: [written.error] };
}

function whoIs(file: string, { code, kana }: Migration): { id: string; kana: string } {
  const id = code === null ? formerMunicipalityCode(path.basename(file, '.json')) : municipalityCode(code);
  if (id === null)
    throw new WrongWords(
      code === null
        ? `--code: expected for ${path.basename(file)}, which is none of the first five`
        : `--code: expected a national code like 08220, not ${code}`,
    );
  const reading = kana ?? firstReadings[id];
  if (reading === undefined) throw new WrongWords('--kana: expected the reading of its name in hiragana');
  return { id, kana: reading };
}
