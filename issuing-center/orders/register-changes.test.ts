import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCenterServices, type CenterServices } from '../../testing/center/center-services.ts';
import { wholeLine } from '../../testing/center/whole-line.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import { newRequestId } from '../../testing/center/plain-kiosk.ts';
import { codes } from '../../testing/municipality-codes.ts';

/*
 * Registers that change while the pages are made: the pages are thrown away, and nothing is issued. Cancelled seals were
 * printed in Niigata, Saitama and Kumamoto in 2023.
 */

const clock = { now: () => Date.parse('2026-11-20T12:00:00+09:00') };
let services: CenterServices;
beforeAll(async () => {
  services = await openCenterServices(clock, ['tsukuba-family', 'arakawa-tsuji', 'meguro-six']);
});
afterAll(() => services.close());

interface Change {
  readonly holder?: string;
  readonly municipality?: string;
  readonly kind: CertificateKind;
  readonly change: string;
  readonly undo: string;
  readonly refused: string;
}

const changes: readonly (readonly [string, Change])[] = [
  [
    'the seal is cancelled',
    {
      kind: 'sealRegistration',
      change: "UPDATE seals SET cancelled_on = '2026-11-20' WHERE resident = 'tsukuba-family'",
      undo: "UPDATE seals SET cancelled_on = NULL WHERE resident = 'tsukuba-family'",
      refused: 'notAvailable',
    },
  ],
  [
    'a name of the household changes',
    {
      kind: 'residenceRecord',
      change: "UPDATE residents SET name = '見本　変更' WHERE id = 'tsukuba-family-son'",
      undo: "UPDATE residents SET name = '見本　一郎' WHERE id = 'tsukuba-family-son'",
      refused: 'notAvailable',
    },
  ],
  [
    'a member files a move-out',
    {
      kind: 'residenceRecord',
      change: "UPDATE residents SET move_out_filed = true WHERE id = 'tsukuba-family-wife'",
      undo: "UPDATE residents SET move_out_filed = false WHERE id = 'tsukuba-family-wife'",
      refused: 'notAvailable',
    },
  ],
  [
    'the holder moves out',
    {
      kind: 'residenceRecord',
      change: "UPDATE residents SET moved_out = true WHERE id = 'tsukuba-family'",
      undo: "UPDATE residents SET moved_out = false WHERE id = 'tsukuba-family'",
      refused: 'movedOut',
    },
  ],
  [
    'figures of the tax are corrected',
    {
      kind: 'taxAssessment',
      change: `UPDATE taxes SET figures = jsonb_set(figures, '{annualTax}', '1') WHERE resident = 'tsukuba-family'`,
      undo: `UPDATE taxes SET figures = jsonb_set(figures, '{annualTax}',
        to_jsonb((figures#>>'{municipal,incomeBased}')::int + (figures#>>'{municipal,perCapita}')::int
          + (figures#>>'{prefectural,incomeBased}')::int + (figures#>>'{prefectural,perCapita}')::int
          + (figures->>'forestTax')::int)) WHERE resident = 'tsukuba-family'`,
      refused: 'notAvailable',
    },
  ],
  [
    'somebody leaves the family register',
    {
      kind: 'familyRegister',
      change: "UPDATE family_register_persons SET removed = true WHERE id = 'tsukuba-family-son-in-register'",
      undo: "UPDATE family_register_persons SET removed = false WHERE id = 'tsukuba-family-son-in-register'",
      refused: 'notAvailable',
    },
  ],
  [
    'an address is added',
    {
      kind: 'familyRegisterAddresses',
      change: `UPDATE family_register_persons SET addresses = addresses || '[{"address":"見本県","since":null}]'
        WHERE id = 'tsukuba-family-in-register'`,
      undo: "UPDATE family_register_persons SET addresses = addresses - -1 WHERE id = 'tsukuba-family-in-register'",
      refused: 'notAvailable',
    },
  ],
  [
    'the enrolment is refused',
    {
      holder: 'arakawa-tsuji',
      municipality: codes.tsukuba,
      kind: 'familyRegister',
      change: "UPDATE enrolments SET state = 'refused' WHERE resident = 'arakawa-tsuji'",
      undo: "UPDATE enrolments SET state = 'registered' WHERE resident = 'arakawa-tsuji'",
      refused: 'notAvailable',
    },
  ],
  [
    'a restriction is entered',
    {
      kind: 'residenceRecord',
      change: `INSERT INTO restrictions (id, municipality, resident, from_day)
        VALUES ('late', '${codes.tsukuba}', 'tsukuba-family-daughter', '2026-11-20')`,
      undo: "DELETE FROM restrictions WHERE id = 'late'",
      refused: 'notAvailable',
    },
  ],
  [
    'the card is stopped',
    {
      kind: 'residenceRecord',
      change: "UPDATE user_certificates SET revoked = true WHERE resident = 'tsukuba-family'",
      undo: "UPDATE user_certificates SET revoked = false WHERE resident = 'tsukuba-family'",
      refused: 'certificateRevoked',
    },
  ],
  [
    'a later request comes to the session',
    {
      kind: 'residenceRecord',
      change: "UPDATE sessions SET request = 'another'",
      undo: 'SELECT 1',
      refused: 'invalidOrder',
    },
  ],
  [
    'the session ends',
    { kind: 'residenceRecord', change: 'DELETE FROM sessions', undo: 'SELECT 1', refused: 'sessionEnded' },
  ],
];

