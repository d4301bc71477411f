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

/**
 * Sends what is asked for at once in one statement, and so in one round: each round costs both ends more than most of what is read in it.
 * All of it is read at one moment.
 *
 * Only for SELECTs that depend on nothing of each other. Rows come as JSON: days, whole numbers below 2^53, texts and JSONB as from `Queries`; no BYTEA.
 */
export function inOneRound(queries: Queries): Queries {
  let asked: Asked[] = [];
  const send = async (): Promise<void> => {
    const round = asked;
    asked = [];
    try {
      const rows = await ask(queries, round);
      for (const [index, { resolve }] of round.entries()) resolve(rows[nameOf(index)] ?? []);
    } catch (error) {
      for (const { reject } of round) reject(error);
    }
  };
  return {
    query: (text, params = []) =>
      new Promise((resolve, reject) => {
        asked.push({ text, params, resolve, reject });
        if (asked.length === 1) queueMicrotask(() => void send());
      }),
  };
}

const nameOf = (index: number): string => `r${index}`;

async function ask(
  queries: Queries,
  round: readonly Asked[],
): Promise<Readonly<Record<string, readonly Row[] | null>>> {
  const params: SqlValue[] = [];
  const columns = round.map(({ text, params: own }, index) => {
    const before = params.length;
    params.push(...own);
    const numbered = text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
    return `(SELECT json_agg(q) FROM (${numbered}) q) AS ${nameOf(index)}`;
  });
  return roundSchema.parse(await queries.query(`SELECT ${columns.join(', ')}`, params))[0] ?? {};
}
