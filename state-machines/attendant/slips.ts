import type { CashSlipData, DaySlipData, ReceiptData, RefundSlipData } from '../../shared/printers.ts';
import type { Instant } from '../../shared/dates.ts';
import { receiptScan } from '../../shared/receipt-code.ts';
import type { RefundCase } from '../../shared/refund-api.ts';
import { certificateLines } from '../../shared/certificate-lines.ts';
import { leftOf } from './count-rules.ts';
import { dayOf, whoIs, type AttendantContext } from './context.ts';

/** Both copies of a refund slip: the resident's, and the store's to be signed. */
export function refundSlips(context: AttendantContext, found: RefundCase, at: Instant): RefundSlipData[] {
  const { reason, hoppers, register, cashless, second, granted, language, kiosk, claim } = context;
  const documents =
    reason === 'owed'
      ? found.documents.filter(({ state }) => state === 'void')
      : found.documents.filter(({ number }) => claim?.documents.includes(number) === true);
  return (['resident', 'store'] as const).map((copy) => ({
    title: 'refund',
    ...{ language, kiosk, at, code: found.code, municipality: found.municipality.name, reason },
    lines: certificateLines(documents),
    ...{ hoppers, register, cashless, copy, second, by: whoIs(context).id },
    retakeUntil: granted?.retakeUntil ?? null,
  }));
}

/** The receipt of a transaction paid here, again: the printer may have been out of paper the first time. */
export function receiptAgain(
  { local, found, language, kiosk }: AttendantContext,
  at: Instant,
): ReceiptData[] {
  if (!local) return [];
  const owed = found ? found.stillOwed : local.owed;
  return [
    {
      title: owed > 0 ? 'owed' : 'receipt',
      ...{ language, kiosk, at, code: local.code, scan: receiptScan(local.transaction) },
      municipality: found?.municipality.name ?? null,
      telephones: [],
      badPrint: found?.rule.badPrint ?? null,
      lines: local.lines,
      method: local.cashless?.payment.method ?? 'cash',
      ...{ paid: local.paid, printed: local.printed, givenBack: local.givenBack, owed },
    },
  ];
}

export function cashSlip(context: AttendantContext, at: Instant): CashSlipData {
  const { language, kiosk, lines } = context;
  return {
    title: 'cash',
    ...{ language, kiosk, at, by: whoIs(context).id },
    lines: lines.map(({ place, value, expected, counted, ...rest }) => ({
      ...{ place, value, expected, counted },
      left: leftOf({ place, value, expected, counted, ...rest }),
    })),
  };
}

/** @throws when no day was read before: a bug in the machine */
export function daySlip(context: AttendantContext, at: Instant): DaySlipData {
  const { language, kiosk } = context;
  return { title: 'day', ...{ language, kiosk, at, by: whoIs(context).id, day: dayOf(context) } };
}