describe('nothing is issued when, between the pages and the issue,', () => {
  it.each(changes)('%s', async (_name, { holder = 'tsukuba-family', municipality, kind, ...rest }) => {
    const { change, undo, refused } = rest;
    const { session, answer } = await services.login(holder, municipality);
    if (!answer.ok) throw new Error(answer.error.refused);
    const certificate = answer.value.certificates.find((one) => one.kind === kind);
    if (!certificate) throw new Error(`no ${kind}`);
    const { sql } = services;
    const late = services.orderService({
      sql: {
        ...sql,
        transaction: async (work) => {
          await sql.query(change);
          return sql.transaction(work);
        },
      },
    });
    try {
      expect(await services.order(session, [wholeLine(certificate)], late)).toEqual({
        ok: false,
        error: { refused },
      });
      expect(await sql.query('SELECT 1 FROM orders WHERE session = $1', [session])).toEqual([]);
    } finally {
      await sql.query(undo);
    }
    // With the registers as they were, the same order is issued: it was the change that mattered.
    const again = await services.login(holder, municipality);
    expect((await services.order(again.session, [lineOf(again.answer, kind)])).ok).toBe(true);
  });
});

function lineOf(answer: Awaited<ReturnType<CenterServices['login']>>['answer'], kind: CertificateKind) {
  const found = answer.ok ? answer.value.certificates.find((one) => one.kind === kind) : undefined;
  if (!found) throw new Error(`no ${kind}`);
  return wholeLine(found);
}

describe('a node that may not issue', () => {
  it('issues nothing, whatever it has built', async () => {
    const { session, answer } = await services.login('meguro-six');
    const line = lineOf(answer, 'residenceRecord');
    const service = services.orderService({ admitNode: () => Promise.resolve(false) });
    expect(await services.order(session, [line], service)).toEqual({
      ok: false,
      error: { refused: 'serviceClosed' },
    });
    expect(await services.sql.query('SELECT 1 FROM orders WHERE session = $1', [session])).toEqual([]);
  });

  it('issues nothing after its deadline', async () => {
    const { session, answer } = await services.login('meguro-six');
    const line = lineOf(answer, 'residenceRecord');
    const request = { requestId: newRequestId(), lines: [line] };
    const deadline = new AbortController();
    const late = services.orderService({
      sql: {
        ...services.sql,
        transaction: (work) => {
          deadline.abort(new Error('too slow'));
          return services.sql.transaction(work);
        },
      },
    });
    await expect(services.orderOfRequest(late)('KIOSK-1', session, request, deadline.signal)).rejects.toThrow(
      'too slow',
    );
    expect(await services.sql.query('SELECT 1 FROM orders WHERE session = $1', [session])).toEqual([]);
  });
});
