import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCenterServices, type CenterServices } from '../../testing/center/center-services.ts';
import type { Queries, Sql } from '../store/sql.ts';
import { codes } from '../../testing/municipality-codes.ts';

/*
 * An issuance restriction protects somebody from a person who may stand at the kiosk with that somebody's card, or with the
 * card of another member of the household. Whoever watches answers, lists and times must learn nothing.
 */

const clock = { now: () => Date.parse('2026-11-20T12:00:00+09:00') };
const holders = [
  'meguro-changing',
  'meguro-restricted',
  'meguro-fourteen',
  'meguro-handed-over',
  'meguro-six',
];
let services: CenterServices;
beforeAll(async () => {
  services = await openCenterServices(clock, holders);
  // The first session ever at a municipality enters its rules, before there is a card: whoever comes, it says nothing of them.
  for (const used of [codes.meguro, codes.arakawa]) await services.login('meguro-six', used);
});
afterAll(() => services.close());

/** Every statement that reaches the database, in order, without its values. */
function listening(sql: Sql): { readonly sql: Sql; readonly heard: string[] } {
  const heard: string[] = [];
  const wrap = (queries: Queries): Queries => ({
    query: (text, params) => {
      heard.push(text);
      return queries.query(text, params);
    },
  });
  return {
    heard,
    sql: { ...sql, ...wrap(sql), transaction: (work) => sql.transaction((queries) => work(wrap(queries))) },
  };
}

async function statementsOf(id: string, municipality?: string): Promise<readonly string[]> {
  const { sql, heard } = listening(services.sql);
  await services.login(id, municipality, services.sessionService({ sql }));
  return heard;
}

describe('a restricted holder', () => {
  it('gets the neutral code and nothing else', async () => {
    const { answer, session } = await services.login('meguro-restricted');
    expect(answer).toEqual({ ok: false, error: { refused: 'notAvailable' } });
    const [row] = await services.sql.query('SELECT persons FROM sessions WHERE id = $1', [session]);
    expect(row).toEqual({ persons: {} });
  });

  it.each([
    ['whose entry is being changed', 'meguro-changing', undefined],
    ['too young', 'meguro-fourteen', undefined],
    ['too soon after the handover', 'meguro-handed-over', undefined],
    ['of another municipality', 'meguro-six', codes.arakawa],
    ['who gets everything', 'meguro-six', undefined],
  ])('costs the database the same statements as a holder %s', async (_name, id, municipality) => {
    const restricted = await statementsOf('meguro-restricted');
    // Session, card, all registers in one round, restrictions, free copies.
    expect(restricted.length).toBeGreaterThan(5);
    expect(await statementsOf(id, municipality)).toEqual(restricted);
  });
});

describe('a restriction on somebody else', () => {
  it.each([
    ['in the household', { resident: 'meguro-six-daughter', registerPerson: null }],
    ['only in the family register', { resident: null, registerPerson: 'meguro-six-son-in-register' }],
  ])('%s holds for everybody who would see the same page', async (_name, { resident, registerPerson }) => {
    expect((await services.login('meguro-six')).answer.ok).toBe(true);
    await services.sql.query(
      `INSERT INTO restrictions (id, municipality, resident, register_person, from_day)
       VALUES ('test', '${codes.meguro}', $1, $2, '2026-01-01')`,
      [resident, registerPerson],
    );
    try {
      expect((await services.login('meguro-six')).answer).toEqual({
        ok: false,
        error: { refused: 'notAvailable' },
      });
      // In another municipality nobody asked for one.
      expect((await services.login('meguro-six', codes.tsukuba)).answer).toEqual({
        ok: false,
        error: { refused: 'notResidentHere' },
      });
    } finally {
      await services.sql.query("DELETE FROM restrictions WHERE id = 'test'");
    }
  });
});
