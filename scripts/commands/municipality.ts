import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fromFirstForm, isFirstForm } from '../../issuing-center/municipalities/first-form.ts';
import { municipalityJsonSchema } from '../../issuing-center/municipalities/json-schema.ts';
import { fileNameOf } from '../../issuing-center/municipalities/load.ts';
import { faultsOf, municipalitySchema } from '../../issuing-center/municipalities/schema.ts';
import { readWordsAndFiles, runCommand, WrongWords } from '../../shared/command-options.ts';
import { formerMunicipalityCode } from '../../shared/ids.ts';
import { municipalityCode } from '../../shared/municipality-names.ts';

const help = `Usage: npm run municipality -- migrate FILE… [--code CODE --kana READING]
       npm run municipality -- schema [--check]

  migrate FILE…   moves municipalities' files of the first form (one interval a day for everything, a name for a code) to that of
                  today: writes CODE-NAME.json beside each, and leaves FILE for you to delete
    --code CODE   national code, with or without check digit; needed of a municipality that is none of the first five
    --kana WORD   the reading of its name in hiragana; needed with --code
  schema          writes docs/municipality.schema.json, which editors read, from the code
    --check       writes nothing; exit code 1 when it is out of date
  --help          this text

docs/municipality.md says how a municipality joins. Exit codes: 0 done, 1 a file is not usable or the schema is out of date, 2 wrong
arguments.
`;

const schemaFile = path.join(import.meta.dirname, '..', '..', 'docs', 'municipality.schema.json');

/** Readings of the first five, which their files did not have. */
const firstReadings: Readonly<Record<string, string>> = {
  '01213': 'とまこまいし',
  '08220': 'つくばし',
  '13103': 'みなとく',
  '13110': 'めぐろく',
  '13118': 'あらかわく',
};

interface Settings {
  readonly files: readonly string[];
  readonly code: string | null;
  readonly kana: string | null;
}

/** @returns the exit code: 0, 1 or 2, as the help explains */
export function runMunicipality(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'municipality', call: 'npm run municipality' }, async () => {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const { values, positionals } = readWordsAndFiles(args, {
      ...{ code: text, kana: text, check: flag, help: flag },
    });
    const [what, ...files] = positionals;
    if (values.help === true) {
      process.stdout.write(help);
      return 0;
    }
    if (what === 'schema') {
      if (files.length > 0) throw new WrongWords(`${files[0] ?? ''}: schema takes no file`);
      return writeSchema(values.check === true);
    }
    if (what !== 'migrate') throw new WrongWords(`${what ?? 'nothing'}: expected migrate or schema`);
    if (files.length === 0) throw new WrongWords('FILE: expected at least one');
    return migrateAll({ files, code: values.code ?? null, kana: values.kana ?? null });
  });
}

async function writeSchema(check: boolean): Promise<number> {
  const text = municipalityJsonSchema();
  const before = await readFile(schemaFile, 'utf8').catch(() => '');
  if (before === text) return 0;
  if (check) {
    console.error('docs/municipality.schema.json is out of date: npm run municipality -- schema');
    return 1;
  }
  await writeFile(schemaFile, text);
  console.log('docs/municipality.schema.json');
  return 0;
}

async function migrateAll(settings: Settings): Promise<number> {
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
  settings: Settings,
): Promise<{ wrote: string | null; faults: readonly string[] }> {
  const value = parsed(await readFile(file, 'utf8'));
  if (!isFirstForm(value)) return { wrote: null, faults: ['expected a file of the first form'] };
  const who = whoIs(file, settings);
  const moved = municipalitySchema.safeParse({
    $schema: path.relative(path.dirname(path.resolve(file)), schemaFile),
    ...fromFirstForm(value, who),
  });
  if (!moved.success) return { wrote: null, faults: faultsOf(moved.error) };
  const target = path.join(path.dirname(file), fileNameOf(moved.data));
  const isThere = await access(target).then(
    () => true,
    () => false,
  );
  if (isThere) return { wrote: null, faults: [`${target} is there already`] };
  await writeFile(target, `${JSON.stringify(moved.data, null, 2)}\n`);
  return { wrote: target, faults: [] };
}

function whoIs(file: string, { code, kana }: Settings): { id: string; kana: string } {
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Told as a file that is not of the first form.
    return null;
  }
}

if (import.meta.main) process.exitCode = await runMunicipality(process.argv.slice(2));
