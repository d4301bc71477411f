import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newRequestId } from '../../testing/center/plain-kiosk.ts';
import { transactionIdSchema } from '../../shared/ids.ts';
import {
  attendantIdSchema,
  refundReasons,
  type FeeBack,
  type OrderMoney,
  type RefundClaim,
  type RefundRule,
} from '../../shared/refund-api.ts';
import { addYen, noYen, yen } from '../../shared/yen.ts';
import { loadMunicipalities, type Municipalities } from '../municipalities/load.ts';
import { judgeClaim, stillOwed, type RefundableOrder } from './refund.ts';
import { codes } from '../../testing/municipality-codes.ts';

let municipalities: Municipalities;
beforeAll(async () => {
  municipalities = await loadMunicipalities();
});

function ruleOf(id: string): RefundRule {
  const found = [...municipalities.values()].find((one) => one.id === id);
  if (!found) throw new Error(`no municipality ${id}`);
  return found.refund;
}

const rule: RefundRule = {
  badPrint: 'paidBack',
  wrongChoice: 'paidBack',
  leftBehind: 'paidBack',
  words: { municipality: { ja: '見本', en: 'sample' }, operator: null },
  retakeMinutes: 60,
};

function money(owed: number): OrderMoney {
  return { method: 'cash', paid: yen(1000), givenBack: noYen, owed: yen(owed) };
}

/** Two copies printed, at 200 and 300 yen, one not printed, and 250 that the kiosk owes. */
const order: RefundableOrder = {
  documents: [
    { number: 'A', price: yen(200), state: 'printed', refunded: false },
    { number: 'B', price: yen(300), state: 'printed', refunded: false },
    { number: 'C', price: yen(250), state: 'void', refunded: false },
  ],
  money: money(250),
  refunds: [],
  holderKnown: true,
};

const claim: RefundClaim = {
  refund: newRequestId(),
  transaction: transactionIdSchema.parse('ab'.repeat(16)),
  reason: 'badPrint',
  documents: ['A', 'B'],
  instead: 'money',
  amount: yen(500),
  by: attendantIdSchema.parse('S-01'),
  second: null,
};
const owed: Partial<RefundClaim> = { reason: 'owed', documents: [], amount: yen(250) };

/** `500`, `0 for 60 min`, or why not. */
function judged(
  change: Partial<RefundClaim> = {},
  ofOrder: Partial<RefundableOrder> = {},
  ofRule: RefundRule = rule,
): string {
  const due = judgeClaim({ ...claim, ...change }, { ...order, ...ofOrder }, ofRule);
  if (!due.ok) return due.error.refused;
  const { amount, retakeMinutes } = due.value;
  return retakeMinutes === null ? String(amount) : `${String(amount)} for ${String(retakeMinutes)} min`;
}

describe('the municipalities’ refund rules', () => {
  it.each([
    //             owed  badPrint retake         wrongChoice leftBehind
    [codes.minato, '250', '500', 'never', 'never', 'never'],
    [codes.meguro, '250', '500', 'never', 'never', 'never'],
    [codes.tsukuba, '250', 'never', 'never', 'never', 'never'],
    [codes.tomakomai, '250', '500', '0 for 60 min', 'never', 'never'],
    [codes.arakawa, '250', '500', 'never', 'never', 'never'],
  ])('%s: owed %s, bad print %s, retake %s, wrong choice %s, left behind %s', (id, ...expected) => {
    const own = ruleOf(id);
    const answers = [
      judged(owed, {}, own),
      judged({}, {}, own),
      judged({ instead: 'retake', amount: noYen }, {}, own),
      judged({ reason: 'wrongChoice' }, {}, own),
      judged({ reason: 'leftBehind' }, {}, own),
    ];
    expect(answers.map((one) => (one === 'refundNotPossible' ? 'never' : one))).toEqual(expected);
  });

  it.each<[string, FeeBack, string[]]>([
    [codes.minato, 'mayBePaidBack', ['municipality']],
    [codes.meguro, 'paidBack', ['municipality', 'operator']],
    [codes.tsukuba, 'notPaidBack', ['municipality']],
    [codes.tomakomai, 'paidBack', ['operator']],
    [codes.arakawa, 'paidBack', ['operator']],
  ])('%s: a sheet that cannot be read: %s; in the words of %j', (id, badPrint, whose) => {
    const own = ruleOf(id);
    expect(own.badPrint).toBe(badPrint);
    expect([own.wrongChoice, own.leftBehind]).toEqual(['notPaidBack', 'notPaidBack']);
    const spoken = (['municipality', 'operator'] as const).filter((one) => own.words[one] !== null);
    expect(spoken).toEqual(whose);
  });

  it('Meguro says nothing about sheets left behind or a bad print, Minato promises nothing', () => {
    const meguro = ruleOf(codes.meguro).words.municipality;
    expect(meguro?.ja).not.toMatch(/取り忘れ|読めない/);
    expect(meguro?.en).not.toMatch(/left behind|cannot be read/);
    expect(ruleOf(codes.minato).words.municipality?.en).toContain('may pay the fee back');
  });

  it('say it in words in which no time stands that the data could contradict', () => {
    for (const { refund } of municipalities.values())
      for (const words of Object.values(refund.words))
        expect((words?.ja ?? '') + (words?.en ?? '')).not.toMatch(/[0-9０-９]/);
  });
});

