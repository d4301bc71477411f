import { eraDate } from '../../shared/dates.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { Box } from '../fonts/glyph-path.ts';
import type { ResidenceRecordPerson, Shown } from './residence-record-data.ts';
import { rules, sizes } from './sheet-pen.ts';
import type { SheetPen } from './sheet-pen.ts';

/** Heights of the seven rows of a person, mm. */
const rows = [5.4, 8.6, 6, 6, 7, 7, 6] as const;
/** mm */
export const personBlockHeight = rows.reduce((sum, height) => sum + height, 0);

/** Distances from the block's left edge, mm. The rows share them, so that the rules run through. */
const column = {
  items: 6,
  name: 32,
  right: 122,
  rightValue: 141,
  sexValue: 134,
  relation: 144,
  relationValue: 156,
} as const;
const thirds = [6, 64, 122] as const;
const thirdCaption = 26;

/** What is printed where data is missing, and where an item was not asked for. */
export const blank = '空欄';
export const leftOut = '省略';

export interface PersonBlockPlace {
  /** Top left corner and width, mm. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The person's number in the document, from 1. */
  readonly number: number;
  readonly masked: boolean;
}

/**
 * One person of a residence record as a ruled block, `personBlockHeight` high; the same block serves the form with several
 * persons and the form with one.
 * @throws RangeError when a Japanese resident has an alias or a foreign one a former name: the block would drop it
 */
export function drawPerson(pen: SheetPen, person: ResidenceRecordPerson, place: PersonBlockPlace): void {
  if (person.foreign ? person.formerName !== null : person.alias !== null)
    throw new RangeError('former names belong to Japanese residents, aliases to foreign ones');
  const cell = cellsOf(place);
  const field = (name: string) => `persons.${place.number - 1}.${name}`;
  const date = (value: IsoDate | null) => dateText(value, place.masked);

  pen.text('number', String(place.number), cell(0, 0, column.items, rows.length), sizes.body, 'center');

  pen.caption('フリガナ', cell(0, column.items, column.name));
  pen.value(field('kana'), orBlank(person.kana), cell(0, column.name, column.right), 3);
  pen.caption('性別', cell(0, column.right, column.sexValue));
  pen.value(field('sex'), sexText(person.sex), cell(0, column.sexValue, column.relation), 3, 'center');
  pen.caption('続柄', cell(0, column.relation, column.relationValue));
  pen.value(
    field('relationship'),
    shownText(person.relationship, (value) => value),
    cell(0, column.relationValue, place.width),
    3,
    'center',
  );

  pen.caption('氏名', cell(1, column.items, column.name));
  pen.value(field('name'), orBlank(person.name), cell(1, column.name, column.right), sizes.name);
  pen.caption('生年月日', cell(1, column.right, column.rightValue));
  const born = person.foreign ? westernDate(person.birthDate, place.masked) : date(person.birthDate);
  pen.value(field('birthDate'), born, cell(1, column.rightValue, place.width));

  pen.caption(person.foreign ? '通称' : '旧氏', cell(2, column.items, column.name));
  const otherName = person.foreign ? 'alias' : 'formerName';
  pen.value(field(otherName), orBlank(person[otherName]), cell(2, column.name, column.right));
  pen.caption('個人番号', cell(2, column.right, column.rightValue));
  pen.value(
    field('myNumber'),
    shownText(person.myNumber, (value) => value),
    cell(2, column.rightValue, place.width),
  );

  const days = [
    ['住民となった年月日', 'residentSince'],
    ['住所を定めた年月日', 'addressSince'],
    ['届出の年月日', 'notifiedOn'],
  ] as const;
  for (const [index, [caption, name]] of days.entries())
    drawThird(pen, cell, 3, index, place.width, caption, field(name), date(person[name]));

  pen.caption('前住所', cell(4, column.items, column.name));
  pen.value(field('previousAddress'), orBlank(person.previousAddress), cell(4, column.name, place.width));

  if (person.foreign) drawResidenceStatus(pen, person, cell, place, field);
  else drawDomicile(pen, person.domicile, cell, place, field);

  const outline = cell(0, 0, place.width, rows.length);
  pen.line(outline.x + column.items, outline.y, outline.x + column.items, outline.y + outline.h);
  pen.add({ op: 'rect', ...outline, stroke: rules.thick, fill: null });
}

