import { readFile, writeFile } from 'node:fs/promises';
import { municipalityJsonSchema } from '../../issuing-center/municipalities/json-schema.ts';
import { readWordsAndFiles, runCommand, WrongWords } from '../../shared/command-options.ts';
import { systemClock, type Clock, type Instant } from '../../shared/dates.ts';
import { runCheck } from '../municipality/check-files.ts';
import { runDiff } from '../municipality/diff-files.ts';
import { migrateAll } from '../municipality/migrate-files.ts';
import { runNew } from '../municipality/new-file.ts';
import { runPreview } from '../municipality/preview-file.ts';
import {
  readCode,
  readInstant,
  readNumber,
  runInForce,
  runPublish,
  runTakeBack,
} from '../municipality/publish-rules.ts';
import { schemaFile } from '../municipality/schema-file.ts';

const help = `Usage: npm run municipality -- new CODE [--answers FILE] [--out FOLDER]
       npm run municipality -- check FILE…
       npm run municipality -- preview FILE [--out FOLDER]
       npm run municipality -- diff OLD NEW
       npm run municipality -- publish FILE --config CENTER.json [--from INSTANT] [--above NUMBER]
       npm run municipality -- publish --back CODE --config CENTER.json
       npm run municipality -- in-force CODE --config CENTER.json [--at INSTANT]
       npm run municipality -- migrate FILE… [--code CODE --kana READING]
       npm run municipality -- schema [--check]

  new CODE        asks what has to be known and writes CODE-NAME.json; what nobody was asked stands in its ownChoice
    --answers FILE  takes the answers from a JSON file, {"name": "つくば市", "price.residenceRecord": 200}
    --out FOLDER  where it is written; left out: here
  check FILE…     every fault with file, path and what was expected; as warnings, what is doubtful today: a price above the window's,
                  a certificate that is open on no day, hours over midnight, no price today, a closure in the past …
  preview FILE    writes one HTML page: a year of hours and prices, the screens in Japanese and English, and each certificate with
                  short and extreme data
    --out FOLDER  where it is written; left out: here
  diff OLD NEW    what changes, in words that a mayor's office signs, in Japanese and English; what has no words is told by its path
  publish FILE    signs a file's rules with a number and the instant from which they hold, and enters them at the center: every node
                  changes at that instant without a start; says what changes
    --config FILE the center's configuration; to be run where its keys are
    --from TIME   2026-12-01, or 2026-12-01T06:30+09:00; at least a minute ahead; left out: in a minute
    --above N     for a database that was put back: kiosks know the number N, so these rules get a higher one, whether they change
                  anything or not
    --back CODE   takes back what was published last: what was in force before it holds again in a minute, or from its own day
  in-force CODE   writes what was in force at an instant as a file
    --at TIME     left out: now
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

/** @returns the exit code: 0, 1 or 2, as the help explains */
export function runMunicipality(args: readonly string[], clock: Clock = systemClock): Promise<number> {
  return runCommand({ name: 'municipality', call: 'npm run municipality' }, async () => {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const { values, positionals } = readWordsAndFiles(args, {
      ...{ code: text, kana: text, check: flag, help: flag },
      ...{ answers: text, out: text },
      ...{ config: text, from: text, above: text, back: text, at: text },
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
    if (what === 'new') {
      const [code, ...more] = files;
      if (code === undefined || more.length > 0) throw new WrongWords('new: expected one CODE');
      const { answers = null, out = '.' } = values;
      return runNew(readCode(code), { answers, folder: out });
    }
    if (what === 'publish' || what === 'in-force') return published(what, files, values, clock.now());
    if (what === 'preview') {
      const [file, ...more] = files;
      if (file === undefined || more.length > 0) throw new WrongWords('preview: expected one FILE');
      return runPreview(file, values.out ?? '.', clock.now());
    }
    if (what === 'diff') {
      const [before, after, ...more] = files;
      if (before === undefined || after === undefined || more.length > 0)
        throw new WrongWords('diff: expected two files, the one of so far and the new one');
      return runDiff(before, after);
    }
    if (what !== 'check' && what !== 'migrate')
      throw new WrongWords(
        `${what ?? 'nothing'}: expected new, check, preview, diff, publish, in-force, migrate or schema`,
      );
    if (files.length === 0) throw new WrongWords('FILE: expected at least one');
    if (what === 'check') return runCheck(files, clock.now());
    return migrateAll({ files, code: values.code ?? null, kana: values.kana ?? null });
  });
}

function published(
  what: 'publish' | 'in-force',
  words: readonly string[],
  values: Readonly<Partial<Record<'config' | 'from' | 'above' | 'back' | 'at', string>>>,
  now: Instant,
): Promise<number> {
  const { config, from, above, back, at } = values;
  if (config === undefined) throw new WrongWords('--config: expected the configuration of the center');
  const [word, ...more] = words;
  if (what === 'publish' && back !== undefined) {
    if (word !== undefined || from !== undefined || above !== undefined)
      throw new WrongWords('--back: takes no FILE, no --from and no --above');
    return runTakeBack(config, readCode(back), now);
  }
  if (word === undefined || more.length > 0)
    throw new WrongWords(`${what}: expected one ${what === 'publish' ? 'FILE' : 'CODE'}`);
  return what === 'publish'
    ? runPublish(
        config,
        word,
        {
          from: from === undefined ? null : readInstant('--from', from),
          above: above === undefined ? null : readNumber('--above', above),
        },
        now,
      )
    : runInForce(config, readCode(word), at === undefined ? now : readInstant('--at', at), now);
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

if (import.meta.main) process.exitCode = await runMunicipality(process.argv.slice(2));
