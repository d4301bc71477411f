import { eraDate } from '../../shared/dates.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { MinchoFont } from '../fonts/mincho.ts';
import { groundPattern } from './ground-pattern.ts';
import { officialSeal } from './official-seal.ts';
import type { LayoutRefusal, ResidenceRecordData } from './residence-record-data.ts';
import { drawPerson, personBlockHeight, shownText } from './residence-record-person.ts';
import { createPen, rules, sizes } from './sheet-pen.ts';
import type { SheetPen } from './sheet-pen.ts';

export type {
  LayoutRefusal,
  ResidenceRecordData,
  ResidenceRecordPerson,
  Shown,
} from './residence-record-data.ts';
export { maskResidenceRecord } from './mask-residence-record.ts';

/** Standard form of 2025, 世帯連記式. */
const personsPerSheet = 4;

/** mm on A4, 210 × 297. */
const page = {
  left: 15,
  right: 195,
  width: 180,
  title: 21.5,
  household: 26.5,
  persons: 44,
  betweenPersons: 1.4,
  certification: 246,
  issued: 255.5,
  mayor: 268,
  seal: { x: 170, y: 253.5, side: 21 },
  foot: 281,
} as const;

/**
 * Lays out a copy of the resident record (住民票の写し), several persons of one household on a sheet: one drawing a sheet's front.
 * The certification, with the seal, closes the last sheet; every sheet bears the document's number and n/N.
 * @returns the first character that cannot be printed, or the first field that does not fit, as a refusal
 * @throws RangeError when there is no person, or a person carries the other kind's items (see drawPerson)
 */
export function layOutResidenceRecord(
  data: ResidenceRecordData,
  font: MinchoFont,
): Result<readonly PageDrawing[], LayoutRefusal> {
  if (data.persons.length === 0) throw new RangeError('a residence record without a person');
  for (const text of textsOf(data)) {
    const character = font.unprintable(text);
    if (character !== null) return err({ refused: 'characterNotPrintable', character });
  }
  const sheets = Math.ceil(data.persons.length / personsPerSheet);
  const pages: PageDrawing[] = [];
  for (let sheet = 0; sheet < sheets; sheet++) {
    const pen = createPen(font, { masked: data.masked === true });
    drawSheet(pen, data, sheet, sheets, font);
    const [field] = pen.tooLong;
    if (field !== undefined) return err({ refused: 'layoutTooLong', field });
    pages.push({ widthMm: 210, heightMm: 297, ops: [...pen.ops] });
  }
  return ok(pages);
}

/** Every text of the data, in the order of the page; the words of the form itself are printable. */
function textsOf(data: ResidenceRecordData): string[] {
  return textsWithin([
    data.address,
    data.headOfHousehold,
    data.persons,
    data.municipality,
    data.documentNumber,
  ]);
}

function textsWithin(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsWithin) : [];
}

function drawSheet(
  pen: SheetPen,
  data: ResidenceRecordData,
  sheet: number,
  sheets: number,
  font: MinchoFont,
): void {
  pen.add(groundPattern());
  pen.label('住民票の写し', 105, page.title, 7, 'center');
  drawHousehold(pen, data);

  const first = sheet * personsPerSheet;
  const persons = data.persons.slice(first, first + personsPerSheet);
  const step = personBlockHeight + page.betweenPersons;
  for (const [index, person] of persons.entries()) {
    drawPerson(pen, person, {
      x: page.left,
      y: page.persons + index * step,
      width: page.width,
      number: first + index + 1,
      masked: data.masked === true,
    });
  }

  const end = page.persons + persons.length * step;
  const last = sheet === sheets - 1;
  pen.label(last ? '以下余白' : `（${sheet + 2}枚目に続く）`, 105, end + 4.6, sizes.body, 'center');
  if (last) drawCertification(pen, data, font);
  else
    pen.label(
      `この写しは、${sheets}枚で一通です。証明文は${sheets}枚目にあります。`,
      105,
      page.certification,
      sizes.body,
      'center',
    );
  drawFoot(pen, data, sheet + 1, sheets);
}

function drawHousehold(pen: SheetPen, data: ResidenceRecordData): void {
  const caption = { x: page.left, w: 32 };
  const value = { x: page.left + caption.w, w: page.width - caption.w };
  const address = { y: page.household, h: 8.4 };
  const head = { y: address.y + address.h, h: 7.2 };
  pen.caption('住所', { ...caption, ...address });
  pen.value('address', data.address, { ...value, ...address }, 4);
  pen.caption('世帯主', { ...caption, ...head });
  pen.value(
    'headOfHousehold',
    shownText(data.headOfHousehold, (name) => name),
    { ...value, ...head },
    4,
  );
  pen.add({
    op: 'rect',
    x: page.left,
    y: address.y,
    w: page.width,
    h: address.h + head.h,
    stroke: rules.thick,
    fill: null,
  });
}

function drawCertification(pen: SheetPen, data: ResidenceRecordData, font: MinchoFont): void {
  const { mayorTitle, mayorName, sealText } = data.municipality;
  const whose = data.whole ? '世帯全員' : '世帯の一部';
  pen.label(
    `この写しは、${whose}の住民票の原本と相違ないことを証明する。`,
    page.left + 4,
    page.certification,
    4,
  );
  pen.label(eraDate(data.issuedOn), page.left + 12, page.issued, 4);
  const box = { x: 70, y: page.mayor - 6, w: page.seal.x - 4 - 70, h: 8 };
  pen.text('municipality', `${mayorTitle}　${mayorName}`, box, 5.2, 'right');
  pen.add(officialSeal(sealText, page.seal, page.seal.side, font));
}

function drawFoot(pen: SheetPen, data: ResidenceRecordData, number: number, of: number): void {
  pen.line(page.left, page.foot, page.right, page.foot, rules.thick);
  const box = { x: page.left - 1.4, y: page.foot + 0.6, w: 130, h: 5 };
  pen.text('documentNumber', `発行番号　${data.documentNumber}`, box, 3);
  pen.label(`${number}/${of}`, page.right, page.foot + 4.3, sizes.body, 'right');
}
