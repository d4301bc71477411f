import { birthdayIn } from '../../shared/birthdays.ts';
import { addDays, isoDate, type IsoDate } from '../../shared/dates.ts';
import type { EndingSoon } from '../../shared/ending-soon.ts';
import { possibleDays, type RegisterDate } from '../../shared/register-date.ts';
import type { Facts } from '../registers/facts.ts';
import { endOfStay } from './period-of-stay.ts';

const monthsBefore = 3;

/**
 * What to tell a holder whose card or certificate ends soon, or null. From the day after that of three months before the end,
 * a window renews it free of charge (guides of Minato and Meguro; the others say three months).
 *
 * Foreign residents whose stay ends get no notice by post (Arakawa's guide), and a window has nothing to renew for them until
 * the stay is extended: they are told that instead, unless what ends first ends with a birthday, as for everybody.
 * @param certificateEndsOn the last day of the certificate that logged in
 */
export function endingSoon(
  { certificate: { cardEndsOn }, household: { holder } }: Pick<Facts, 'certificate' | 'household'>,
  certificateEndsOn: IsoDate,
  today: IsoDate,
): EndingSoon | null {
  const lastDay = cardEndsOn !== null && cardEndsOn <= certificateEndsOn ? cardEndsOn : certificateEndsOn;
  if (today < renewableFrom(lastDay) || today > lastDay) return null;
  const stayEndsOn = endOfStay(holder);
  if (stayEndsOn !== null && (lastDay === stayEndsOn || !isBirthday(holder.birthDate, lastDay)))
    return { what: 'stay', lastDay };
  return { what: lastDay === cardEndsOn ? 'card' : 'certificate', lastDay };
}

/** Ends on 1 April: from 2 January. Ends on 30 May: from 1 March, because there is no 30 February (Minato's guide). */
function renewableFrom(lastDay: IsoDate): IsoDate {
  const [year = 0, month = 0, day = 0] = lastDay.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - monthsBefore, 0)).getUTCDate();
  const before = new Date(Date.UTC(year, month - 1 - monthsBefore, Math.min(day, lastOfMonth)));
  return addDays(isoDate(before.toISOString().slice(0, 10)), 1);
}

function isBirthday(birth: RegisterDate, day: IsoDate): boolean {
  const days = possibleDays(birth);
  return days !== null && birthdayIn(days.first, Number(day.slice(0, 4))) === day;
}
