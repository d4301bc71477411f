import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../shared/endpoints.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import { attendantIdSchema, type RefundClaim, type RefundOutcome } from '../../shared/refund-api.ts';
import { signedVoidListsSchema, sealKeyListSchema, signedSealKeyListSchema } from '../../shared/seal.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { voidMarkOf } from '../../printing/seal/void-mark.ts';
import { claimOf, paidVisit } from '../../testing/center/paid-order.ts';
import { createPlainKiosk, newRequestId, type PlainKiosk } from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { visit } from '../../testing/center/visit.ts';
import { openVoidList } from '../../verifier/code/open-lists.ts';
import { createEventLog } from '../../logging/event-log.ts';
import { createKioskTrust } from '../kiosk-trust.ts';
import { releaseKiosk } from '../store/distrusted-kiosks.ts';
import { loadMunicipalities, type Municipalities } from '../municipalities/load.ts';
import { createRefundService } from './refund-service.ts';
import { rulesOfFiles } from '../../testing/center/rules-of-files.ts';
import { codes } from '../../testing/municipality-codes.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const clock = { time: noon, now: () => clock.time };
let center: SimulatedCenter;
/** A kiosk at another store. */
let other: PlainKiosk;
let municipalities: Municipalities;
beforeAll(async () => {
  municipalities = await loadMunicipalities();
  center = await startSimulatedCenter(clock);
  other = createPlainKiosk(center, 'KIOSK-2');
});
afterAll(() => center.close());

const log = createEventLog({ clock, destinations: [] });
const refused = (error: string) => ({ ok: false, error });

/** Two copies in Tomakomai at 250 yen. @param printed the rest is owed */
const paid = (printed = 2) => paidVisit(center, 'tomakomai-couple', { printed });

const statesOf = async (numbers: readonly string[]): Promise<unknown[]> => {
  const rows = await center.sql.query(
    'SELECT state FROM documents WHERE number = ANY (string_to_array($1, $2)) ORDER BY position',
    [numbers.join(), ','],
  );
  return rows.map(({ state }) => state);
};

describe('the receipt code', () => {
  it('tells any kiosk when, where, what and how much, and nothing about the resident', async () => {
    const { code, numbers, order } = await paid(1);
    const found = await other.findTransaction(code, order.transaction);
    expect(found).toEqual({
      ok: true,
      value: {
        transaction: order.transaction,
        code,
        kiosk: 'KIOSK-1',
        municipality: { id: codes.tomakomai, name: { ja: '苫小牧市', en: 'Tomakomai' } },
        builtAt: noon,
        documents: numbers.map((number, index) => ({
          number,
          kind: 'residenceRecord',
          price: 250,
          sheets: 1,
          state: index === 0 ? 'printed' : 'void',
          refunded: false,
        })),
        money: { method: 'cash', paid: 500, givenBack: 0, owed: 250 },
        stillOwed: 250,
        rule: municipalities.get(codes.tomakomai)?.refund,
        refunds: [],
      },
    });
    expect(JSON.stringify(found)).not.toContain('例示');
  });

  it('is refused when nobody was given it or it is malformed', async () => {
    expect(await other.findTransaction('2222-2222', transactionIdSchema.parse(newRequestId()))).toEqual(
      refused('codeUnknown'),
    );
    const none = await other.send('POST', endpoints.findTransaction.path, {
      code: 'k7q2-m4xd',
      proof: { by: 'sheet', number: 'AAAA-AAAA' },
    });
    const bare = await other.send('POST', endpoints.findTransaction.path, { code: '2222-2222' });
    expect(bare.status).toBe(400);
    expect(none).toEqual({ status: 400, json: { error: 'malformed' } });
  });

  it('of an order that was never told has no money, and nothing of it is refunded', async () => {
    const own = await visit(center, center.ca, 'tomakomai-couple', 'KIOSK-1');
    const order = await own.kiosk.order(own.session, [own.line('residenceRecord')]);
    if (!order.ok) throw new Error(order.error);
    expect(await other.claimRefund(claimOf({ order: order.value }))).toEqual(refused('refundNotPossible'));
    await own.kiosk.end(own.session);
    expect(await other.claimRefund(claimOf({ order: order.value }))).toEqual(refused('refundNotPossible'));
  });
});

