import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, pathOf } from '../../shared/endpoints.ts';
import { personRefSchema } from '../../shared/ids.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { createPlainKiosk, newRequestId, proofOf } from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { eventsIn, logInto } from '../../testing/log-lines.ts';
import type { Queries, Sql } from '../store/sql.ts';
import { openEmbedded } from '../store/embedded.ts';

/*
 * Whoever has the card of a person under a restriction, or reads the line, the log or the sessions, is told what others are told
 * whose entry is being changed or cannot be printed. Times are measured by testing/center/measure-restriction.ts.
 */

const clock = { now: () => Date.parse('2026-11-20T12:00:00+09:00') };
const lines: string[] = [];
const heard: string[] = [];
let center: SimulatedCenter;
beforeAll(async () => {
  center = await startSimulatedCenter(clock, listening(await openEmbedded()), { log: logInto(lines, clock) });
});
afterAll(() => center.close());

/** Notes every statement that reaches the database, without its values. */
function listening(sql: Sql): Sql {
  const wrap = (queries: Queries): Queries => ({
    query: (statement, params) => {
      heard.push(statement);
      return queries.query(statement, params);
    },
  });
  return {
    ...{ ...sql, ...wrap(sql) },
    transaction: (work) => sql.transaction((queries) => work(wrap(queries))),
  };
}

/** An exchange as it is on the line, but for the date. */
async function exchange(path: string, body: unknown) {
  const { ca, certificate, key } = center.lineOf('KIOSK-1');
  const asked = request(center.url + path, {
    ...{ method: 'POST', agent: false, ca, cert: certificate, key },
    headers: { 'content-type': 'application/json' },
  });
  asked.end(JSON.stringify(body));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const headers = response.rawHeaders.map((header, index, all) =>
    all[index - 1]?.toLowerCase() === 'date' ? '' : header,
  );
  return { status: response.statusCode, headers, body: await text(response) };
}

/** All that a login and an order after it let anybody see of this holder. */
async function seenOf(id: string) {
  const holder = holderOf(id);
  const { userAuthentication } = await center.ca.cardOf(holder);
  const begun = await createPlainKiosk(center).begin(holder.municipality);
  if (!begun.ok || !userAuthentication) throw new Error('no session');
  lines.splice(0);
  heard.splice(0);
  const { session } = begun.value;
  const login = await exchange(
    pathOf(endpoints.login, { session }),
    proofOf(begun.value, userAuthentication),
  );
  const person = personRefSchema.parse('p1');
  const line = {
    kind: 'residenceRecord',
    variant: null,
    year: null,
    persons: [person],
    shown: [],
    copies: 1,
  };
  const order = await exchange(pathOf(endpoints.order, { session }), {
    requestId: newRequestId(),
    lines: [line],
  });
  const [kept] = await center.sql.query('SELECT state, persons FROM sessions WHERE id = $1', [session]);
  const logged = eventsIn(lines).map(({ level, event, route, status, code, ...more }) => [
    ...[level, event, route, status, code],
    Object.keys(more),
  ]);
  return { login, order, kept, logged, statements: [...heard] };
}

describe('a holder under a restriction', () => {
  it('cannot be told from one whose entry is being changed, by answers, session, log or statements', async () => {
    const restricted = await seenOf('meguro-restricted');
    expect(restricted.login.body).toBe('{"refused":"notAvailable"}');
    expect(restricted.order.body).toBe('{"refused":"notAvailable"}');
    expect(restricted.logged).toHaveLength(4);
    expect(await seenOf('meguro-changing')).toEqual(restricted);
  });

  it('cannot be told from one whose own entry no form can print', async () => {
    const restricted = await seenOf('meguro-restricted');
    const birth = (day: string) =>
      center.sql.query(`UPDATE residents SET birth_date = '${day}' WHERE id = 'meguro-handed-over'`);
    await birth('1810-03-03');
    try {
      expect(await seenOf('meguro-handed-over')).toEqual(restricted);
    } finally {
      await birth('1991-08-08');
    }
  });
});
