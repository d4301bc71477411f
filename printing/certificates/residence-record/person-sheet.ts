import type { Box } from '../../fonts/glyph-path.ts';
import { frame } from '../foot.ts';
import { blank } from '../shown-text.ts';
import type { SheetPen } from '../sheet-pen.ts';
import type { PersonText, PersonTexts } from './person-texts.ts';

/** mm */
const captionWidth = 32;
const half = frame.width / 2;
const height = { kana: 9.5, name: 17, row: 12, address: 16, columnCaption: 7, columnValue: 11 } as const;
const size = { caption: 3.4, kana: 3.8, name: 6, body: 4.2 } as const;

/**
 * One person of a 個人票: the same items as the other form, larger, on a whole sheet, with 備考 down to `bottom`.
 * @param top mm
 * @param bottom mm
 */
export function drawPersonSheet(pen: SheetPen, texts: PersonTexts, top: number, bottom: number): void {
  let y = top;
  const row = (high: number, ...items: readonly (readonly [PersonText, number, number, number?])[]) => {
    for (const [item, from, to, big] of items) {
      pen.caption(item.caption, box(from, y, captionWidth, high), size.caption);
      pen.value(
        item.field,
        item.text,
        box(from + captionWidth, y, to - from - captionWidth, high),
        big ?? size.body,
      );
    }
    y += high;
  };
  const columns = (items: readonly PersonText[]) => {
    const width = frame.width / items.length;
    for (const [index, item] of items.entries()) {
      pen.caption(item.caption, box(index * width, y, width, height.columnCaption), size.caption);
      const value = box(index * width, y + height.columnCaption, width, height.columnValue);
      pen.value(item.field, item.text, value, size.body, 'center');
    }
    y += height.columnCaption + height.columnValue;
  };

  row(height.kana, [texts.kana, 0, frame.width, size.kana]);
  row(height.name, [texts.name, 0, frame.width, size.name]);
  if (texts.formerNameReading) row(height.kana, [texts.formerNameReading, 0, frame.width, size.kana]);
  row(height.row, [texts.otherName, 0, frame.width]);
  row(height.row, [texts.birthDate, 0, half], [texts.sex, half, frame.width]);
  row(height.row, [texts.relationship, 0, half], [texts.myNumber, half, frame.width]);
  columns(texts.days);
  row(height.address, [texts.previousAddress, 0, frame.width]);
  if (texts.previousAddressWithin) row(height.address, [texts.previousAddressWithin, 0, frame.width]);
  if (texts.belonging.foreign) {
    const { nationality, category, status, period, until, cardNumber } = texts.belonging;
    if (category === null) row(height.row, [nationality, 0, half], [status, half, frame.width]);
    else {
      row(height.row, [nationality, 0, half], [category, half, frame.width]);
      row(height.row, [status, 0, frame.width]);
    }
    columns([period, until, cardNumber]);
  } else {
    row(height.address, [texts.belonging.place, 0, frame.width]);
    row(height.row, [texts.belonging.headOfRegister, 0, frame.width]);
  }
  const remarks = { field: 'remarks', caption: '備考', text: blank };
  row(bottom - y, [remarks, 0, frame.width]);
  pen.outline(box(0, top, frame.width, bottom - top));
}

function box(from: number, y: number, w: number, h: number): Box {
  return { x: frame.left + from, y, w, h };
}
