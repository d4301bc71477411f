import type { Box } from '../../fonts/glyph-path.ts';
import { frame } from '../foot.ts';
import { sizes } from '../sheet-pen.ts';
import type { SheetPen } from '../sheet-pen.ts';
import { blank, dateText, orBlank } from '../shown-text.ts';
import type { AddressesPiece } from './addresses-page.ts';

/** mm */
const high = { reading: 5.4, person: 9, captions: 4.8, address: 8.4 } as const;
/** Distances from the frame's left edge, mm. */
const column = {
  caption: 24,
  name: 92,
  bornCaption: 112,
  born: 150,
  sexCaption: 162,
  number: 10,
  address: 138,
} as const;

/** mm */
export function addressesBlockHeight({ facts, addresses }: AddressesPiece): number {
  return readingHeight(facts) + high.person + high.captions + Math.max(1, addresses.length) * high.address;
}

function readingHeight(facts: AddressesPiece['facts']): number {
  return facts?.nameReading === undefined ? 0 : high.reading;
}

export interface AddressesBlockPlace {
  /** Top, mm. */
  readonly y: number;
  /** 名, or 氏名 where the register's head is left out. */
  readonly nameCaption: string;
  readonly masked: boolean;
}

/** One person of a 戸籍の附票 with their addresses, as a ruled block across the whole frame. */
export function drawAddressesBlock(
  pen: SheetPen,
  { number, name, facts, firstAddress, addresses }: AddressesPiece,
  { y: top, nameCaption, masked }: AddressesBlockPlace,
): void {
  const field = `persons.${number - 1}`;
  const y = top + readingHeight(facts);
  const row = (from: number, to: number, rowTop: number, h: number): Box => ({
    x: frame.left + from,
    y: rowTop,
    w: to - from,
    h,
  });
  const person = (from: number, to: number) => row(from, to, y, high.person);

  if (facts?.nameReading !== undefined) {
    pen.caption(`${nameCaption}の振り仮名`, row(0, column.caption, top, high.reading));
    const reading = row(column.caption, frame.width, top, high.reading);
    pen.value(`${field}.nameReading`, orBlank(facts.nameReading), reading, 3);
  }

  pen.caption(nameCaption, person(0, column.caption));
  if (facts === null) {
    pen.value(
      `${field}.name`,
      `${orBlank(name)}（前の用紙からの続き）`,
      person(column.caption, frame.width),
      sizes.name,
    );
  } else {
    const nameRight = facts.removed ? column.name - 16 : column.name;
    pen.value(`${field}.name`, orBlank(name), person(column.caption, nameRight), sizes.name);
    if (facts.removed) drawRemoved(pen, person(nameRight, column.name));
    pen.caption('生年月日', person(column.name, column.bornCaption));
    pen.value(
      `${field}.birthDate`,
      dateText(facts.birthDate, masked),
      person(column.bornCaption, column.born),
    );
    pen.caption('性別', person(column.born, column.sexCaption));
    const sex = facts.sex === null ? blank : { male: '男', female: '女' }[facts.sex];
    pen.value(`${field}.sex`, sex, person(column.sexCaption, frame.width), sizes.body, 'center');
  }

  const captions = y + high.person;
  pen.caption('番号', row(0, column.number, captions, high.captions));
  pen.caption('住所', row(column.number, column.address, captions, high.captions));
  pen.caption('住所を定めた年月日', row(column.address, frame.width, captions, high.captions));
  const rows = addresses.length > 0 ? addresses : [{ address: '', since: null }];
  for (const [index, { address, since }] of rows.entries()) {
    const line = captions + high.captions + index * high.address;
    const at = firstAddress + index;
    pen.value('number', String(at), row(0, column.number, line, high.address), 3, 'center');
    pen.value(
      `${field}.addresses.${at - 1}.address`,
      orBlank(address),
      row(column.number, column.address, line, high.address),
    );
    pen.value(
      `${field}.addresses.${at - 1}.since`,
      dateText(since, masked),
      row(column.address, frame.width, line, high.address),
    );
  }
  const outline = row(0, frame.width, top, captions - top + high.captions + rows.length * high.address);
  pen.outline(outline);
}

/** 除籍, in a frame of its own. */
function drawRemoved(pen: SheetPen, box: Box): void {
  pen.line(box.x, box.y, box.x + box.w, box.y);
  const inner = { x: box.x + 1.5, y: box.y + 1.6, w: box.w - 3, h: box.h - 3.2 };
  pen.outline(inner);
  pen.text('removed', '除籍', inner, 3.8, 'center');
}
