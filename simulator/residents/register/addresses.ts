import { isoDate } from '../../../shared/dates.ts';
import { possibleDays, type RegisterDate } from '../../../shared/register-date.ts';
import { arrivalDay, type Member } from './life.ts';

type Addresses = Exclude<Member['addresses'], 'unknown'>;

/**
 * 戸籍の附票 of this register: where somebody has lived since they are in it, and since it is kept by computer; the first address may be
 * older than that. It ends when they leave.
 * @param place 本籍; where somebody lived of whom no address is known
 */
export function addressHistory(person: Member, place: string, rewrittenOn: string | null): Addresses {
  const { addresses, birthDate, left } = person;
  const arrived = arrivalDay(person);
  const since = latest([arrived ?? firstDay(birthDate), rewrittenOn]);
  const own = (addresses === 'unknown' ? [] : addresses).filter(({ since: began }, index, all) => {
    const next = firstDay(all[index + 1]?.since ?? null);
    const over = next !== null && since !== null && next <= since;
    return !over && (left === undefined || (firstDay(began) ?? '') <= left.on);
  });
  if (own.length > 0) return own;
  const address = /番$/u.test(place) ? `${place}1号` : place;
  return [{ address, since: arrived === null ? birthDate : isoDate(arrived) }];
}

function firstDay(date: RegisterDate | null): string | null {
  return date === null ? null : (possibleDays(date)?.first ?? null);
}

function latest(days: readonly (string | null)[]): string | null {
  return days.reduce((late, each) => (late === null || (each !== null && each > late) ? each : late), null);
}
