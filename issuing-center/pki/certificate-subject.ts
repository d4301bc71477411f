import { isoDateSchema } from '../../shared/dates.ts';
import { derTag, DerError, readDer, readObjectIdentifier, readOne } from './der.ts';
import { readExtensions } from './extensions.ts';

/** The person of a signature certificate. Never to be logged, nor kept longer than the comparison takes. */
export interface SignatureSubject {
  /** Surname and given name with an ideographic space between, in the characters that certificates can hold. */
  readonly name: string;
  /** `19800305`; with zeros for what is not known: `19450000`. */
  readonly birthDate: string;
  /** Null where the certificate says "unknown". */
  readonly sex: 'male' | 'female' | null;
  readonly address: string;
}

const root = '1.2.392.200149.8.5.5';
const sexes: Readonly<Record<string, 'male' | 'female' | null>> = { '1': 'male', '2': 'female', '3': null };

/**
 * Reads the person from a signature certificate's other names: 1 name, 3 sex, 4 birth date (a digit for the era, then the
 * Gregorian date), 5 address. 2 and 6, which say where characters of name and address are substitutes, are not read: a name
 * with such a character differs from the register's, and a person has to look.
 *
 * Null when one of the four is missing, twice there or of another form, as a birth on a day that is none; also when
 * the bytes are no certificate. It says nothing about validity: `validateCertificate` comes first.
 */
export function readSubject(der: Uint8Array): SignatureSubject | null {
  try {
    return readPerson(der);
  } catch (error) {
    if (error instanceof DerError) return null;
    throw error;
  }
}

function readPerson(der: Uint8Array): SignatureSubject | null {
  const { subjectAltName } = readExtensions(der);
  if (!subjectAltName) return null;
  const names = readDer(readOne(subjectAltName, derTag.sequence))
    .filter(({ tag }) => tag === derTag.explicit0)
    .map(({ content }) => readOtherName(content));
  const textOf = (number: number): string | null => {
    const [found, second] = names.filter(({ id }) => id === `${root}.${String(number)}`);
    return second ? null : (found?.text ?? null);
  };
  const name = textOf(1);
  const sex = sexes[textOf(3) ?? ''];
  const birthDate = /^\d(\d{8})$/.exec(textOf(4) ?? '')?.[1];
  const address = textOf(5);
  if (!name || sex === undefined || birthDate === undefined || !address) return null;
  return isBirth(birthDate) ? { name, birthDate, sex, address } : null;
}

/** A day of the calendar, or a month, a year, or nothing, with zeros behind it. */
function isBirth(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  if (day === '00') return month === '00' || (year !== '0000' && Number(month) <= 12);
  return isoDateSchema.safeParse(`${year}-${month}-${day}`).success;
}

/** Text of an other name; null for one that is no UTF-8 text. @throws DerError */
function readOtherName(content: Uint8Array): { id: string; text: string | null } {
  const [id, value, more] = readDer(content);
  if (id?.tag !== derTag.objectIdentifier || value?.tag !== derTag.explicit0 || more)
    throw new DerError('no other name');
  const [text] = readDer(value.content);
  return {
    id: readObjectIdentifier(id.content),
    text: text?.tag === derTag.utf8String ? decode(text.content) : null,
  };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The name is not of the expected form; its bytes are personal and quoted nowhere.
    return null;
  }
}
