import type { TaxFigures } from '../../../issuing-center/registers/taxes.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { partOf, roundedDown } from './whole-yen.ts';

type Payment = TaxFigures['payments'][number];

/** Last days of the four instalments (普通徴収); the last one is in the next calendar year. */
const dueDays = ['06-30', '08-31', '10-31', '01-31'] as const;

export interface PaymentState {
  /** The day on which the register is read. */
  readonly on: IsoDate;
  /** The instalment that was due last is not paid. */
  readonly inArrears: boolean;
}

/** How much of a year's tax is paid, overdue and not yet due on a day. @param toPay whole yen */
export function paymentOf(
  label: string,
  toPay: number,
  fiscalYear: number,
  { on, inArrears }: PaymentState,
): Payment {
  const due = instalments(toPay, fiscalYear).filter(({ until }) => until < on);
  const unpaid = inArrears ? (due.at(-1)?.yen ?? 0) : 0;
  const ofDue = due.reduce((sum, { yen }) => sum + yen, 0);
  return { label, toPay, paid: ofDue - unpaid, unpaid, notYetDue: toPay - ofDue };
}

/** Instalments are whole thousands; what is left over is paid with the first. */
function instalments(toPay: number, fiscalYear: number): { readonly until: string; readonly yen: number }[] {
  const each = roundedDown(partOf(toPay, 1, dueDays.length), 1000);
  return dueDays.map((day, index) => ({
    until: `${index === dueDays.length - 1 ? fiscalYear + 1 : fiscalYear}-${day}`,
    yen: index === 0 ? toPay - (dueDays.length - 1) * each : each,
  }));
}
