import { existsSync } from 'node:fs';
import { besideConfig, readCenterConfig, type CenterConfig } from '../../issuing-center/config.ts';
import { openDatabase } from '../../issuing-center/configured-database.ts';
import type { NumberedRules } from '../../issuing-center/publication/bundle.ts';
import { loadMunicipalities, readMunicipality } from '../../issuing-center/municipalities/load.ts';
import {
  publishRules,
  rulesAt,
  takeBackRules,
  type NotPublished,
  type Publisher,
} from '../../issuing-center/publication/publish.ts';
import { readSigningKey } from '../../issuing-center/orders/binding-key.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { WrongWords } from '../../shared/command-options.ts';
import { instantInJapan, isoDateSchema, japanDateTime, type Instant } from '../../shared/dates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { mostRules, rulesNumberSchema } from '../../shared/municipality-rules.ts';
import type { Result } from '../../shared/result.ts';
import { municipalityCode } from '../../shared/municipality-names.ts';
import { changesBetween } from './changes/changes.ts';

/** An instant with its offset, or a day, which is its beginning in Japan. @throws WrongWords for anything else */
export function readInstant(option: string, text: string): Instant {
  const day = isoDateSchema.safeParse(text);
  if (day.success) return instantInJapan(day.data);
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at))
    throw new WrongWords(`${option}: expected 2026-12-01, or an instant like 2026-12-01T06:30+09:00`);
  return at;
}

/** @throws WrongWords for what is no number of rules */
export function readNumber(option: string, text: string): number {
  const number = rulesNumberSchema.safeParse(Number(text));
  if (!/^\d+$/.test(text) || !number.success || number.data === mostRules)
    throw new WrongWords(`${option}: expected a number like 7, below ${mostRules}`);
  return number.data;
}

/** @throws WrongWords for what is no national code */
export function readCode(text: string): MunicipalityId {
  const id = municipalityCode(text);
  if (id === null) throw new WrongWords(`CODE: expected a national code like 08220, not ${text}`);
  return id;
}

/** Publishes a file at the center of a configuration, and says what changes. @returns the exit code */
export async function runPublish(
  config: string,
  file: string,
  { from, above }: { readonly from: Instant | null; readonly above: number | null },
  now: Instant,
): Promise<number> {
  const read = readMunicipality(file);
  if (!read.ok) {
    for (const fault of read.error) console.error(`${file}: ${fault}`);
    return 1;
  }
  return atCenter(config, now, (publisher) =>
    tellChange(publisher, read.value.id, () => publishRules(publisher, read.value, from, above)),
  );
}

/** Takes back what was published last, and says what changes. @returns the exit code */
export function runTakeBack(config: string, id: MunicipalityId, now: Instant): Promise<number> {
  return atCenter(config, now, (publisher) => tellChange(publisher, id, () => takeBackRules(publisher, id)));
}

/** Says what was in force at an instant, as a file. @returns the exit code */
export function runInForce(config: string, id: MunicipalityId, at: Instant, now: Instant): Promise<number> {
  return atCenter(config, now, async (publisher) => {
    const found = await rulesAt(publisher, id, at);
    if (!found.ok) return failed(found.error);
    if (found.value === null)
      return failed(
        `nothing is on record for ${id} at ${japanDateTime(at)}: the center's file held, and nobody used it`,
      );
    const { number, whence, from, municipality } = found.value;
    console.error(`number ${number} of ${id}, ${whence}, in force since ${japanDateTime(from)} in Japan`);
    console.log(JSON.stringify(municipality, null, 2));
    return 0;
  });
}

async function tellChange(
  publisher: Publisher,
  id: MunicipalityId,
  publish: () => Promise<Result<NumberedRules, NotPublished>>,
): Promise<number> {
  const published = await publish();
  if (!published.ok) return failed(published.error);
  const { number, from, municipality } = published.value;
  console.log(`number ${number} of ${id} holds from ${japanDateTime(from)} in Japan`);
  const before = await rulesAt(publisher, id, publisher.now);
  const sentences =
    before.ok && before.value !== null ? changesBetween(before.value.municipality, municipality) : [];
  for (const { ja, en } of sentences) console.log(`${ja}\n  ${en}`);
  return 0;
}

function failed(why: string): number {
  console.error(`municipality: ${why}`);
  return 1;
}

async function atCenter(
  file: string,
  now: Instant,
  work: (publisher: Publisher) => Promise<number>,
): Promise<number> {
  const config = await readCenterConfig(file);
  if (!config.ok) throw new WrongWords(`--config: ${config.error}`);
  const { keys, municipalities } = config.value;
  const signingKey = readSigningKey(besideConfig(file, keys.binding));
  if (signingKey === null) return failed(`${file}: keys.binding: no center was ever started with it`);
  const files = await loadMunicipalities(
    municipalities === null ? undefined : besideConfig(file, municipalities),
  );
  const sql = await openStarted(config.value, file);
  try {
    const there = await sql.query("SELECT 1 WHERE to_regclass('municipality_rules') IS NOT NULL");
    if (there.length === 0)
      return failed(`${file}: database: no center of this version was ever started on it`);
    return await work({ sql, signingKey, files, now });
  } finally {
    await sql.close();
  }
}

/** @throws where a center has it open, which is the only one that can then */
async function openStarted(config: CenterConfig, file: string): Promise<Sql> {
  const { database } = config;
  if (database.kind !== 'postgresql' && !existsSync(besideConfig(file, database.folder)))
    throw new Error(
      `${file}: database.folder: no center was ever started on ${besideConfig(file, database.folder)}`,
    );
  return openDatabase(config, file);
}