describe('a claim', () => {
  it('for a bad print at another kiosk is granted once, and its certificates are listed as void', async () => {
    const { order, code, numbers, kiosk, money } = await paid();
    expect(await voidMarks()).not.toEqual(expect.arrayContaining(numbers.map(markOf)));
    const claim = claimOf({ order });
    const granted = { ok: true, value: { refund: claim.refund, amount: 500, retakeUntil: null } };
    expect(await other.claimRefund(claim)).toEqual(granted);
    expect(await statesOf(numbers)).toEqual(['void', 'void']);
    // The clock has not moved: the cached list is no longer given out.
    expect(await voidMarks()).toEqual(expect.arrayContaining(numbers.map(markOf)));

    expect(await other.claimRefund(claim)).toEqual(granted);
    expect(await other.claimRefund({ ...claim, documents: claim.documents.toReversed() })).toEqual(granted);
    expect(await kiosk.claimRefund(claimOf({ order }))).toEqual(refused('alreadyRefunded'));
    const [one = ''] = numbers;
    const again = claimOf({ order }, { documents: [one], amount: yen(250) });
    expect(await other.claimRefund(again)).toEqual(refused('alreadyRefunded'));

    const found = await kiosk.findTransaction(code, order.transaction);
    expect(found.ok && found.value.documents.map(({ refunded, state }) => [refunded, state])).toEqual([
      [true, 'void'],
      [true, 'void'],
    ]);
    expect(found.ok && found.value.refunds).toEqual([
      { at: noon, reason: 'badPrint', amount: 500, paid: null },
    ]);
    // The kiosk reports the outcome once more, as it does after a restart: it was so, whatever came later.
    expect(
      (await kiosk.outcome(order.transaction, { printed: [...numbers], notPrinted: [], money })).ok,
    ).toBe(true);
    expect(await statesOf(numbers)).toEqual(['void', 'void']);
  });

  it('whose id comes again with other content is refused and changes nothing', async () => {
    const { order, code } = await paid();
    const claim = claimOf({ order });
    expect((await other.claimRefund(claim)).ok).toBe(true);
    const before = await other.findTransaction(code, order.transaction);
    const others: Partial<RefundClaim>[] = [
      { reason: 'wrongChoice' },
      { amount: yen(250) },
      { documents: [] },
      { documents: claim.documents.slice(1) },
      { instead: 'retake', amount: noYen },
      { by: attendantIdSchema.parse('S-02') },
      { second: attendantIdSchema.parse('S-02') },
    ];
    for (const differing of others)
      expect(await other.claimRefund({ ...claim, ...differing })).toEqual(refused('invalidOrder'));
    expect(await other.findTransaction(code, order.transaction)).toEqual(before);
  });

  it('whose id comes again from another kiosk, or for another order, is refused', async () => {
    const [one, two] = [await paid(), await paid()];
    const claim = claimOf(one);
    expect((await other.claimRefund(claim)).ok).toBe(true);
    expect(await one.kiosk.claimRefund(claim)).toEqual(refused('invalidOrder'));
    expect(await other.claimRefund(claimOf(two, { refund: claim.refund }))).toEqual(refused('invalidOrder'));
    expect(await statesOf(two.numbers)).toEqual(['printed', 'printed']);
  });

  it('for a wrong choice is refused by the rule; what the machine owes is paid whatever the rule', async () => {
    const { order, code } = await paid(1);
    const [printed = ''] = order.documents.map(({ number }) => number);
    const wrong = claimOf({ order }, { reason: 'wrongChoice', documents: [printed], amount: yen(250) });
    expect(await other.claimRefund(wrong)).toEqual(refused('refundNotPossible'));
    const owed = claimOf({ order }, { reason: 'owed', documents: [], amount: yen(250) });
    expect(await other.claimRefund(owed)).toMatchObject({ ok: true, value: { amount: 250 } });
    expect(await other.claimRefund({ ...owed, refund: newRequestId() })).toEqual(refused('alreadyRefunded'));
    const found = await other.findTransaction(code, order.transaction);
    expect(found.ok && [found.value.stillOwed, found.value.refunds.length]).toEqual([0, 1]);
    // The debt was for the other copy: the printed one may still turn out to be bad.
    const bad = claimOf({ order }, { documents: [printed], amount: yen(250) });
    expect(await other.claimRefund(bad)).toMatchObject({ ok: true, value: { amount: 250 } });
  });

  it('for an unknown order, or malformed, is refused', async () => {
    const { order } = await paid();
    const nowhere = claimOf({ order }, { transaction: transactionIdSchema.parse(newRequestId()) });
    expect(await other.claimRefund(nowhere)).toEqual(refused('codeUnknown'));
    const nameless = { ...claimOf({ order }), by: '見本 太郎' };
    expect((await other.send('POST', endpoints.claimRefund.path, nameless)).status).toBe(400);
  });
});

