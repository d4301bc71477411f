import {
  maskAddress,
  maskAll,
  maskDate,
  maskDay,
  maskName,
  maskPresent,
  noDocumentNumber,
} from '../masking.ts';
import type { ResidenceRecordData, ResidenceRecordPerson, Shown } from './residence-record-data.ts';

/**
 * The same record for the preview (see masking). What the resident chose to show or leave out stays visible, because that is
 * what one checks in the preview.
 */
export function maskResidenceRecord(data: ResidenceRecordData): ResidenceRecordData {
  const maskPlace = (address: string) => maskAddress(address, data);
  return {
    ...data,
    documentNumber: noDocumentNumber,
    address: maskPlace(data.address),
    headOfHousehold: maskShown(data.headOfHousehold, maskName),
    persons: data.persons.map((person) => maskPerson(person, maskPlace)),
    masked: true,
  };
}

function maskPerson(
  person: ResidenceRecordPerson,
  maskPlace: (address: string) => string,
): ResidenceRecordPerson {
  return {
    ...person,
    name: maskName(person.name),
    kana: maskPresent(person.kana, maskName),
    ...(person.nameReading === undefined ? {} : { nameReading: maskPresent(person.nameReading, maskName) }),
    formerName: maskPresent(person.formerName, maskName),
    ...(person.formerNameReading === undefined
      ? {}
      : { formerNameReading: maskPresent(person.formerNameReading, maskName) }),
    alias: maskPresent(person.alias, maskName),
    birthDate: maskDate(person.birthDate),
    residentSince: maskPresent(person.residentSince, maskDate),
    ...(person.foreignResidentSince === undefined
      ? {}
      : { foreignResidentSince: maskPresent(person.foreignResidentSince, maskDay) }),
    addressSince: maskPresent(person.addressSince, maskDate),
    notifiedOn: maskPresent(person.notifiedOn, maskDate),
    previousAddress:
      typeof person.previousAddress === 'string' ? maskPlace(person.previousAddress) : person.previousAddress,
    ...(person.previousAddressWithin === undefined
      ? {}
      : { previousAddressWithin: maskPresent(person.previousAddressWithin, maskPlace) }),
    domicile: maskShown(person.domicile, ({ place, headOfRegister }) => ({
      place: maskPlace(place),
      headOfRegister: maskName(headOfRegister),
    })),
    residenceStatus: maskShown(person.residenceStatus, (status) => ({
      ...status,
      until: maskPresent(status.until, maskDay),
      cardNumber: maskAll(status.cardNumber),
    })),
    myNumber: maskShown(person.myNumber, maskAll),
  };
}

function maskShown<T>(item: Shown<T>, mask: (value: T) => T): Shown<T> {
  return item.shown && item.value !== null ? { shown: true, value: mask(item.value) } : item;
}
