import { z } from 'zod';
import type { RequestId } from '../../shared/ids.ts';
import {
  refundCaseSchema,
  refundGrantedSchema,
  type RefundCase,
  type RefundClaim,
  type RefundGranted,
  type RefundOutcome,
} from '../../shared/refund-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { delays } from '../../state-machines/delays.ts';
import type { CenterFault } from '../../state-machines/ports.ts';
import type { CenterHttp } from './http.ts';

export interface RefundClient {
  /** What the center knows of the order with this receipt code (`K7Q2-M4XD`), whichever kiosk it was paid at. */
  findTransaction(code: string): Promise<Result<RefundCase, CenterFault>>;
  /**
   * Asks for a refund. Only a grant lets money go: after `unreachable`, `slow` or `nonsense` nobody here knows whether it was
   * granted, and the same claim is sent again, which the center answers as it did the first time.
   */
  claimRefund(claim: RefundClaim): Promise<Result<RefundGranted, CenterFault>>;
  /** Tells what was paid. The same word may be told again until the center has heard it. */
  refundOutcome(refund: RequestId, outcome: RefundOutcome): Promise<Result<undefined, CenterFault>>;
}

/** A little less than the machine's deadline, so that "slow" is said by the one who knows. */
const answerMs = delays.centerAnswers - 500;
const nothing = z.object({});

/** Refunds at the center (shared/refund-api.ts). */
export function createRefundClient(http: CenterHttp): RefundClient {
  return {
    findTransaction: (code) => http.ask('POST', '/v1/refunds/find', { code }, refundCaseSchema, answerMs),

    async claimRefund(claim) {
      const granted = await http.ask('POST', '/v1/refunds', claim, refundGrantedSchema, answerMs);
      if (!granted.ok) return granted;
      // A grant of another claim, or of another sum than the kiosk will pay, is none.
      const { refund, amount } = granted.value;
      return refund === claim.refund && amount === claim.amount ? granted : err({ fault: 'nonsense' });
    },

    async refundOutcome(refund, outcome) {
      const told = await http.ask('POST', `/v1/refunds/${refund}/outcome`, outcome, nothing, answerMs);
      return told.ok ? ok() : err(told.error);
    },
  };
}
