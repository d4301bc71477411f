import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventLog } from '../../logging/event-log.ts';
import type { Instant } from '../../shared/dates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { siteRuns } from '../../testing/center/rules-of-files.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { openEmbedded } from '../store/embedded.ts';
import { migrate } from '../store/migrate.ts';
import type { Sql } from '../store/sql.ts';
import { signRules } from './bundle.ts';
import { loadMunicipalities, type Municipalities } from '../municipalities/load.ts';
import { leadMs, publishRules, rulesAt, takeBackRules, type Publisher } from './publish.ts';
import { createMunicipalityRules, type MunicipalityRules } from './rules-in-force.ts';
import { municipalitySchema, type Municipality } from '../municipalities/schema.ts';

const files = await loadMunicipalities();
const signingKey = generateKeyPairSync('ed25519').privateKey;
const day = (text: string): Instant => Date.parse(`${text}T00:00:00+09:00`);
const [today, december, january] = [day('2026-11-20'), day('2026-12-01'), day('2027-01-01')];
const { tsukuba } = codes;

let sql: Sql;
let refused: string[];
beforeEach(async () => {
  refused = [];
  sql = await openEmbedded();
  await siteRuns(sql, files, signingKey);
  await migrate(sql);
});
afterEach(() => sql.close());

/** A node that has just started. */
async function node(these: Municipalities = files): Promise<MunicipalityRules> {
  const log = createEventLog({
    clock: { now: () => today },
    destinations: [{ level: 'error', write: (line) => void refused.push(line) }],
  });
  const rules = createMunicipalityRules({ files: these, signingKey, log });
  await rules.refresh(sql);
  return rules;
}

const publisher = (now: Instant, these = files): Publisher => ({ sql, signingKey, files: these, now });

