import type { ItemId } from '../../shared/certificates.ts';
import type { RefusalCode } from '../../shared/center-api.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  layOutResidenceRecord,
  maskResidenceRecord,
  type ResidenceRecordData,
  type ResidenceRecordPerson,
  type Shown,
} from '../../printing/documents/residence-record.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { renderSheet } from '../../printing/pdf/render-sheet.ts';
import type { Resident } from '../store/registers.ts';
import type { CertificateBuilder, CertificateContent } from './builder.ts';

/** Goes into the PDF's metadata. */
const title = '住民票の写し';

/** Builds copies of the resident record from the register. */
export const residenceRecordBuilder: CertificateBuilder = {
  async build(content, number, font) {
    const pages = layOut(residenceRecordData(content, number), font);
    if (!pages.ok) return pages;
    const sheets: Uint8Array[] = [];
    for (const front of pages.value) sheets.push(await renderSheet([front], font, title));
    return ok(sheets);
  },
  preview: (content, number, font) => layOut(maskResidenceRecord(residenceRecordData(content, number)), font),
};

function layOut(data: ResidenceRecordData, font: MinchoFont): Result<readonly PageDrawing[], RefusalCode> {
  const pages = layOutResidenceRecord(data, font);
  return pages.ok ? pages : err(pages.error.refused);
}

/**
 * What the page says, and no more: an item that is not shown is not in the data at all, so that no layout can let it through.
 * The head of the household goes with the relationship (世帯主・続柄 are one question).
 * @throws when there is no person: a line is planned with one at least
 */
export function residenceRecordData(content: CertificateContent, number: string): ResidenceRecordData {
  const { municipality, issuedOn, persons, whole, shown } = content;
  const [first] = persons;
  if (!first) throw new Error('a residence record without a person');
  return {
    municipality: {
      name: municipality.name.ja,
      mayorTitle: municipality.mayor.title,
      mayorName: municipality.mayor.name,
      sealText: municipality.sealText,
    },
    issuedOn,
    documentNumber: number,
    address: first.address,
    headOfHousehold: shownWhen(shown.has('relationship'), first.householdHead),
    whole,
    persons: persons.map((person) => personData(person, shown)),
  };
}

function personData(person: Resident, shown: ReadonlySet<ItemId>): ResidenceRecordPerson {
  const { foreign } = person;
  return {
    name: person.name,
    kana: person.kana,
    formerName: foreign ? null : person.formerName,
    alias: foreign ? person.alias : null,
    birthDate: person.birthDate,
    sex: person.sex,
    residentSince: person.residentSince,
    addressSince: person.addressSince,
    notifiedOn: person.notifiedOn,
    previousAddress: person.previousAddress,
    relationship: shownWhen(shown.has('relationship'), person.relationship),
    // Foreign residents have no family register, Japanese ones no status of residence.
    domicile: shownWhen(!foreign && shown.has('domicile'), person.domicile),
    nationality: shownWhen(foreign && shown.has('nationality'), person.nationality),
    residenceStatus: shownWhen(foreign && shown.has('residenceStatus'), person.residenceStatus),
    myNumber: shownWhen(shown.has('myNumber'), person.myNumber),
    foreign,
  };
}

function shownWhen<T>(shown: boolean, value: T | null): Shown<T> {
  return shown ? { shown, value } : { shown };
}
