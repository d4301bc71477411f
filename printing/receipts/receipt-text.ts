import type { SlipData } from '../../shared/printers.ts';
import { assertNever } from '../../shared/result.ts';
import { cashSlip } from './cash-slip.ts';
import { daySlip } from './day-slip.ts';
import { enrolmentSlip } from './enrolment-slip.ts';
import { moneySlip } from './money-slip.ts';
import { nextStepSlip } from './next-step-slip.ts';
import { refundSlip } from './refund-slip.ts';
import type { Lines } from './slip-markup.ts';
import { testSlip } from './test-slip.ts';

/**
 * A slip as receiptline markup, one line per element. Japanese always, because store staff read it, too; the language of the session beside
 * it. Nothing personal comes in, so nothing personal can come out.
 * @throws RangeError when a next-step slip is requested for a cause that has none (shared/next-step.ts)
 */
export function receiptMarkup(slip: SlipData): string {
  return ['{width:*}', '', ...linesOf(slip)].join('\n');
}

function linesOf(slip: SlipData): Lines {
  switch (slip.title) {
    case 'receipt':
    case 'owed':
      return moneySlip(slip);
    case 'enrolment':
      return enrolmentSlip(slip);
    case 'refund':
      return refundSlip(slip);
    case 'nextStep':
      return nextStepSlip(slip);
    case 'cash':
      return cashSlip(slip);
    case 'day':
      return daySlip(slip);
    case 'test':
      return testSlip(slip);
    default:
      return assertNever(slip);
  }
}
