import { instantInJapan, isoDateSchema, japanDate, type Instant } from '../../shared/dates.ts';
import type { ReceiptProof } from '../../shared/refund-api.ts';
import { yenSchema } from '../../shared/yen.ts';

/** Month, day, hour and minute, two digits each. */
export const digitsOfTime = 8;
/** A receipt's sum has at most so many. */
const digitsOfSum = 5;
export const mostTyped = digitsOfTime + digitsOfSum;

/**
 * What was typed from a receipt: `11201403500` is 20 November 14:03 and 500 yen. The year is the one in which that was last; null
 * when it is no time, or no sum yet.
 */
export function typedProof(typed: string, now: Instant): ReceiptProof | null {
  const [, month, day, hour = '', minute = '', sum] =
    /^(\d\d)(\d\d)([01]\d|2[0-3])([0-5]\d)(\d{1,5})$/.exec(typed) ?? [];
  const paid = yenSchema.safeParse(Number(sum));
  if (!paid.success) return null;
  const thisYear = Number(japanDate(now).slice(0, 4));
  for (const year of [thisYear, thisYear - 1]) {
    const date = isoDateSchema.safeParse(`${String(year)}-${String(month)}-${String(day)}`);
    if (!date.success) continue;
    const at = instantInJapan(date.data, `${hour}:${minute}:00`);
    // A clock that is a little behind the receipt's does not make it last year's.
    if (at <= now + 60 * 60_000) return { by: 'typed', at, paid: paid.data };
  }
  return null;
}