type Cell = (row: number, from: number, to: number, rowsHigh?: number) => Box;
type FieldName = (name: string) => string;

function cellsOf({ x, y }: PersonBlockPlace): Cell {
  return (row, from, to, rowsHigh = 1) => ({
    x: x + from,
    y: round(y + sum(rows.slice(0, row))),
    w: to - from,
    h: round(sum(rows.slice(row, row + rowsHigh))),
  });
}

function drawThird(
  pen: SheetPen,
  cell: Cell,
  row: number,
  index: number,
  width: number,
  caption: string,
  field: string,
  text: string,
): void {
  const from = thirds[index] ?? 0;
  const to = thirds[index + 1] ?? width;
  pen.caption(caption, cell(row, from, from + thirdCaption));
  pen.value(field, text, cell(row, from + thirdCaption, to));
}

function drawDomicile(
  pen: SheetPen,
  domicile: ResidenceRecordPerson['domicile'],
  cell: Cell,
  { width }: PersonBlockPlace,
  field: FieldName,
): void {
  pen.caption('本籍', cell(5, column.items, column.name));
  pen.value(
    field('domicile.place'),
    shownText(domicile, ({ place }) => place),
    cell(5, column.name, width),
  );
  pen.caption('筆頭者', cell(6, column.items, column.name));
  pen.value(
    field('domicile.headOfRegister'),
    shownText(domicile, ({ headOfRegister }) => headOfRegister),
    cell(6, column.name, width),
  );
}

function drawResidenceStatus(
  pen: SheetPen,
  person: ResidenceRecordPerson,
  cell: Cell,
  { width, masked }: PersonBlockPlace,
  field: FieldName,
): void {
  const { nationality, residenceStatus } = person;
  drawThird(
    pen,
    cell,
    5,
    0,
    width,
    '国籍・地域',
    field('nationality'),
    shownText(nationality, (value) => value),
  );
  pen.caption('在留資格', cell(5, thirds[1], thirds[1] + thirdCaption));
  pen.value(
    field('residenceStatus.status'),
    shownText(residenceStatus, ({ status }) => status),
    cell(5, thirds[1] + thirdCaption, width),
  );
  const items = [
    ['在留期間等', 'period', shownText(residenceStatus, ({ period }) => period)],
    ['在留期間の満了の日', 'until', shownText(residenceStatus, ({ until }) => dateText(until, masked))],
    ['在留カード等の番号', 'cardNumber', shownText(residenceStatus, ({ cardNumber }) => cardNumber)],
  ] as const;
  for (const [index, [caption, name, text]] of items.entries())
    drawThird(pen, cell, 6, index, width, caption, field(`residenceStatus.${name}`), text);
}

function orBlank(text: string | null): string {
  return text === null || text.trim() === '' ? blank : text;
}

export function shownText<T>(item: Shown<T>, text: (value: T) => string): string {
  if (!item.shown) return leftOut;
  return item.value === null ? blank : orBlank(text(item.value));
}

function sexText(sex: ResidenceRecordPerson['sex']): string {
  return sex === null ? blank : { male: '男', female: '女' }[sex];
}

function dateText(date: IsoDate | null, masked: boolean): string {
  return date === null ? blank : maskDigits(eraDate(date), masked);
}

/** Residence cards carry western dates, and so does the record of foreign residents: 1990年4月1日. */
function westernDate(date: IsoDate, masked: boolean): string {
  const [year, month, day] = date.split('-').map(Number);
  return maskDigits(`${year ?? ''}年${month ?? ''}月${day ?? ''}日`, masked);
}

function maskDigits(text: string, masked: boolean): string {
  return masked ? text.replace(/\d/g, '●') : text;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