describe('a claim', () => {
  it.each<[string, Partial<RefundClaim>, Partial<RefundableOrder>, string]>([
    ['for one of two', { documents: ['B'], amount: yen(300) }, {}, '300'],
    ['for nothing', { documents: [], amount: noYen }, {}, 'invalidOrder'],
    ['for a certificate of another order', { documents: ['A', 'X'] }, {}, 'invalidOrder'],
    ['for a certificate twice', { documents: ['A', 'A'], amount: yen(400) }, {}, 'invalidOrder'],
    ['for another sum', { amount: yen(501) }, {}, 'invalidOrder'],
    ['for less', { amount: yen(499) }, {}, 'invalidOrder'],
    ['for what was not printed', { documents: ['C'], amount: yen(250) }, {}, 'refundNotPossible'],
    ['as a retake and for money', { instead: 'retake' }, {}, 'invalidOrder'],
    ['as a retake', { instead: 'retake', amount: noYen }, {}, '0 for 60 min'],
    [
      'as a retake after a wrong choice',
      { reason: 'wrongChoice', instead: 'retake', amount: noYen },
      {},
      'refundNotPossible',
    ],
    [
      'as a retake for an unknown holder',
      { instead: 'retake', amount: noYen },
      { holderKnown: false },
      'refundNotPossible',
    ],
    ['with the same person twice', { second: claim.by }, {}, 'invalidOrder'],
    ['with a second person', { second: attendantIdSchema.parse('S-02') }, {}, '500'],
    ['for a debt', owed, {}, '250'],
    ['for a debt and certificates', { ...owed, documents: ['A'] }, {}, 'invalidOrder'],
    ['for a debt as a retake', { ...owed, instead: 'retake' }, {}, 'invalidOrder'],
    ['for a part of a debt', { ...owed, amount: yen(100) }, {}, 'invalidOrder'],
    ['for a debt of nothing', { ...owed, amount: noYen }, { money: money(0) }, 'refundNotPossible'],
    ['for a debt that no kiosk has reported', owed, { money: null }, 'refundNotPossible'],
    ['for a debt that is paid', owed, { refunds: [{ reason: 'owed', amount: yen(250) }] }, 'alreadyRefunded'],
  ])('%s', (_what, change, ofOrder, expected) => {
    expect(judged(change, ofOrder)).toBe(expected);
  });

  it('for what was already refunded is refused as such, whatever the rule says', () => {
    const [a, ...others] = order.documents;
    if (!a) throw new Error('a document');
    const documents = [{ ...a, state: 'void' as const, refunded: true }, ...others];
    expect(judged({}, { documents })).toBe('alreadyRefunded');
    expect(judged({}, { documents }, { ...rule, badPrint: 'notPaidBack' })).toBe('alreadyRefunded');
  });

  it('is never granted more than was printed or is owed, however many come and in whatever order', () => {
    const documents = fc.uniqueArray(fc.constantFrom<string[]>('A', 'B', 'C', 'D'), { maxLength: 4 });
    const claims = fc.array(
      fc.record({
        reason: fc.constantFrom(...refundReasons),
        instead: fc.constantFrom('money' as const, 'retake' as const),
        documents,
        amount: fc.constantFrom(0, 200, 250, 300, 500).map(yen),
      }),
    );
    fc.assert(
      fc.property(claims, (all) => {
        let state: RefundableOrder = order;
        for (const change of all) {
          const due = judgeClaim({ ...claim, ...change }, state, rule);
          if (!due.ok) continue;
          const { reason } = change;
          state = {
            ...state,
            refunds: [...state.refunds, { reason, amount: due.value.amount }],
            documents: state.documents.map((document) =>
              change.documents.includes(document.number)
                ? { ...document, state: 'void', refunded: true }
                : document,
            ),
          };
        }
        const given = addYen(noYen, ...state.refunds.map(({ amount }) => amount));
        expect(given).toBeLessThanOrEqual(750);
        const forDebt = state.refunds.filter(({ reason }) => reason === 'owed');
        expect(forDebt.length).toBeLessThanOrEqual(1);
        expect(stillOwed(state) + addYen(noYen, ...forDebt.map(({ amount }) => amount))).toBe(250);
      }),
    );
  });
});

describe('what is left', () => {
  it.each<[string, Partial<RefundClaim>, Partial<RefundableOrder>, string]>([
    [
      'a debt of which nothing was paid',
      { ...owed, amount: yen(1_000_000) },
      { money: { method: 'cash', paid: noYen, givenBack: noYen, owed: yen(1_000_000) } },
      'refundNotPossible',
    ],
    [
      'a debt of what was given back',
      owed,
      { money: { method: 'cash', paid: yen(250), givenBack: yen(250), owed: yen(250) } },
      'refundNotPossible',
    ],
    [
      'a bad print of what was given back',
      {},
      { money: { method: 'cash', paid: yen(500), givenBack: yen(500), owed: noYen } },
      'refundNotPossible',
    ],
    [
      'a copy without a fee of what was never paid',
      { instead: 'retake', amount: noYen },
      { money: { method: 'cash', paid: noYen, givenBack: noYen, owed: noYen } },
      'refundNotPossible',
    ],
    ['a bad print of an order of which no money was reported', {}, { money: null }, 'refundNotPossible'],
    [
      'a bad print after a refund of most of it',
      {},
      { refunds: [{ reason: 'owed', amount: yen(501) }] },
      'refundNotPossible',
    ],
    [
      'a debt above what any slot takes is cut to what it takes',
      { ...owed, amount: yen(11_740) },
      { money: { method: 'cash', paid: yen(10_000_000), givenBack: noYen, owed: yen(10_000_000) } },
      '11740',
    ],
  ])('%s', (_what, change, ofOrder, expected) => {
    expect(judged(change, ofOrder)).toBe(expected);
  });
});
