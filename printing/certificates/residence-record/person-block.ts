import type { Box } from '../../fonts/glyph-path.ts';
import { sizes } from '../sheet-pen.ts';
import type { SheetPen } from '../sheet-pen.ts';
import type { PersonText, PersonTexts } from './person-texts.ts';
import type { ResidenceRecordPerson } from './residence-record-data.ts';

/** Heights of the rows of a person, mm. */
const rows = {
  /** Reading, name, and former name or alias. */
  names: [5.2, 8.4, 5.6],
  /** With the reading of the former name above it; no higher, so that four persons have room on a sheet all the same. */
  namesWithFormerReading: [4.6, 6, 4, 4.6],
  days: 5.6,
  /** Of the former address; that within the municipality has one more. */
  address: 6.8,
  belonging: [6.8, 5.6],
} as const;

/** mm; higher where the former address within the municipality has a row. */
export function personBlockHeight({
  formerNameReading,
  previousAddressWithin,
}: Pick<ResidenceRecordPerson, 'formerNameReading' | 'previousAddressWithin'>): number {
  return sum(rowsWith(formerNameReading !== undefined, previousAddressWithin !== undefined));
}

function rowsWith(formerReading: boolean, within: boolean): readonly number[] {
  const names = formerReading ? rows.namesWithFormerReading : rows.names;
  const addresses = within ? [rows.address, rows.address] : [rows.address];
  return [...names, rows.days, ...addresses, ...rows.belonging];
}

/** Distances from the block's left edge, mm. The rows share them, so that the rules run straight through. */
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
/** Statuses are long, and their caption is short. */
const statusCaption = 15;

export interface PersonBlockPlace {
  /** Top left corner and width, mm. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The person's number in the document, from 1. */
  readonly number: number;
}

/** One person of a 世帯連記式 as a ruled block, as high as `personBlockHeight` says. */
export function drawPersonBlock(pen: SheetPen, texts: PersonTexts, place: PersonBlockPlace): void {
  const { width } = place;
  const { formerNameReading, previousAddressWithin: within } = texts;
  const heights = rowsWith(formerNameReading !== null, within !== null);
  const cell = cellsOf(place, heights);
  const draw: DrawCell = ({ field, caption, text }, row, [from, value, to], size, align) => {
    pen.caption(caption, cell(row, from, value));
    pen.value(field, text, cell(row, value, to), size, align);
  };
  const { items, name, right, rightValue, sexValue, relation, relationValue } = column;

  pen.text('number', String(place.number), cell(0, 0, items, heights.length), sizes.body, 'center');
  draw(texts.kana, 0, [items, name, right], 3);
  draw(texts.sex, 0, [right, sexValue, relation], 3, 'center');
  draw(texts.relationship, 0, [relation, relationValue, width], 3, 'center');
  draw(texts.name, 1, [items, name, right], sizes.name);
  draw(texts.birthDate, 1, [right, rightValue, width]);
  if (formerNameReading) draw(formerNameReading, 2, [items, name, width], 3);
  const other = formerNameReading ? 3 : 2;
  draw(texts.otherName, other, [items, name, right]);
  draw(texts.myNumber, other, [right, rightValue, width]);
  drawThirds(draw, texts.days, other + 1, width);
  draw(texts.previousAddress, other + 2, [items, name, width]);
  if (within) draw(within, other + 3, [items, name, width]);
  drawBelonging(draw, texts.belonging, { first: heights.length - 2, width });

  const outline = cell(0, 0, width, heights.length);
  pen.line(outline.x + items, outline.y, outline.x + items, outline.y + outline.h);
  pen.outline(outline);
}

/** @param columns where caption, value and the next cell begin, mm from the block's left edge */
type DrawCell = (
  item: PersonText,
  row: number,
  columns: readonly [from: number, value: number, to: number],
  size?: number,
  align?: 'left' | 'center',
) => void;

function drawThirds(draw: DrawCell, texts: readonly PersonText[], row: number, width: number): void {
  for (const [index, text] of texts.entries()) {
    const from = thirds[index] ?? 0;
    draw(text, row, [from, from + thirdCaption, thirds[index + 1] ?? width]);
  }
}

function drawBelonging(
  draw: DrawCell,
  texts: PersonTexts['belonging'],
  /** The first of the last two rows, and the width of the block, mm. */
  { first: row, width }: { readonly first: number; readonly width: number },
): void {
  const { items, name } = column;
  if (texts.foreign) {
    const [first, second, third] = thirds;
    draw(texts.nationality, row, [first, first + thirdCaption, second]);
    if (texts.category === null) draw(texts.status, row, [second, second + thirdCaption, width]);
    else {
      draw(texts.category, row, [second, second + thirdCaption, third]);
      draw(texts.status, row, [third, third + statusCaption, width]);
    }
    drawThirds(draw, [texts.period, texts.until, texts.cardNumber], row + 1, width);
  } else {
    draw(texts.place, row, [items, name, width]);
    draw(texts.headOfRegister, row + 1, [items, name, width]);
  }
}

function cellsOf(
  { x, y }: PersonBlockPlace,
  heights: readonly number[],
): (row: number, from: number, to: number, high?: number) => Box {
  return (row, from, to, high = 1) => ({
    x: x + from,
    y: round(y + sum(heights.slice(0, row))),
    w: to - from,
    h: round(sum(heights.slice(row, row + high))),
  });
}

function sum(numbers: readonly number[]): number {
  return round(numbers.reduce((total, each) => total + each, 0));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
