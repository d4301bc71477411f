import type { AttendantCause } from '../../shared/attendant-screens.ts';
import { requestIdSchema } from '../../shared/ids.ts';
import type { RefundClaim } from '../../shared/refund-api.ts';
import { addYen, noYen, subtractYen } from '../../shared/yen.ts';
import type { ClaimOutcome } from './actors.ts';
import { causeOfCenter, isDecided } from './center-refusals.ts';
import { whoIs, type AttendantContext } from './context.ts';
import { claimOf, howsFor, refundAmount, sameClaim } from './refund-rules.ts';

/** @throws when a refund state is entered without a transaction: a bug in the machine */
export function foundOf({ found }: AttendantContext) {
  if (!found) throw new Error('no transaction was looked up here');
  return found;
}

export function amountOf(context: AttendantContext) {
  const { reason, returned, how, claim, resumed } = context;
  if (resumed && claim) return claim.amount;
  return refundAmount(foundOf(context), reason, returned, how);
}

/** Above the limit, and where nobody has shown the receipt or a sheet to the machine: the second person has seen it. */
export function needsSecond(context: AttendantContext): boolean {
  return amountOf(context) > context.secondPersonAbove || isTyped(context);
}

/** Whether the receipt was proved by what somebody typed from it, and this kiosk's journal does not know it. */
function isTyped({ proof, local, unfinished }: AttendantContext): boolean {
  return proof?.by === 'typed' && local === null && unfinished === null;
}

export function howsOf(context: AttendantContext) {
  const { claim, resumed, cashless } = context;
  if (resumed && claim?.instead === 'retake') return ['retake' as const];
  if (resumed && cashless > 0) return ['register' as const];
  const money =
    resumed && claim
      ? claim.amount
      : refundAmount(foundOf(context), context.reason, context.returned, 'hoppers');
  return howsFor(foundOf(context), context.local, context.reason, money);
}

/**
 * The claim to make now. Asking for the same again, because the answer was lost, uses the same id; anything else is another
 * refund.
 */
export function nextClaim(context: AttendantContext, random: () => string): RefundClaim {
  const { claim, second, resumed } = context;
  if (resumed && claim) return claim;
  const refund = requestIdSchema.parse(random());
  const next = claimOf(foundOf(context), context, { refund, by: whoIs(context).id, second });
  return claim !== null && sameClaim(claim, next) ? claim : next;
}

/** @throws when money is about to move that nobody has claimed: a bug in the machine */
export function claimIn({ claim }: AttendantContext): RefundClaim {
  if (!claim) throw new Error('nothing was claimed here');
  return claim;
}

/** Whether nobody knows if it was granted: the same claim may be made again. */
export function isUnheard(outcome: ClaimOutcome): boolean {
  return !outcome.claimed && outcome.at === 'center' && !isDecided(outcome.fault);
}

export function causeOfClaim(outcome: ClaimOutcome): AttendantCause {
  if (outcome.claimed || outcome.at === 'journal') return 'journalUnavailable';
  return causeOfCenter(outcome.fault);
}

/** What has not been paid yet, because the hoppers ran short or the refund was begun earlier. */
export function restOf(context: AttendantContext) {
  const { amount } = claimIn(context);
  const paid = addYen(context.hoppers, context.register, context.cashless);
  return amount > paid ? subtractYen(amount, paid) : noYen;
}