describe('a center that may not decide', () => {
  const service = (differing: Partial<Parameters<typeof createRefundService>[0]>) =>
    createRefundService({
      ...{ sql: center.sql, clock, rules: rulesOfFiles(municipalities) },
      ...{ log, trust: createKioskTrust({ clock, log }) },
      admitNode: () => Promise.resolve(true),
      onVoid: () => {
        throw new Error('nothing became void');
      },
      ...differing,
    });

  it('grants nothing, be it a node with other rules or for a municipality no longer served', async () => {
    const { order, code, numbers } = await paid();
    const closed = { ok: false, error: { refused: 'serviceClosed' } };
    const stranger = service({ admitNode: () => Promise.resolve(false) });
    expect(await stranger.claim('KIOSK-2', claimOf({ order }))).toEqual(closed);
    const without = service({ rules: rulesOfFiles(new Map()) });
    expect(await without.claim('KIOSK-2', claimOf({ order }))).toEqual(closed);
    expect(
      await without.find('KIOSK-2', {
        code: code,
        proof: { by: 'receipt', transaction: order.transaction },
      }),
    ).toEqual(closed);
    expect(await statesOf(numbers)).toEqual(['printed', 'printed']);
  });
});

describe('what was paid for a refund', () => {
  const some: RefundOutcome = { hoppers: yen(100), register: yen(50), cashless: noYen };

  it('is recorded once: the same report again is accepted; another, a larger sum or another kiosk’s is not', async () => {
    const { order, code, kiosk } = await paid();
    const claim = claimOf({ order });
    expect(await other.refundOutcome(claim.refund, some)).toEqual(refused('invalidOrder'));
    expect((await other.claimRefund(claim)).ok).toBe(true);
    expect(await kiosk.refundOutcome(claim.refund, some)).toEqual(refused('invalidOrder'));
    const more = { ...some, register: yen(401) };
    expect(await other.refundOutcome(claim.refund, more)).toEqual(refused('reportWrong'));
    expect((await other.refundOutcome(claim.refund, some)).ok).toBe(true);
    expect((await other.refundOutcome(claim.refund, some)).ok).toBe(true);
    const moved = { hoppers: yen(50), register: yen(100), cashless: noYen };
    expect(await other.refundOutcome(claim.refund, moved)).toEqual(refused('reportWrong'));
    expect(await other.claimRefund(claim)).toEqual(refused('kioskNotTrusted'));
    expect(await releaseKiosk(center.sql, 'KIOSK-2', clock.now())).toBe(true);
    const found = await kiosk.findTransaction(code, order.transaction);
    expect(found.ok && found.value.refunds[0]).toMatchObject({ amount: 500, paid: 150 });
    expect(await other.claimRefund(claim)).toMatchObject({ ok: true, value: { amount: 500 } });
  });
});

it('refunds log no fault of the center but the two odd reports', () => {
  expect(center.faults.map((line) => (JSON.parse(line) as { oddity?: string }).oddity)).toEqual([
    'aboveGrant',
    'reportUndone',
  ]);
});

const markOf = (number: string): string => Buffer.from(voidMarkOf(number)).toString('hex');

/** Every void number of every municipality, as receivers of certificates get them. */
async function voidMarks(): Promise<readonly string[]> {
  const get = async (path: string): Promise<unknown> => (await fetch(center.publicUrl + path)).json();
  const keys = sealKeyListSchema.parse(
    JSON.parse(signedSealKeyListSchema.parse(await get(endpoints.sealKeys.path)).list),
  );
  const { lists } = signedVoidListsSchema.parse(await get(endpoints.voidNumbers.path));
  return lists.flatMap((list) => {
    const opened = openVoidList(new Uint8Array(Buffer.from(list, 'base64')), keys, []);
    if (!opened.ok) throw new Error(opened.error);
    return [...opened.value.numbers];
  });
}
