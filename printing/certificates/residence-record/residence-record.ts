import { err } from '../../../shared/result.ts';
import { breakIntoSheets } from '../break-into-sheets.ts';
import { contentBottom, drawEndOfContent, drawFoot, endOfContentHeight, frame } from '../foot.ts';
import type { CertificateLayout } from '../layout.ts';
import { drawPage, unprintable, withRoom } from '../page-drawing.ts';
import type { Paint } from '../page-drawing.ts';
import { mostSheets, sheetHead } from '../sheet-head.ts';
import type { SheetPen } from '../sheet-pen.ts';
import { shownText } from '../shown-text.ts';
import { maskResidenceRecord } from './mask-residence-record.ts';
import { drawPersonBlock, personBlockHeight } from './person-block.ts';
import { drawPersonSheet } from './person-sheet.ts';
import { personTexts } from './person-texts.ts';
import type { ResidenceRecordData, ResidenceRecordPerson } from './residence-record-data.ts';
import { personsPerSheet, residenceRecordPageSchema } from './residence-record-page.ts';
import type { ResidenceRecordPage } from './residence-record-page.ts';

/** mm */
const household = {
  top: 26.5,
  caption: 32,
  household: { address: 8, head: 7, captionSize: 3, size: 4, gap: 1.5 },
  perPerson: { address: 15, head: 12, captionSize: 3.4, size: 4.6, gap: 3 },
} as const;
const betweenPersons = 1.2;

/** What the two certificates of the same entries say of them. */
interface RecordWords {
  readonly title: string;
  /** @param whose 世帯全員 or 世帯の一部 */
  readonly certification: (whose: string) => string;
}

/** 住民票の写し, with several persons of a household per sheet or with one. */
export const residenceRecordLayout = recordLayout({
  title: '住民票の写し',
  certification: (whose) => `この写しは、${whose}の住民票の原本と相違ないことを証明する。`,
});

/** 住民票記載事項証明書: no copy of the record, but a certificate of what stands in it. */
export const residenceRecordItemsLayout = recordLayout({
  title: '住民票記載事項証明書',
  certification: (whose) => `上記の事項は、${whose}の住民票に記載があることを証明する。`,
});

function recordLayout(words: RecordWords): CertificateLayout<ResidenceRecordData, ResidenceRecordPage> {
  const paint = paintWith(words);
  return {
    title: () => words.title,
    pageSchema: residenceRecordPageSchema,
    /** @throws RangeError when there is no person, or a person has items of the other kind of resident (see personTexts) */
    paginate(data, font, fits) {
      if (data.persons.length === 0) throw new RangeError('a residence record without a person');
      const refusal = unprintable(data, font);
      if (refusal !== null) return err(refusal);
      const most = data.form === 'household' ? personsPerSheet : 1;
      const pages = breakIntoSheets({
        pieces: data.persons.length,
        pageOf: (sheet, from, to) => pageOf(data, sheet, from, to),
        hasRoom: ({ persons }) => persons.length <= most && (data.form === 'perPerson' || haveRoom(persons)),
        fits,
      });
      if (pages.length > mostSheets) return err({ refused: 'layoutTooLong', field: 'persons' });
      return withRoom(pages, font, paint);
    },
    draw: (page, font) => drawPage(page, font, paint),
    mask: maskResidenceRecord,
  };
}

function pageOf(data: ResidenceRecordData, sheet: number, from: number, to: number): ResidenceRecordPage {
  const { form, address, headOfHousehold, whole } = data;
  const persons = data.persons.slice(from, to);
  const head = sheetHead(data, sheet, mostSheets);
  return { head, form, address, headOfHousehold, whole, firstNumber: from + 1, persons };
}

function paintWith({ title, certification }: RecordWords): Paint<ResidenceRecordPage> {
  return (pen, page, font) => {
    pen.label(title, 105, frame.title, 7, 'center');
    const top = drawHousehold(pen, page);
    const end = page.form === 'household' ? drawPersonBlocks(pen, page, top) : drawOnePerson(pen, page, top);
    drawEndOfContent(pen, page.head, end);
    drawFoot(pen, page.head, certification(page.whole ? '世帯全員' : '世帯の一部'), font);
  };
}

/** @returns where the persons begin, mm */
function drawHousehold(pen: SheetPen, page: ResidenceRecordPage): number {
  const { address, head, captionSize, size, gap } = household[page.form];
  const rows = [
    ['address', '住所', page.address, address],
    ['headOfHousehold', '世帯主', shownText(page.headOfHousehold, (name) => name), head],
  ] as const;
  let y: number = household.top;
  for (const [field, caption, text, h] of rows) {
    pen.caption(caption, { x: frame.left, y, w: household.caption, h }, captionSize);
    const value = { x: frame.left + household.caption, y, w: frame.width - household.caption, h };
    pen.value(field, text, value, size);
    y += h;
  }
  pen.outline({ x: frame.left, y: household.top, w: frame.width, h: y - household.top });
  return y + gap;
}

/** @returns where they end, mm */
function drawPersonBlocks(pen: SheetPen, page: ResidenceRecordPage, top: number): number {
  let y = top;
  for (const [index, person] of page.persons.entries()) {
    const number = page.firstNumber + index;
    const texts = personTexts(person, number - 1, page.head.masked === true);
    drawPersonBlock(pen, texts, { x: frame.left, y, width: frame.width, number });
    y += personBlockHeight(person) + betweenPersons;
  }
  return y - betweenPersons;
}

/** Four persons are not too many, unless they need a row more than the form has. */
function haveRoom(persons: readonly ResidenceRecordPerson[]): boolean {
  const { address, head, gap } = household.household;
  const top = household.top + address + head + gap;
  const blocks = persons.reduce((sum, person) => sum + personBlockHeight(person) + betweenPersons, 0);
  return top + blocks - betweenPersons + endOfContentHeight <= contentBottom;
}

/** @returns where the form ends, mm */
function drawOnePerson(pen: SheetPen, page: ResidenceRecordPage, top: number): number {
  const [person] = page.persons;
  if (person === undefined) throw new RangeError('a 個人票 without a person');
  const bottom = contentBottom - endOfContentHeight;
  drawPersonSheet(pen, personTexts(person, page.firstNumber - 1, page.head.masked === true), top, bottom);
  return bottom;
}
