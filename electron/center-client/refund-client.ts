import { endpoints } from '../../shared/endpoints.ts';
import type { RequestId } from '../../shared/ids.ts';
import type {
  FindTransaction,
  RefundCase,
  RefundClaim,
  RefundGranted,
  RefundOutcome,
} from '../../shared/refund-api.ts';
import { err, type Result } from '../../shared/result.ts';
import { delays } from '../../state-machines/delays.ts';
import type { CenterFault } from '../../state-machines/ports.ts';
import type { CenterHttp } from './http.ts';

export interface RefundClient {
  /** What the center knows about the order of a receipt that somebody can prove, whichever kiosk it was paid at. */
  findTransaction(wanted: FindTransaction): Promise<Result<RefundCase, CenterFault>>;
  /**
   * Asks for a refund. Only a grant lets money out: after `unreachable`, `slow` or `nonsense` nobody here knows whether it
   * was granted, and the same claim is sent again, to which the center gives the same answer.
   */
  claimRefund(claim: RefundClaim): Promise<Result<RefundGranted, CenterFault>>;
  /** Reports what was paid. The same report may be repeated until the center has heard it. */
  refundOutcome(refund: RequestId, outcome: RefundOutcome): Promise<Result<undefined, CenterFault>>;
}

/** A little less than the machine's deadline, so that "slow" is reported here, where the cause is known. */
const answerMs = delays.centerAnswers - 500;

/** Refunds at the center (shared/endpoints.ts). */
export function createRefundClient(http: CenterHttp): RefundClient {
  return {
    findTransaction: (wanted) => http.call(endpoints.findTransaction, {}, wanted, answerMs),

    async claimRefund(claim) {
      const granted = await http.call(endpoints.claimRefund, {}, claim, answerMs);
      if (!granted.ok) return granted;
      // A grant for another claim, or for another sum than the kiosk will pay, does not count.
      const { refund, amount } = granted.value;
      return refund === claim.refund && amount === claim.amount ? granted : err({ fault: 'nonsense' });
    },

    refundOutcome: (refund, outcome) => http.call(endpoints.refundOutcome, { refund }, outcome, answerMs),
  };
}
