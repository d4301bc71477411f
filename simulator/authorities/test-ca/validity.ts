import { nthBirthdayAfter } from '../../../shared/birthdays.ts';
import { instantInJapan, isoDate } from '../../../shared/dates.ts';
import type { Instant, IsoDate } from '../../../shared/dates.ts';
import { hasLived, possibleDays, type RegisterDate } from '../../../shared/register-date.ts';
import type { CardHolder } from './card-material.ts';

/** Whose card it is, as far as its validity depends on that. */
export type ValidityHolder = Pick<CardHolder, 'birthDate' | 'stayEndsOn'>;

/** From this day one is of age at 18, before it at 20 (amendment of the Civil Code, Act 59 of 2018). */
const ofAgeAt18From = isoDate('2022-04-01');
const signatureFromAge = 15;

/**
 * The last day of a card: the tenth birthday after the day of issue for somebody of age on that day, the fifth for anybody
 * younger (a face changes); never after the holder's stay in Japan.
 */
export function endOfCard({ birthDate, stayEndsOn }: ValidityHolder, issuedOn: IsoDate): IsoDate {
  const ofAge = hasLived(issuedOn < ofAgeAt18From ? 20 : 18, birthDate, issuedOn) === true;
  return earliest(nthBirthdayAfter(dayOfBirth(birthDate), issuedOn, ofAge ? 10 : 5), stayEndsOn);
}

/**
 * The last day of a certificate: the fifth birthday after the day of issue; never after the card, nor after the holder's stay.
 *
 * Born 1980-03-05, issued 2026-11-20: the next five birthdays are those of 2027 to 2031, so it ends with 2031-03-05.
 */
export function endOfCertificate(
  { birthDate, stayEndsOn }: ValidityHolder,
  issuedOn: IsoDate,
  cardEndsOn: IsoDate,
): IsoDate {
  const birthday = nthBirthdayAfter(dayOfBirth(birthDate), issuedOn, 5);
  return earliest(birthday, cardEndsOn, stayEndsOn);
}

/** Whether a signature certificate may be issued: to nobody under 15, nor where that is not certain. */
export function maySign({ birthDate }: ValidityHolder, issuedOn: IsoDate): boolean {
  return hasLived(signatureFromAge, birthDate, issuedOn) === true;
}

/** The last second of a day in Japan. */
export function endOfDay(day: IsoDate): Instant {
  return instantInJapan(day, '23:59:59');
}

/** Of a birth that is not known whole, the first day that it may have been: nothing is valid for too long. */
function dayOfBirth(birth: RegisterDate): IsoDate {
  return possibleDays(birth)?.first ?? firstOfJanuary;
}

/** Stands for the birthday where not even the year is known. */
const firstOfJanuary = isoDate('1900-01-01');

function earliest(first: IsoDate, ...others: readonly (IsoDate | null | undefined)[]): IsoDate {
  return others.reduce<IsoDate>((least, day) => (day && day < least ? day : least), first);
}
