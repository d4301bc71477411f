import { readFileSync } from 'node:fs';
import { createBooks } from '../../electron/journal/books.ts';
import { kindOfEntry } from '../../electron/journal/entry-kinds.ts';
import { fingerprintOf, publicKeyIn } from '../../electron/journal/export-key.ts';
import { everyLine, journalKinds, type JournalFilter } from '../../shared/attendants.ts';
import {
  oneOf,
  readWordsAndFiles,
  refuseUnused,
  runCommand,
  WrongWords,
} from '../../shared/command-options.ts';
import { isoDateSchema, systemClock, type Clock } from '../../shared/dates.ts';
import type { JournalRecord } from '../../electron/journal/record.ts';
import { allAtOnce } from '../../electron/journal/steps.ts';
import { asReceiptCode } from '../../state-machines/attendant/entered-code.ts';
import { judgeJournal, readBeside, whyNot, type Beside } from '../journal/judge.ts';
import { backUp, restore } from '../journal/keep.ts';
import { readSource } from '../journal/source.ts';
import { entryLine, findingLine, type ReaderLanguage } from '../journal/words.ts';

const helpOf = (
  call: string,
): string => `Usage: ${call} FILE [--key KEY] [--witness FOLDER] [--day DAY] [--code CODE] [--kind KIND] [--brief]
       ${call} --backup FOLDER --to FILE [--witness FOLDER]
       ${call} --restore FILE --to FOLDER [--witness FOLDER] [--key KEY]

  FILE             reads a copy of a kiosk's journal (.zip, as an operator's memory stick or --backup has it), a journal's folder or its
                   file: says whether signature, chain and seals hold, and prints what happened, a line for each record
    --key KEY      who has to have signed it: the public half of the kiosk's key (export-public.pem, beside its witness, taken along when
                   the kiosk was set up), or at least 20 digits of its number, which the kiosk's screen shows
    --witness FOLDER  where the kiosk keeps witness and key of this journal; left out: FOLDER-witness beside a journal's folder
    --day DAY      only records of this day in Japan, 2026-12-01
    --code CODE    only records of the transaction with this receipt code
    --kind KIND    only ${journalKinds.join(', ')}
    --brief        only whether it holds
    --language ja|en  of the answers (default: the system's, else en)
  --backup FOLDER  writes a journal into one file, beside a kiosk that may be running; as the user whom the kiosk runs as
  --restore FILE   puts it back into a folder that is not there, or empty. A kiosk goes on with it only where its witness knows of nothing
                   more; otherwise it stays out of service until a person has looked (docs/site.md, "When records are missing")
    --to PATH      what is written; nothing is ever written over
  --help           this text

Exit codes: 0 it holds, or is written, 1 it does not hold, or could not be read or written, 2 wrong arguments.
`;

/**
 * @param call how the command is called
 * @returns the exit code: 0, 1 or 2, as the help explains
 */
export function runJournal(
  args: readonly string[],
  clock: Clock = systemClock,
  call = 'npm run journal --',
): Promise<number> {
  // Not async: there is nothing to wait for, and what is thrown is told by `runCommand`.
  return runCommand({ name: 'journal', call }, () => Promise.resolve(run(args, clock, call)));
}

/** @throws WrongWords */
function run(args: readonly string[], clock: Clock, call: string): number {
  const word = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = readWordsAndFiles(args, {
    ...{ backup: word, restore: word, to: word, key: word, witness: word, language: word },
    ...{ day: word, code: word, kind: word, brief: flag, help: flag },
  });
  if (values.help) {
    process.stdout.write(helpOf(call));
    return 0;
  }
  const { to, witness = null } = values;
  const wanted = values.key === undefined ? null : readWantedKey(values.key);
  const language = readLanguage(values.language);
  const [file, ...more] = positionals;
  const ofReading = ['day', 'code', 'kind', 'brief'];
  for (const what of ['backup', 'restore'] as const) {
    const path = values[what];
    if (path === undefined) continue;
    refuseUnused(
      values,
      [...ofReading, what === 'backup' ? 'restore' : 'backup'],
      `--${what} prints no records`,
    );
    if (what === 'backup') refuseUnused(values, ['key'], '--backup signs with the key of the kiosk');
    if (file !== undefined) throw new WrongWords(`${file}: --${what} has its own file`);
    if (to === undefined || to === '') throw new WrongWords('--to: expected where it is written');
    return what === 'backup'
      ? sayBackUp(path, to, { witness, clock, language })
      : sayRestore(path, to, { witness, wanted, language });
  }
  refuseUnused(values, ['to'], 'only --backup and --restore write');
  if (file === undefined || more.length > 0) throw new WrongWords('FILE: expected one');
  return read(file, { wanted, witness, language, filter: readFilter(values), brief: values.brief ?? false });
}

interface Reading {
  readonly wanted: string | null;
  readonly witness: string | null;
  readonly language: ReaderLanguage;
  readonly filter: JournalFilter;
  readonly brief: boolean;
}

