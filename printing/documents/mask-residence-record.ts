import { eraYear, isoDate } from '../../shared/dates.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { graphemes } from '../fonts/graphemes.ts';
import type { ResidenceRecordData, ResidenceRecordPerson, Shown } from './residence-record-data.ts';

/** Says on the preview that it is none of the issued sheets. */
const noDocumentNumber = '確認用（番号なし）';

/**
 * The same record for the preview on a screen that others may see: of names the first character stays, of addresses the
 * municipality's own name, of dates the era, of numbers nothing. Lengths stay, so that the layout is the true one. What the
 * resident chose to show or leave out stays visible, because that is what the preview is looked at for.
 */
export function maskResidenceRecord(data: ResidenceRecordData): ResidenceRecordData {
  const maskAddress = (address: string) => maskAfter(address, data.municipality.name);
  return {
    ...data,
    documentNumber: noDocumentNumber,
    address: maskAddress(data.address),
    headOfHousehold: maskShown(data.headOfHousehold, maskName),
    persons: data.persons.map((person) => maskPerson(person, maskAddress)),
    masked: true,
  };
}

type Mask = (text: string) => string;

function maskPerson(person: ResidenceRecordPerson, maskAddress: Mask): ResidenceRecordPerson {
  return {
    ...person,
    name: maskName(person.name),
    kana: person.kana === null ? null : maskName(person.kana),
    formerName: person.formerName === null ? null : maskName(person.formerName),
    alias: person.alias === null ? null : maskName(person.alias),
    birthDate: maskDate(person.birthDate),
    residentSince: maskNullableDate(person.residentSince),
    addressSince: maskNullableDate(person.addressSince),
    notifiedOn: maskNullableDate(person.notifiedOn),
    previousAddress: person.previousAddress === null ? null : maskAddress(person.previousAddress),
    domicile: maskShown(person.domicile, ({ place, headOfRegister }) => ({
      place: maskAddress(place),
      headOfRegister: maskName(headOfRegister),
    })),
    residenceStatus: maskShown(person.residenceStatus, ({ status, period, until, cardNumber }) => ({
      status,
      period,
      until: maskNullableDate(until),
      cardNumber: maskAll(cardNumber),
    })),
    myNumber: maskShown(person.myNumber, maskAll),
  };
}

function maskShown<T>(item: Shown<T>, mask: (value: T) => T): Shown<T> {
  return item.shown && item.value !== null ? { shown: true, value: mask(item.value) } : item;
}

const space = /^\p{Zs}$/u;
const narrow = /^[\x20-\x7e\uff61-\uff9f]$/;

function maskCharacter(character: string): string {
  if (space.test(character)) return character;
  return narrow.test(character) && !/\d/.test(character) ? '•' : '●';
}

function maskAll(text: string): string {
  return graphemes(text).map(maskCharacter).join('');
}

function maskName(name: string): string {
  const [first = '', ...rest] = graphemes(name);
  return first + rest.map(maskCharacter).join('');
}

/** The address up to the end of the municipality's own name stays: it stands on the sheet anyway. */
function maskAfter(address: string, municipality: string): string {
  const at = municipality === '' ? -1 : address.indexOf(municipality);
  const kept = at < 0 ? 0 : at + municipality.length;
  return address.slice(0, kept) + maskAll(address.slice(kept));
}

/** 10 October of the era's tenth year: nothing but the era is left of the day, and the layout prints no digit of it. */
function maskDate(date: IsoDate): IsoDate {
  const firstYear = Number(date.slice(0, 4)) - eraYear(date).year + 1;
  return isoDate(`${firstYear + 9}-10-10`);
}

function maskNullableDate(date: IsoDate | null): IsoDate | null {
  return date === null ? null : maskDate(date);
}
