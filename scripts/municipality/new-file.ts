import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { faultsOf } from '../../issuing-center/municipalities/faults.ts';
import { municipalitySchema } from '../../issuing-center/municipalities/schema.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { fileFromAnswers } from './file-from-answers.ts';
import { questions, readAnswer, type Answers } from './questions.ts';
import { schemaFile } from './schema-file.ts';
import { jsonOf } from '../../shared/json-of.ts';
import { writeMunicipality } from './write-municipality.ts';

/** Asks something in one line. @returns the answer; null at the end of the input */
export type Ask = (text: string) => Promise<string | null>;

/** A file's answers: text or numbers by the names of the questions. */
const answersSchema = z.record(z.string(), z.union([z.string(), z.number()]));

/**
 * Writes a municipality's file, with the answers of a file or of whoever sits at the terminal.
 * @param folder where it is written, under its code and name
 * @returns the exit code
 */
export async function runNew(
  id: MunicipalityId,
  { answers, folder }: { readonly answers: string | null; readonly folder: string },
  ask: Ask | null = null,
): Promise<number> {
  const given = answers === null ? await asked(ask) : await readAnswers(answers);
  if (!given.ok) return failed(given.error);
  const schema = path.relative(path.resolve(folder), schemaFile);
  const made = municipalitySchema.safeParse(fileFromAnswers(id, schema, given.value));
  if (!made.success) return failed(faultsOf(made.error));
  const written = await writeMunicipality(folder, made.data);
  if (!written.ok) return failed([written.error]);
  console.log(written.value);
  return 0;
}

async function readAnswers(file: string): Promise<Result<Answers, readonly string[]>> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return err([`${file}: expected a file that can be read`]);
  const read = answersSchema.safeParse(jsonOf(text));
  if (!read.success) return err([`${file}: expected an object of texts and numbers`]);
  const answers: Record<string, string> = {};
  const faults = Object.keys(read.data)
    .filter((key) => !questions.some((question) => question.key === key))
    .map((key) => `${file}: ${key}: expected one of ${questions.map((question) => question.key).join(', ')}`);
  for (const question of questions) {
    if (question.when?.(answers) === false) continue;
    const answer = readAnswer(question, String(read.data[question.key] ?? ''));
    if (answer.ok) answers[question.key] = answer.value;
    else faults.push(`${file}: ${question.key}: ${answer.error}`);
  }
  return faults.length === 0 ? ok(answers) : err(faults);
}

/** A wrong answer is told and asked for again. */
async function asked(given: Ask | null): Promise<Result<Answers, readonly string[]>> {
  const terminal = given === null ? openTerminal() : null;
  const ask = given ?? terminal?.ask;
  if (ask === undefined) return err(['expected a terminal, or --answers']);
  try {
    const answers: Record<string, string> = {};
    for (const question of questions) {
      if (question.when?.(answers) === false) continue;
      const { key, asks, otherwise } = question;
      for (;;) {
        const text = await ask(`${asks}${otherwise === undefined ? '' : ` [${otherwise}]`}: `);
        if (text === null) return err([`${key}: the input ended before it was answered`]);
        const answer = readAnswer(question, text);
        if (answer.ok) {
          answers[key] = answer.value;
          break;
        }
        console.error(answer.error);
      }
    }
    return ok(answers);
  } finally {
    terminal?.close();
  }
}

function openTerminal(): { readonly ask: Ask; readonly close: () => void } {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const read = lines[Symbol.asyncIterator]();
  return {
    async ask(text) {
      process.stderr.write(text);
      const next = await read.next();
      return next.done === true ? null : next.value;
    },
    close: () => lines.close(),
  };
}

function failed(faults: readonly string[]): number {
  for (const fault of faults) console.error(fault);
  return 1;
}
