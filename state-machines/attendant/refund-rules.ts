import type { RefundHow } from '../../shared/attendant-screens.ts';
import type { RefundCase, RefundClaim, RefundReason } from '../../shared/refund-api.ts';
import { refundReasons } from '../../shared/refund-api.ts';
import { addYen, noYen, type Yen } from '../../shared/yen.ts';
import type { LocalCase } from '../attendant-ports.ts';

type Document = RefundCase['documents'][number];

/** Whether a certificate was printed and not yet refunded: only such a one can be brought back. */
export function isReturnable({ state, refunded }: Document): boolean {
  return state === 'printed' && !refunded;
}

/**
 * The reasons for which this transaction can be refunded now. What the machine owes is owed whatever the municipality's rule
 * says; everything else is as the rule says.
 *
 * Example: 200 still owed, one certificate printed, the rule allows only `badPrint`: owed, badPrint.
 */
export function reasonsFor({ stillOwed, rule, documents }: RefundCase): RefundReason[] {
  const returnable = documents.some(isReturnable);
  return refundReasons.filter((reason) =>
    reason === 'owed' ? stillOwed > 0 : rule[reason] !== 'notPaidBack' && returnable,
  );
}

/**
 * Indices of the certificates of which every sheet was handed back.
 *
 * Example: two certificates of 2 sheets, returned [[1, 2], [1]]: [0].
 */
export function wholeReturned(
  documents: readonly Document[],
  returned: readonly (readonly number[])[],
): number[] {
  return documents.flatMap((document, index) => {
    const sheets = returned[index] ?? [];
    const whole = Array.from({ length: document.sheets }, (_, at) => at + 1).every((sheet) =>
      sheets.includes(sheet),
    );
    return isReturnable(document) && whole ? [index] : [];
  });
}

/**
 * Adds a sheet to those handed back, or with `toggle` removes it again: ticked twice is not ticked. A sheet that the
 * certificate does not have, or whose certificate cannot be returned, changes nothing.
 *
 * Example: [1, 3] with sheet 2 ticked: [1, 2, 3]; ticked once more: [1, 3].
 */
export function tickSheet(
  documents: readonly Document[],
  returned: readonly (readonly number[])[],
  at: { readonly document: number; readonly sheet: number },
  how: 'toggle' | 'add',
): readonly (readonly number[])[] {
  const document = documents[at.document];
  if (!document || !isReturnable(document) || at.sheet < 1 || at.sheet > document.sheets) return returned;
  return documents.map((_, index) => {
    const sheets = returned[index] ?? [];
    if (index !== at.document) return sheets;
    const there = sheets.includes(at.sheet);
    if (there) return how === 'toggle' ? sheets.filter((sheet) => sheet !== at.sheet) : sheets;
    return [...sheets, at.sheet].sort((one, two) => one - two);
  });
}

/**
 * How much goes back: what is still owed, or the prices of the certificates that were returned whole. For a retake no money
 * goes back: 0.
 *
 * Example: badPrint, two certificates at 200, one of them returned whole: 200.
 */
export function refundAmount(
  found: RefundCase,
  reason: RefundReason,
  returned: readonly (readonly number[])[],
  how: RefundHow,
): Yen {
  if (how === 'retake') return noYen;
  if (reason === 'owed') return found.stillOwed;
  const prices = wholeReturned(found.documents, returned).map(
    (index) => found.documents[index]?.price ?? noYen,
  );
  return addYen(noYen, ...prices);
}

/**
 * How the money can go back. What came from a wallet or card goes back there and nowhere else, so that nobody turns a stolen
 * card into cash; that works only at the kiosk where it was paid. Cash goes back from the hoppers or the store's register.
 *
 * Example: 400 captured by a wallet here, 200 of it given back before: 200 can go back there, 400 cannot.
 */
export function howsFor(
  found: RefundCase,
  local: LocalCase | null,
  reason: RefundReason,
  amount: Yen,
): RefundHow[] {
  const retake: RefundHow[] = reason === 'badPrint' && found.rule.retakeMinutes !== null ? ['retake'] : [];
  // The journal of the kiosk that took the money knows this even before the center has heard how the order ended.
  const method = found.money?.method ?? local?.cashless?.payment.method ?? 'cash';
  if (method === 'cash') return ['hoppers', 'register', ...retake];
  const left = local?.cashless ? local.cashless.captured - local.cashless.refunded : 0;
  return left >= amount && amount > 0 ? ['cashless', ...retake] : retake;
}

/** What the center is asked for. */
export function claimOf(
  found: RefundCase,
  choice: {
    readonly reason: RefundReason;
    readonly how: RefundHow;
    readonly returned: readonly (readonly number[])[];
  },
  who: Pick<RefundClaim, 'refund' | 'by' | 'second'>,
): RefundClaim {
  const { reason, how, returned } = choice;
  const documents =
    reason === 'owed'
      ? []
      : wholeReturned(found.documents, returned).flatMap((index) => found.documents[index]?.number ?? []);
  return {
    ...who,
    transaction: found.transaction,
    reason,
    documents,
    instead: how === 'retake' ? 'retake' : 'money',
    amount: refundAmount(found, reason, returned, how),
  };
}

/** Whether two claims ask for the same: then the second repeats the first, and keeps its id and its persons. */
export function sameClaim(one: RefundClaim, two: RefundClaim): boolean {
  return (
    one.transaction === two.transaction &&
    one.reason === two.reason &&
    one.instead === two.instead &&
    one.amount === two.amount &&
    one.documents.length === two.documents.length &&
    one.documents.every((number) => two.documents.includes(number))
  );
}
