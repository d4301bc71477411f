import { dateText, orBlank, shownText, westernDate } from '../shown-text.ts';
import type { ResidenceRecordPerson } from './residence-record-data.ts';

/** One item of a person: its place in the data, the form's name for it, and what is printed. */
export interface PersonText {
  readonly field: string;
  readonly caption: string;
  readonly text: string;
}

export type PersonTexts = ReturnType<typeof personTexts>;

const sexes = { male: '男', female: '女' } as const;

/**
 * Everything printed about a person; both forms, with several persons per sheet and with one, print the same.
 * @param index place in the document, from 0
 * @throws RangeError for what no form has a cell for: an alias of a Japanese resident, a former name of a foreign one, a reading of no
 * former name
 */
export function personTexts(person: ResidenceRecordPerson, index: number, masked: boolean) {
  const { foreign, sex } = person;
  if (foreign ? person.formerName !== null : person.alias !== null)
    throw new RangeError('former names belong to Japanese residents, aliases to foreign ones');
  if (person.formerName === null && person.formerNameReading !== undefined)
    throw new RangeError('a reading of no former name');
  const item = (field: string, caption: string, text: string): PersonText => ({
    field: `persons.${index}.${field}`,
    caption,
    text,
  });
  const birthDate = (foreign ? westernDate : dateText)(person.birthDate, masked);
  return {
    kana:
      person.nameReading === undefined
        ? item('kana', 'フリガナ', orBlank(person.kana))
        : item('nameReading', '氏名の振り仮名', orBlank(person.nameReading)),
    name: item('name', '氏名', orBlank(person.name)),
    /** Null where it has no row. */
    formerNameReading:
      person.formerNameReading === undefined
        ? null
        : item('formerNameReading', '旧氏の振り仮名', orBlank(person.formerNameReading)),
    otherName: foreign
      ? item('alias', '通称', orBlank(person.alias))
      : item('formerName', '旧氏', orBlank(person.formerName)),
    birthDate: item('birthDate', '生年月日', birthDate),
    sex: item('sex', '性別', orBlank(sex && sexes[sex])),
    relationship: item('relationship', '続柄', shownText(person.relationship, same)),
    myNumber: item('myNumber', '個人番号', shownText(person.myNumber, same)),
    days: [
      person.foreignResidentSince === undefined
        ? item('residentSince', '住民となった年月日', dateText(person.residentSince, masked))
        : item(
            'foreignResidentSince',
            '外国人住民となった年月日',
            dateText(person.foreignResidentSince, masked),
          ),
      item('addressSince', '住所を定めた年月日', dateText(person.addressSince, masked)),
      item('notifiedOn', '届出の年月日', dateText(person.notifiedOn, masked)),
    ],
    previousAddress: item('previousAddress', '前住所', previousAddressText(person.previousAddress)),
    /** Null where it has no row. */
    previousAddressWithin:
      person.previousAddressWithin === undefined
        ? null
        : item('previousAddressWithin', '転居前の住所', orBlank(person.previousAddressWithin)),
    belonging: foreign
      ? ({ foreign, ...residenceStatusTexts(person, item, masked) } as const)
      : ({ foreign, ...domicileTexts(person, item) } as const),
  };
}

function previousAddressText(address: ResidenceRecordPerson['previousAddress']): string {
  return typeof address === 'string' || address === null ? orBlank(address) : shownText(address, same);
}

type Item = (field: string, caption: string, text: string) => PersonText;

const same = (text: string) => text;

function domicileTexts({ domicile }: ResidenceRecordPerson, item: Item) {
  return {
    place: item(
      'domicile.place',
      '本籍',
      shownText(domicile, ({ place }) => place),
    ),
    headOfRegister: item(
      'domicile.headOfRegister',
      '筆頭者',
      shownText(domicile, ({ headOfRegister }) => headOfRegister),
    ),
  };
}

function residenceStatusTexts(
  { nationality, residenceStatus, foreignResidentSince }: ResidenceRecordPerson,
  item: Item,
  masked: boolean,
) {
  return {
    nationality: item('nationality', '国籍・地域', shownText(nationality, same)),
    /** Null on pages that were printed before there was a place for it. */
    category:
      foreignResidentSince === undefined
        ? null
        : item(
            'residenceStatus.category',
            '第30条の45規定区分',
            shownText(residenceStatus, ({ category }) => category ?? ''),
          ),
    status: item(
      'residenceStatus.status',
      '在留資格',
      shownText(residenceStatus, ({ status }) => status),
    ),
    period: item(
      'residenceStatus.period',
      '在留期間等',
      shownText(residenceStatus, ({ period }) => period),
    ),
    until: item(
      'residenceStatus.until',
      '在留期間の満了の日',
      shownText(residenceStatus, ({ until }) => dateText(until, masked)),
    ),
    cardNumber: item(
      'residenceStatus.cardNumber',
      '在留カード等の番号',
      shownText(residenceStatus, ({ cardNumber }) => cardNumber),
    ),
  };
}
