import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentReferenceSchema, payMethods } from '../../shared/cashless.ts';
import { requestIdSchema } from '../../shared/ids.ts';
import { attendantIdSchema, feeBackSchema, refundReasons, type RefundCase } from '../../shared/refund-api.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { scriptedCase } from '../../testing/scripted/scripted-attendance.ts';
import type { LocalCase } from '../attendant-ports.ts';
import {
  claimOf,
  howsFor,
  isReturnable,
  reasonsFor,
  refundAmount,
  sameClaim,
  tickSheet,
  wholeReturned,
} from './refund-rules.ts';

const sum = fc.nat(45).map((tens) => yen(tens * 10));
const documents = fc
  .array(
    fc.record({
      price: sum,
      sheets: fc.integer({ min: 1, max: 4 }),
      state: fc.constantFrom('issued' as const, 'printed' as const, 'printed' as const, 'void' as const),
      refunded: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map((each, index) => ({ ...each, number: `D-${index}`, kind: 'residenceRecord' as const })),
  );
const feeBack = fc.constantFrom(...feeBackSchema.options);
const found: fc.Arbitrary<RefundCase> = fc
  .record({
    documents,
    stillOwed: sum,
    method: fc.constantFrom(...payMethods, null),
    badPrint: feeBack,
    wrongChoice: feeBack,
    leftBehind: feeBack,
    retakeMinutes: fc.constantFrom(null, 60),
  })
  .map(({ method, stillOwed, documents: all, ...rule }) => ({
    ...scriptedCase,
    documents: all,
    stillOwed,
    money: method === null ? null : { method, paid: yen(2000), givenBack: noYen, owed: stillOwed },
    rule: { ...rule, words: scriptedCase.rule.words },
  }));
const ticks = fc.array(fc.record({ document: fc.nat(7), sheet: fc.nat(5) }), { maxLength: 30 });
const reason = fc.constantFrom(...refundReasons);

/** Sheets as a person ticks them one by one. */
function ticked(all: RefundCase['documents'], at: readonly { document: number; sheet: number }[]) {
  return at.reduce<readonly (readonly number[])[]>(
    (returned, each) => tickSheet(all, returned, each, 'add'),
    all.map(() => []),
  );
}

function localCase(captured: number, refunded: number): LocalCase {
  const reference = paymentReferenceSchema.parse('e'.repeat(32));
  return {
    ...{ transaction: scriptedCase.transaction, code: scriptedCase.code, at: 0, receiptAt: null, lines: [] },
    ...{ paid: yen(captured), owed: noYen, printed: yen(captured), givenBack: noYen },
    cashless: {
      payment: { method: 'wallet', reference, amount: yen(captured) },
      captured: yen(captured),
      refunded: yen(refunded),
    },
  };
}

describe('sheets handed back', () => {
  it('are existing sheets of returnable certificates, each once and in order', () => {
    fc.assert(
      fc.property(documents, ticks, (all, at) => {
        const returned = ticked(all, at);
        for (const [index, sheets] of returned.entries()) {
          const document = all[index];
          expect(sheets).toEqual([...new Set(sheets)].sort((one, two) => one - two));
          expect(sheets.every((sheet) => sheet >= 1 && sheet <= (document?.sheets ?? 0))).toBe(true);
          if (document && !isReturnable(document)) expect(sheets).toEqual([]);
        }
      }),
    );
  });

  it('are unticked by a second tick, but stay after a second scan', () => {
    fc.assert(
      fc.property(documents, ticks, fc.nat(6), fc.nat(5), (all, at, document, sheet) => {
        const before = ticked(all, at);
        const once = tickSheet(all, before, { document, sheet }, 'toggle');
        expect(tickSheet(all, once, { document, sheet }, 'toggle')).toEqual(before);
        const scanned = tickSheet(all, before, { document, sheet }, 'add');
        expect(tickSheet(all, scanned, { document, sheet }, 'add')).toEqual(scanned);
      }),
    );
  });

  it('make a certificate whole only when all of them are there', () => {
    const [two] = scriptedCase.documents;
    if (!two) throw new Error('the sample has a certificate');
    expect(wholeReturned([two, two], [[1, 2], [1]])).toEqual([0]);
    expect(wholeReturned([two], [[0, 1]])).toEqual([]);
    expect(wholeReturned([two], [[2, 2]])).toEqual([]);
    expect(wholeReturned([{ ...two, refunded: true }], [[1, 2]])).toEqual([]);
  });
});

describe('the sum of a refund', () => {
  it('is never more than what is owed, or than the prices of certificates returned whole', () => {
    fc.assert(
      fc.property(found, ticks, reason, (each, at, why) => {
        const returned = ticked(each.documents, at);
        const amount = refundAmount(each, why, returned, 'hoppers');
        const returnable = each.documents.filter(isReturnable).map(({ price }) => price);
        const most = why === 'owed' ? each.stillOwed : returnable.reduce((all, price) => all + price, 0);
        expect(amount).toBeLessThanOrEqual(most);
        expect(refundAmount(each, why, returned, 'retake')).toBe(0);
      }),
    );
  });

  it('is 200 for one of two 200-yen certificates returned whole', () => {
    const [one] = scriptedCase.documents;
    if (!one) throw new Error('the sample has a certificate');
    const two = { ...scriptedCase, documents: [one, { ...one, number: 'DOC-0000-2' }] };
    expect(refundAmount(two, 'badPrint', [[1, 2], [1]], 'hoppers')).toBe(200);
    expect(
      refundAmount(
        two,
        'badPrint',
        [
          [1, 2],
          [1, 2],
        ],
        'hoppers',
      ),
    ).toBe(400);
  });

  it('can be asked for only with a reason the rule allows, and as "owed" only while something is owed', () => {
    fc.assert(
      fc.property(found, (each) => {
        const reasons = reasonsFor(each);
        expect(reasons.includes('owed')).toBe(each.stillOwed > 0);
        for (const why of ['badPrint', 'wrongChoice', 'leftBehind'] as const) {
          expect(reasons.includes(why)).toBe(
            each.rule[why] !== 'notPaidBack' && each.documents.some(isReturnable),
          );
        }
      }),
    );
  });
});

describe('the way a refund is paid', () => {
  it('is never cash for a wallet or card payment, nor a wallet or card for a cash payment', () => {
    fc.assert(
      fc.property(found, fc.nat(600), fc.nat(600), sum, reason, (each, captured, refunded, amount, why) => {
        const local =
          each.money?.method === 'cash' ? null : localCase(captured, Math.min(captured, refunded));
        const hows = howsFor(each, local, why, amount);
        if (each.money?.method === 'cash') {
          expect(hows).not.toContain('cashless');
        } else {
          expect(hows).not.toContain('hoppers');
          expect(hows).not.toContain('register');
        }
      }),
    );
  });

  it('never returns more to a wallet than was taken less what was given back: 200 of 400, not 400', () => {
    const byWallet: RefundCase = {
      ...scriptedCase,
      money: { method: 'wallet', paid: yen(400), givenBack: noYen, owed: noYen },
    };
    expect(howsFor(byWallet, localCase(400, 200), 'badPrint', yen(200))).toContain('cashless');
    expect(howsFor(byWallet, localCase(400, 200), 'badPrint', yen(400))).not.toContain('cashless');
    expect(howsFor(byWallet, null, 'badPrint', yen(200))).toEqual(['retake']);
  });

  it('is the same certificate again only after a bad print, where the municipality offers that', () => {
    fc.assert(
      fc.property(found, sum, reason, (each, amount, why) => {
        const retake = howsFor(each, null, why, amount).includes('retake');
        expect(retake).toBe(why === 'badPrint' && each.rule.retakeMinutes !== null);
      }),
    );
  });
});

describe('a refund claim', () => {
  const by = attendantIdSchema.parse('S-01');
  const id = (digit: string) => requestIdSchema.parse(digit.repeat(32));
  const how = fc.constantFrom('hoppers' as const, 'register' as const, 'retake' as const);

  it('names no certificate when money is owed, and otherwise exactly those whose prices it asks back', () => {
    fc.assert(
      fc.property(found, ticks, reason, how, (each, at, why, way) => {
        const returned = ticked(each.documents, at);
        const claim = claimOf(
          each,
          { reason: why, how: way, returned },
          { refund: id('1'), by, second: null },
        );
        const named = each.documents.filter(({ number }) => claim.documents.includes(number));
        expect(named.every(isReturnable)).toBe(true);
        if (why === 'owed') expect(claim.documents).toEqual([]);
        else if (way !== 'retake')
          expect(claim.amount).toBe(named.reduce((all, { price }) => all + price, 0));
        expect(claim.instead === 'retake').toBe(way === 'retake');
        if (way === 'retake') expect(claim.amount).toBe(0);
      }),
    );
  });

  it('is the same whoever asks under whichever id, and different when sum, reason or certificates differ', () => {
    const choice = { reason: 'badPrint', how: 'hoppers', returned: [[1, 2], []] } as const;
    const claim = claimOf(scriptedCase, choice, { refund: id('1'), by, second: null });
    const again = claimOf(scriptedCase, choice, { refund: id('2'), by, second: by });
    expect(sameClaim(claim, again)).toBe(true);
    expect(sameClaim(claim, { ...again, amount: yen(100) })).toBe(false);
    expect(sameClaim(claim, { ...again, documents: ['DOC-0000-2'] })).toBe(false);
    expect(sameClaim(claim, { ...again, documents: [...again.documents, 'DOC-0000-2'] })).toBe(false);
    expect(sameClaim(claim, { ...again, reason: 'leftBehind' })).toBe(false);
    expect(sameClaim(claim, { ...again, instead: 'retake' })).toBe(false);
  });
});