function fileOf(id: MunicipalityId): Municipality {
  const found = files.get(id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

/** Tsukuba where every certificate costs this, yen. */
function costing(yen: number): Municipality {
  const file = fileOf(tsukuba);
  const services = file.services.map((one) => ({ ...one, prices: [{ from: null, until: null, yen }] }));
  return municipalitySchema.parse({ ...file, services });
}

function priceAt(rules: MunicipalityRules, at: Instant): number | undefined {
  return rules.at(tsukuba, at)?.municipality.services[0]?.prices.at(-1)?.yen;
}

const filePrice = fileOf(tsukuba).services[0]?.prices.at(-1)?.yen;

describe('rules that are published', () => {
  it('hold at every node from the same millisecond on, without a start', async () => {
    const nodes = [await node(), await node()];
    const published = await publishRules(publisher(today), costing(250), december);
    expect(published).toMatchObject({ ok: true, value: { number: 2, from: december } });
    for (const one of nodes) {
      await one.refresh(sql);
      expect([priceAt(one, december - 1), priceAt(one, december)]).toEqual([filePrice, 250]);
      expect([one.at(tsukuba, december - 1)?.number, one.at(tsukuba, december)?.number]).toEqual([1, 2]);
      expect(one.all(december).get(tsukuba)).toEqual(costing(250));
      expect(one.all(december - 1).get(tsukuba)).toEqual(fileOf(tsukuba));
    }
    expect(refused).toEqual([]);
  });

  it('are not undone by an older file at a start', async () => {
    expect(await publishRules(publisher(today), costing(250), december)).toMatchObject({ ok: true });
    const started = await node(new Map([...files, [tsukuba, costing(100)]]));
    expect(priceAt(started, december)).toBe(250);
    expect(priceAt(started, december - 1)).toBe(filePrice);
  });

  it('leave what sessions began with as it was', async () => {
    const rules = await node();
    const begun = await rules.begin(sql, tsukuba, december - 1);
    expect(begun?.number).toBe(1);
    expect(await publishRules(publisher(today), costing(250), december)).toMatchObject({ ok: true });
    expect(await rules.numbered(sql, tsukuba, begun?.number ?? null, december)).toEqual(fileOf(tsukuba));
    await rules.refresh(sql);
    expect((await rules.begin(sql, tsukuba, december))?.number).toBe(2);
  });

  it('are entered once under a number when a file is first used, by however many nodes', async () => {
    const [one, other] = [await node(), await node()];
    const begun = await Promise.all([
      one.begin(sql, tsukuba, today),
      other.begin(sql, tsukuba, today),
      one.begin(sql, tsukuba, today),
    ]);
    expect(begun.map((found) => found?.number)).toEqual([1, 1, 1]);
    expect(one.at(codes.minato, today)?.number).toBeNull();
    // A center that is started with another file goes on counting, and so says what held on each day.
    const changed: Municipalities = new Map([...files, [tsukuba, costing(300)]]);
    const later = await node(changed);
    expect((await later.begin(sql, tsukuba, december))?.number).toBe(2);
    expect(await rulesAt(publisher(january), tsukuba, december - 1)).toMatchObject({
      value: { number: 1, whence: 'file', municipality: fileOf(tsukuba) },
    });
    expect(await rulesAt(publisher(january), tsukuba, december)).toMatchObject({ value: { number: 2 } });
  });
});

describe('a center that is started with another file', () => {
  it('has it under a number from its start on, where kiosks know the earlier one by a number', async () => {
    expect((await (await node()).begin(sql, tsukuba, today))?.number).toBe(1);
    const changed: Municipalities = new Map([...files, [tsukuba, costing(300)]]);
    const [one, other] = [await node(changed), await node(changed)];
    await Promise.all([one.start(sql, december), other.start(sql, december)]);
    for (const started of [one, other]) {
      expect(started.at(tsukuba, december)).toEqual({ municipality: costing(300), number: 2 });
      expect(await started.signed(sql, tsukuba, 2)).not.toBeNull();
      // Nobody knows a number of the others.
      expect(started.at(codes.minato, december)?.number).toBeNull();
    }
    // The same file again is the same number.
    const again = await node(changed);
    await again.start(sql, january);
    expect(again.at(tsukuba, january)?.number).toBe(2);
  });
});

describe('a publication is refused', () => {
  it.each([
    [
      'sooner than all nodes can know',
      today + leadMs - 1,
      costing(250),
      /^from: expected at least 60 s from now/,
    ],
    ['that changes nothing', december, fileOf(tsukuba), /^nothing changes: number 1 says the same$/],
    [
      'of a municipality that the center does not serve',
      december,
      { ...costing(250), id: codes.mihon },
      /the center serves no such municipality/,
    ],
  ] as const)('%s', async (_what, from, municipality, why) => {
    const published = await publishRules(publisher(today), municipality, from);
    expect(published).toEqual({ ok: false, error: expect.stringMatching(why) as unknown });
    expect(await sql.query("SELECT 1 FROM municipality_rules WHERE whence = 'published'")).toEqual([]);
  });

  it('that would come before one which is on its way', async () => {
    expect(await publishRules(publisher(today), costing(250), december)).toMatchObject({ ok: true });
    expect(await publishRules(publisher(today), costing(300), december)).toEqual({
      ok: false,
      error: expect.stringMatching(/^from: number 2 is published and holds from 2026-11-30T15:00/) as unknown,
    });
    expect(await publishRules(publisher(today), costing(300), january)).toMatchObject({
      value: { number: 3 },
    });
  });

  it('with another key than the one that the center has', async () => {
    const other = { ...publisher(today), signingKey: generateKeyPairSync('ed25519').privateKey };
    const wrong = {
      ok: false,
      error: expect.stringMatching(/^keys\.binding: expected the key of the center/) as unknown,
    };
    expect(await publishRules(other, costing(250), december)).toEqual(wrong);
    expect(await takeBackRules(other, tsukuba)).toEqual(wrong);
  });

  it('where the folder is no longer what the center runs, or no center ever ran', async () => {
    const changed: Municipalities = new Map([...files, [tsukuba, costing(250)]]);
    const wrong = {
      ok: false,
      error: expect.stringMatching(/^the municipalities' folder is not as the center read it/) as unknown,
    };
    expect(await publishRules(publisher(today, changed), costing(250), december)).toEqual(wrong);
    await sql.query('DELETE FROM center_site');
    expect((await publishRules(publisher(today), costing(250), december)).ok).toBe(false);
  });
});

describe('a database that was put back to before kiosks believed a number', () => {
  it('gets a higher one by a publication, also of what holds already', async () => {
    expect(await publishRules(publisher(today), fileOf(tsukuba), null)).toMatchObject({ ok: false });
    const again = await publishRules(publisher(today), fileOf(tsukuba), null, 7);
    expect(again).toMatchObject({ value: { number: 8, from: today + leadMs } });
    const rules = await node();
    expect(rules.at(tsukuba, today + leadMs)).toEqual({ municipality: fileOf(tsukuba), number: 8 });
    // A number that is on record all the same is never given twice.
    expect(await publishRules(publisher(today + leadMs), costing(250), null, 3)).toMatchObject({
      value: { number: 9 },
    });
  });
});

describe('the way back', () => {
  it('puts what was in force before under a new number', async () => {
    expect(await publishRules(publisher(today), costing(250), december)).toMatchObject({ ok: true });
    const back = await takeBackRules(publisher(january), tsukuba);
    expect(back).toMatchObject({ ok: true, value: { number: 3, from: january + leadMs } });
    const rules = await node();
    const at = [december - 1, december, january + leadMs - 1, january + leadMs];
    expect(at.map((instant) => priceAt(rules, instant))).toEqual([filePrice, 250, 250, filePrice]);
  });

  it('keeps from ever holding what has not yet begun', async () => {
    expect(await publishRules(publisher(today), costing(250), december)).toMatchObject({ ok: true });
    expect(await takeBackRules(publisher(today + 1000), tsukuba)).toMatchObject({ ok: true });
    const rules = await node();
    expect([today + 999_000, december, january].map((at) => priceAt(rules, at))).toEqual(
      Array.from({ length: 3 }, () => filePrice),
    );
    expect(rules.at(tsukuba, january)?.number).toBe(3);
    // Nor when somebody goes back once more after its day.
    expect(await takeBackRules(publisher(january), tsukuba)).toMatchObject({
      value: { number: 4, municipality: fileOf(tsukuba) },
    });
  });

  it('makes room for something else on an earlier day', async () => {
    expect(await publishRules(publisher(today), costing(250), december)).toMatchObject({ ok: true });
    expect(await takeBackRules(publisher(today + 1000), tsukuba)).toMatchObject({ ok: true });
    expect(await publishRules(publisher(today + 2000), costing(260), december - 1)).toMatchObject({
      value: { number: 4 },
    });
  });

  it('of two that have not begun takes back the later one alone: the earlier one holds from its own day, and not before', async () => {
    expect(await publishRules(publisher(today), costing(250), december)).toMatchObject({ ok: true });
    expect(await publishRules(publisher(today + 1), costing(300), january)).toMatchObject({ ok: true });
    expect(await takeBackRules(publisher(today + 2), tsukuba)).toMatchObject({
      value: { number: 4, from: december },
    });
    const rules = await node();
    const at = [today + 2 + leadMs, december - 1, december, january];
    expect(at.map((instant) => priceAt(rules, instant))).toEqual([filePrice, filePrice, 250, 250]);
    // Once more: then that one never holds either.
    expect(await takeBackRules(publisher(today + 3), tsukuba)).toMatchObject({ value: { number: 5 } });
    await rules.refresh(sql);
    expect(at.map((instant) => priceAt(rules, instant))).toEqual(at.map(() => filePrice));
  });

  it('is refused where nothing was before', async () => {
    expect((await takeBackRules(publisher(today), tsukuba)).ok).toBe(false);
  });
});

describe('what was in force can be asked for any instant', () => {
  it('with its number and whence it came', async () => {
    expect(await publishRules(publisher(today), costing(250), december)).toMatchObject({ ok: true });
    expect(await takeBackRules(publisher(january), tsukuba)).toMatchObject({ ok: true });
    const found = async (at: Instant) => {
      const answer = await rulesAt({ sql, signingKey }, tsukuba, at);
      return answer.ok && answer.value && [answer.value.number, answer.value.whence];
    };
    expect(await found(today - 1)).toBeNull();
    expect(await found(today)).toEqual([1, 'file']);
    expect(await found(december)).toEqual([2, 'published']);
    expect(await found(january + leadMs)).toEqual([3, 'takenBack']);
  });
});

describe('rules in the database that nobody may believe', () => {
  const rows = {
    'signed with another key': () => signRules(bundle(), generateKeyPairSync('ed25519').privateKey),
    'without a signature': () => ({ ...signRules(bundle(), signingKey), signature: '' }),
    'changed after signing': () => {
      const { text, signature } = signRules(bundle(), signingKey);
      return { text: text.replaceAll('"yen":250', '"yen":1'), signature };
    },
    'of another number': () => signRules({ ...bundle(), number: 8 }, signingKey),
    'that hold from another instant': () => signRules({ ...bundle(), from: today }, signingKey),
    'that do not pass the schema': () =>
      signRules({ ...bundle(), municipality: { ...costing(250), hours: [] } }, signingKey),
  };
  const bundle = () => ({ municipality: costing(250), number: 7, from: december });

  it.each(Object.entries(rows))(
    '%s close the municipality: older ones do not come back',
    async (_what, make) => {
      const { text, signature } = make();
      await sql.query(
        `INSERT INTO municipality_rules (municipality, number, holds_from, whence, entered_at, text, signature)
       VALUES ($1, 7, $2, 'published', $3, $4, $5)`,
        [tsukuba, december, today, text, signature],
      );
      const rules = await node();
      expect(rules.at(tsukuba, december)).toBeNull();
      expect(rules.all(december).has(tsukuba)).toBe(false);
      expect(await rules.begin(sql, tsukuba, december)).toBeNull();
      expect(rules.all(december).size).toBe(files.size - 1);
      expect(refused).toHaveLength(1);
      expect(refused[0]).toContain('"event":"municipalityRulesRefused","municipality":"08220","number":7');
    },
  );
});
