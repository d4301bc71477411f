import type { RequestId } from '../../shared/ids.ts';
import type { RefundCase, RefundClaim, RefundGranted } from '../../shared/refund-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { noYen, subtractYen } from '../../shared/yen.ts';
import type { CenterFault } from '../../state-machines/ports.ts';

/** The center's side of refunds, with memory: what was granted once is granted to nobody else. */
export interface ScriptedRefunds {
  /** Every claim that arrived, in order. */
  readonly claims: readonly RefundClaim[];
  find(): RefundCase;
  claim(claim: RefundClaim): Result<RefundGranted, CenterFault>;
}

/** @param found the transaction before any refund */
export function scriptedRefunds(found: RefundCase, now: () => number): ScriptedRefunds {
  const claims: RefundClaim[] = [];
  const granted = new Map<RequestId, { readonly claim: RefundClaim; readonly grant: RefundGranted }>();
  const find = (): RefundCase => {
    const all = [...granted.values()].map(({ claim }) => claim);
    const owed = all.filter(({ reason }) => reason === 'owed').map(({ amount }) => amount);
    return {
      ...found,
      stillOwed: owed.reduce(subtractYen, found.stillOwed),
      documents: found.documents.map((document) => ({
        ...document,
        refunded: document.refunded || all.some(({ documents }) => documents.includes(document.number)),
      })),
      refunds: all.map(({ reason, amount }) => ({ at: now(), reason, amount, paid: null })),
    };
  };
  return {
    claims,
    find,
    claim(claim) {
      claims.push(claim);
      const known = granted.get(claim.refund);
      if (known) {
        const same = JSON.stringify(known.claim) === JSON.stringify(claim);
        return same ? ok(known.grant) : err({ fault: 'refused', code: 'invalidOrder' });
      }
      const { documents, stillOwed, rule } = find();
      const chosen = documents.filter(({ number }) => claim.documents.includes(number));
      if (chosen.some(({ refunded }) => refunded)) return err({ fault: 'refused', code: 'alreadyRefunded' });
      if (claim.reason === 'owed' && stillOwed === noYen)
        return err({ fault: 'refused', code: 'refundNotPossible' });
      const retakeUntil =
        claim.instead === 'retake' && rule.retakeMinutes !== null
          ? now() + rule.retakeMinutes * 60_000
          : null;
      const grant = { refund: claim.refund, amount: claim.amount, retakeUntil };
      granted.set(claim.refund, { claim, grant });
      return ok(grant);
    },
  };
}
