import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestIdSchema, transactionIdSchema } from '../../shared/ids.ts';
import { attendantIdSchema, type RefundClaim } from '../../shared/refund-api.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { claimOf, paidOrder, type PaidOrder } from '../../testing/center/paid-order.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { visit } from '../../testing/center/visit.ts';
import { createCenterHttp, type CenterHttp } from './http.ts';
import { createRefundClient } from './refund-client.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');

describe('refunds of a kiosk at the center', () => {
  let center: SimulatedCenter;
  let paid: PaidOrder;
  beforeAll(async () => {
    center = await startSimulatedCenter({ now: () => noon });
    const own = await visit(center, center.ca, 'tomakomai-couple', 'KIOSK-1');
    paid = await paidOrder(own, [own.line('residenceRecord')]);
  });
  afterAll(() => center.close());

  const client = () => createRefundClient(createCenterHttp(center.url, center.lineOf('K-0002')));

  it('go from code to case, from claim to grant, and on to what was paid', async () => {
    const refunds = client();
    const found = await refunds.findTransaction({
      code: paid.code,
      proof: { by: 'receipt', transaction: paid.order.transaction },
    });
    expect(found).toMatchObject({ ok: true, value: { transaction: paid.order.transaction, stillOwed: 0 } });
    const claim = claimOf(paid);
    const granted = { ok: true, value: { refund: claim.refund, amount: 250, retakeUntil: null } };
    expect(await refunds.claimRefund(claim)).toEqual(granted);
    expect(await refunds.claimRefund(claim)).toEqual(granted);
    const outcome = { hoppers: yen(250), register: noYen, cashless: noYen };
    expect(await refunds.refundOutcome(claim.refund, outcome)).toEqual({ ok: true });
    expect(await refunds.refundOutcome(claim.refund, outcome)).toEqual({ ok: true });
  });

  it("are refused with the center's refusal code", async () => {
    const refunds = client();
    const refused = (code: string) => ({ ok: false, error: { fault: 'refused', code } });
    expect(
      await refunds.findTransaction({
        code: '2222-2222',
        proof: { by: 'sheet', number: 'AAAA-AAAA-AAAA-AAAA' },
      }),
    ).toEqual(refused('codeUnknown'));
    expect(await refunds.claimRefund(claimOf(paid))).toEqual(refused('alreadyRefunded'));
    const nobody = requestIdSchema.parse('ab'.repeat(16));
    const nothing = { hoppers: noYen, register: noYen, cashless: noYen };
    expect(await refunds.refundOutcome(nobody, nothing)).toEqual(refused('invalidOrder'));
  });
});

describe('a grant', () => {
  const claim: RefundClaim = {
    refund: requestIdSchema.parse('ab'.repeat(16)),
    transaction: transactionIdSchema.parse('cd'.repeat(16)),
    reason: 'owed',
    documents: [],
    instead: 'money',
    amount: yen(200),
    by: attendantIdSchema.parse('S-01'),
    second: null,
  };
  /** A center that answers everything with this. */
  const answering = (value: unknown): CenterHttp => ({
    call: ({ answer }) => Promise.resolve({ ok: true, value: answer.parse(value) }),
  });
  const good = { refund: claim.refund, amount: 200, retakeUntil: null };

  it.each<[string, object]>([
    ['another claim', { ...good, refund: 'ef'.repeat(16) }],
    ['more', { ...good, amount: 201 }],
    ['less', { ...good, amount: 199 }],
  ])('of %s than was asked for lets no money out', async (_what, value) => {
    expect(await createRefundClient(answering(good)).claimRefund(claim)).toEqual({ ok: true, value: good });
    expect(await createRefundClient(answering(value)).claimRefund(claim)).toEqual({
      ok: false,
      error: { fault: 'nonsense' },
    });
  });
});
