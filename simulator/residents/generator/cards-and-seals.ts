import type { EnrolmentEntry } from '../../../issuing-center/registers/enrolments.ts';
import type { Restriction } from '../../../issuing-center/registers/restrictions.ts';
import type { Seal } from '../../../issuing-center/registers/seals.ts';
import type {
  CertificateEntry,
  CertificateKey,
} from '../../../issuing-center/registers/user-certificates.ts';
import { endOfStay } from '../../../issuing-center/rules/period-of-stay.ts';
import { instantInJapan } from '../../../shared/dates.ts';
import { endOfCard } from '../../authorities/test-ca/validity.ts';
import { dateOf, populationDay } from './days.ts';
import { imprintFor, type Imprints } from './imprints.ts';
import type { Person } from './person.ts';
import type { Residence } from './residence.ts';
import type { Stream, Weighted } from './stream.ts';

/** Shares of residents. */
const shares = {
  card: 0.78,
  cardLost: 0.004,
  cardRenewed: 0.3,
  seal: 0.55,
  foreignSeal: 0.2,
  sealCancelled: 0.03,
  sealOtherName: 0.3,
  enrolled: 0.35,
  enrolledBeforeRenewal: 0.08,
  restricted: 0.0015,
  /** Of the others: entries that are being changed on the day of the population. */
  beingChanged: 0.003,
  restrictionEnded: 0.3,
} as const;
/** Ordinances allow a seal to be registered from this age on. */
const sealFrom = 15;
/** A certificate that is no older than this has not ended: its fifth birthday is more than four years away. */
const certificateDays = 4 * 365;
/** A first certificate ends in its fifth year; a card of somebody of age outlives it by five. */
const renewedAfterDays = 4 * 365 + 1;
/** Of age when the card was issued, nine years ago at most. */
const renewedFrom = 30;

/** Nobody has this issuer's key: the cards of this population exist only in the registers. */
export const madeUpIssuer = '5e'.repeat(20);

/** A card's certificate as in the register. */
export interface RegisteredCertificate extends CertificateKey, CertificateEntry {}

export function certificateOf(stream: Stream, person: Person): RegisteredCertificate | null {
  if (!stream.chance(shares.card)) return null;
  const { id, number, age, bornOn, foreigner } = person;
  const residenceStatus = foreigner?.residenceStatus ?? null;
  const stayEndsOn = endOfStay({ residenceStatus });
  const revoked = stream.chance(shares.cardLost);
  const setUpOn = populationDay - stream.below(Math.min(certificateDays, populationDay - bornOn));
  const renewal = age >= renewedFrom && stayEndsOn === null && stream.chance(shares.cardRenewed);
  const handedOverOn = renewal ? setUpOn - renewedAfterDays - stream.below(364) : setUpOn;
  const holder = {
    birthDate: dateOf(bornOn),
    ...(stayEndsOn === null ? {} : { stayEndsOn }),
  };
  return {
    issuerKeyId: madeUpIssuer,
    serial: serialOf(number),
    resident: id,
    revoked,
    handedOverOn: dateOf(handedOverOn),
    setUpOn: dateOf(setUpOn),
    renewal,
    cardEndsOn: endOfCard(holder, dateOf(handedOverOn)),
  };
}

/** 20 bytes, hexadecimal. */
function serialOf(number: number): string {
  return number.toString(16).padStart(40, '0');
}

/** A resident's seal, or the cancelled one with or without its successor. */
export function sealsOf(
  stream: Stream,
  person: Person,
  { home, residentSince }: Residence,
  imprints: Imprints,
): readonly Seal[] {
  const { id, age, foreigner, formerName, bornOn, surname } = person;
  if (age < sealFrom || !stream.chance(foreigner ? shares.foreignSeal : shares.seal)) return [];
  const first = Math.max(residentSince, bornOn + (sealFrom + 1) * 366);
  if (first >= populationDay) return [];
  const other = foreigner?.alias ?? formerName?.text ?? null;
  const seal = (number: number, registeredOn: number, cancelledOn: number | null): Seal => ({
    id: `${id}-seal-${number}`,
    municipality: home.id,
    resident: id,
    image: imprintFor(imprints, surname.text),
    otherName: other !== null && stream.chance(shares.sealOtherName) ? other : null,
    registeredOn: dateOf(registeredOn),
    cancelledOn: cancelledOn === null ? null : dateOf(cancelledOn),
  });
  const registeredOn = first + stream.below(populationDay - first);
  if (!stream.chance(shares.sealCancelled)) return [seal(1, registeredOn, null)];
  const cancelledOn = registeredOn + stream.below(populationDay - registeredOn);
  const cancelled = seal(1, registeredOn, cancelledOn);
  return stream.chance(0.5) ? [cancelled] : [cancelled, seal(2, cancelledOn, null)];
}

const enrolmentStates: Weighted<EnrolmentEntry['state']> = [
  ['registered', 84],
  ['received', 6],
  ['examined', 5],
  ['refused', 5],
];

/** The enrolment of a card holder whose domicile is in another municipality of this center. */
export function enrolmentOf(
  stream: Stream,
  { id, number, foreigner }: Person,
  { home, domicile }: Residence,
  certificate: CertificateKey,
): EnrolmentEntry | null {
  const { municipality } = domicile;
  if (foreigner || municipality === null || municipality === home.id || !stream.chance(shares.enrolled))
    return null;
  const earlier = stream.chance(shares.enrolledBeforeRenewal);
  const day = dateOf(populationDay - 1 - stream.below(900));
  return {
    id: enrolmentNumber(number),
    resident: id,
    municipality,
    issuerKeyId: certificate.issuerKeyId,
    serial: earlier ? `ff${certificate.serial.slice(2)}` : certificate.serial,
    state: stream.weighted(enrolmentStates),
    madeAt: instantInJapan(day, '10:00:00'),
    requestId: null,
    form: null,
  };
}

const numberDigits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `E-0009-KD3F`: the number in base 32, different for each person. */
function enrolmentNumber(number: number): string {
  let digits = '';
  for (let rest = number; digits.length < 8; rest = Math.floor(rest / 32))
    digits = numberDigits.charAt(rest % 32) + digits;
  return `E-${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** What a person asked for, or what the municipality entered while it changes an entry; nothing in it tells which. */
export function restrictionOf(stream: Stream, { id }: Person, { home }: Residence): Restriction | null {
  const asked = stream.chance(shares.restricted);
  if (!asked && !stream.chance(shares.beingChanged)) return null;
  const from = populationDay - stream.below(asked ? 1400 : 14);
  const ended = asked && from + 365 < populationDay && stream.chance(shares.restrictionEnded);
  return {
    id: `${id}-restriction`,
    municipality: home.id,
    resident: id,
    registerPerson: null,
    from: dateOf(from),
    until: ended ? dateOf(from + 365) : null,
  };
}
