import { z } from 'zod';
import type { Queries, Row, SqlValue } from './sql.ts';

interface Asked {
  readonly text: string;
  readonly params: readonly SqlValue[];
  readonly resolve: (rows: readonly Row[]) => void;
  readonly reject: (error: unknown) => void;
}

const roundSchema = z
  .array(z.record(z.string(), z.array(z.record(z.string(), z.unknown())).nullable()))
  .length(1);

const rounds = new WeakSet<Queries>();

/**
 * Sends what is asked for at once in one statement, and so in one round: each round costs both ends more than most of what is done in it.
 * Whoever asks for one thing alone sends it as it is; a round of a round is that round.
 *
 * Only for statements that depend on nothing of each other: all of them see what was there before the first. So none may change a row that
 * another one reads for its answer or changes, and none may begin with WITH. Rows come as JSON: days, whole numbers below 2^53, texts and
 * JSONB as from `Queries`; no BYTEA.
 */
export function inOneRound(queries: Queries): Queries {
  if (rounds.has(queries)) return queries;
  let asked: Asked[] = [];
  const send = async (): Promise<void> => {
    const round = asked;
    asked = [];
    try {
      const answers = await ask(queries, round);
      for (const [index, { resolve }] of round.entries()) resolve(answers[index] ?? []);
    } catch (error) {
      for (const { reject } of round) reject(error);
    }
  };
  const own: Queries = {
    query: (text, params = []) =>
      new Promise((resolve, reject) => {
        asked.push({ text, params, resolve, reject });
        if (asked.length === 1) queueMicrotask(() => void send());
      }),
  };
  rounds.add(own);
  return own;
}

const writes = /^\s*(?:INSERT|UPDATE|DELETE)\b/i;
const returns = /\bRETURNING\b/i;

async function ask(queries: Queries, round: readonly Asked[]): Promise<readonly (readonly Row[])[]> {
  const [first] = round;
  if (first === undefined) return [];
  if (round.length === 1) return [await queries.query(first.text, first.params)];
  const params: SqlValue[] = [];
  const changes: string[] = [];
  const columns: string[] = [];
  for (const [index, { text, params: own }] of round.entries()) {
    const before = params.length;
    params.push(...own);
    const numbered = text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    const name = `r${index}`;
    if (!writes.test(text)) {
      columns.push(`(SELECT json_agg(q) FROM (${numbered}) q) AS ${name}`);
      continue;
    }
    changes.push(`${name} AS (${numbered})`);
    columns.push(
      `${returns.test(text) ? `(SELECT json_agg(${name}) FROM ${name})` : 'NULL::json'} AS ${name}`,
    );
  }
  const opening = changes.length === 0 ? '' : `WITH ${changes.join(', ')} `;
  const answered = roundSchema.parse(
    await queries.query(`${opening}SELECT ${columns.join(', ')}`, params),
  )[0];
  return round.map((_, index) => answered?.[`r${index}`] ?? []);
}