function read(file: string, { wanted, witness, language, filter, brief }: Reading): number {
  // Before the journal: a running kiosk writes its witness last.
  const named = witness === null ? null : besideOf(witness);
  const found = readSource(file);
  if (!found.ok) return failed(found.error);
  const source = found.value;
  let beside: Beside | null = null;
  if (named !== null) {
    if (typeof named === 'string') return failed(`${witness ?? ''}: ${named}`);
    beside = named;
  } else if (source.witness !== null) {
    const there = besideOf(source.witness);
    if (typeof there === 'string') console.log(`-- ${source.witness}: ${there}`);
    else beside = there;
  }
  const judgement = judgeJournal(source, { wanted, beside });
  if (source.opened) {
    const { kiosk, at } = source.opened.manifest;
    console.log(`   ${[kiosk, at].filter((each) => each !== null).join(', ')}`);
  }
  for (const finding of judgement.findings) console.log(findingLine(finding, language));
  if (!brief) for (const line of linesOf(judgement.records, filter, language)) console.log(line);
  return judgement.holds ? 0 : 1;
}

/** What happened, the oldest first. */
function linesOf(
  records: readonly JournalRecord[],
  filter: JournalFilter,
  language: ReaderLanguage,
): readonly string[] {
  const books = createBooks(records, { hoppers: [], accepted: [] });
  const read = allAtOnce(books.page(0, Math.max(1, records.length), filter));
  if (!read.ok) throw new Error('records in memory can be read');
  const { entries } = read.value;
  const bySeq = new Map(records.map((record) => [record.seq, record]));
  return entries.toReversed().flatMap((entry) => {
    const record = bySeq.get(entry.seq);
    return record ? [entryLine(entry, record, kindOfEntry[record.event.type], language)] : [];
  });
}

function sayBackUp(
  folder: string,
  to: string,
  {
    witness,
    clock,
    language,
  }: { readonly witness: string | null; readonly clock: Clock; readonly language: ReaderLanguage },
): number {
  const kept = backUp(folder, to, { witness, clock });
  if (!kept.ok) return failed(kept.error);
  const { judgement, key } = kept.value;
  for (const finding of judgement.findings) console.log(findingLine(finding, language));
  const signed =
    key === null
      ? {
          ja: '署名はありません（本機の鍵がまだありません）',
          en: 'not signed: the kiosk has made no key yet',
        }
      : { ja: `署名の鍵は ${key}`, en: `signed by the key ${key}` };
  console.log(`${to}: ${signed[language]}`);
  return judgement.holds ? 0 : 1;
}

function sayRestore(
  file: string,
  to: string,
  { witness, wanted, language }: Pick<Reading, 'witness' | 'wanted' | 'language'>,
): number {
  const restored = restore(file, to, { witness, wanted });
  if (!restored.ok) return failed(restored.error);
  const judgement = restored.value;
  for (const finding of judgement?.findings ?? []) console.log(findingLine(finding, language));
  const next = judgement?.holds
    ? { ja: '本機は、この記録を続けられます', en: 'the kiosk can go on with it' }
    : {
        ja: '本機は休止のままです。人が確かめ、--begin-journal で新しい記録を始めます（docs/site.md）',
        en: 'the kiosk stays out of service: a person looks, and begins a new one with --begin-journal (docs/site.md, "When records are missing")',
      };
  console.log(`${to}: ${next[language]}`);
  return 0;
}

/** A sentence: why it cannot be read. */
function besideOf(folder: string): Beside | string {
  try {
    return readBeside(folder);
  } catch (error) {
    return whyNot(error);
  }
}

function failed(why: string): number {
  process.stderr.write(`journal: ${why}\n`);
  return 1;
}

/** The beginning of a fingerprint. @throws WrongWords */
function readWantedKey(text: string): string {
  const digits = text.replaceAll(' ', '').toLowerCase();
  if (/^[0-9a-f]{20,64}$/.test(digits)) return digits;
  let pem: string;
  try {
    pem = readFileSync(text, 'utf8');
  } catch {
    throw new WrongWords('--key: expected a file, or at least 20 digits of the number of a key');
  }
  const key = publicKeyIn(pem);
  if (key === null) throw new WrongWords(`--key: ${text}: expected an Ed25519 public key (PEM)`);
  return fingerprintOf(key);
}

/** @throws WrongWords */
function readFilter({
  day,
  code,
  kind,
}: Readonly<Partial<Record<'day' | 'code' | 'kind', string | undefined>>>): JournalFilter {
  const parsed = day === undefined ? null : isoDateSchema.safeParse(day);
  if (parsed?.success === false) throw new WrongWords('--day: expected a day, 2026-12-01');
  return {
    ...everyLine,
    ...(parsed === null ? {} : { day: parsed.data }),
    ...(code === undefined ? {} : { code: readCode(code) }),
    ...(kind === undefined ? {} : { kind: oneOf('--kind', journalKinds, kind) }),
  };
}

/** @throws WrongWords */
function readCode(text: string): string {
  const code = asReceiptCode(text);
  if (code === null) throw new WrongWords('--code: expected the code of a receipt, ABCD-2345');
  return code;
}

function readLanguage(text: string | undefined): ReaderLanguage {
  if (text !== undefined) return oneOf('--language', ['ja', 'en'], text);
  return new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ja') ? 'ja' : 'en';
}

if (import.meta.main) process.exitCode = await runJournal(process.argv.slice(2));
