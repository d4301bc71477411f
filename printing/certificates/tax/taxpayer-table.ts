import { frame } from '../foot.ts';
import { dateText } from '../shown-text.ts';
import type { SheetPen } from '../sheet-pen.ts';
import type { TaxPage } from './tax-page.ts';
import { fiscalYearText, taxDayText } from './tax-year.ts';

/** mm */
export const captionSize = 3;
const top = 28;
const height = { person: 10, address: 11.5 } as const;
const caption = 36;
const birth = { caption: 110, value: 134 } as const;
const afterTable = 4;
const titleBox = { x: 12, y: frame.title - 7.66, w: 186, h: 10 } as const;

/** Closes every tax certificate. */
export const certification = '上記のとおり相違ないことを証明する。';

/** Title with the fiscal year, and who is taxed. @returns where the next table begins, mm */
export function drawTaxpayer(pen: SheetPen, page: TaxPage, title: string): number {
  const masked = page.head.masked === true;
  // Set narrower when it is long; its baseline is frame.title.
  pen.text('title', `${fiscalYearText(page.fiscalYear)}　${title}`, titleBox, 7, 'center');
  const person = { y: top, h: height.person };
  const address = { y: top + height.person, h: height.address };
  const left = frame.left;
  pen.caption('氏名', { x: left, w: caption, ...person }, captionSize);
  pen.value('name', page.name, { x: left + caption, w: birth.caption - caption, ...person }, 4.6);
  pen.caption(
    '生年月日',
    { x: left + birth.caption, w: birth.value - birth.caption, ...person },
    captionSize,
  );
  const born = { x: left + birth.value, w: frame.width - birth.value, ...person };
  pen.value('birthDate', dateText(page.birthDate, masked), born, 3.8);
  const where = ['住所', `（${taxDayText(page.fiscalYear)}現在）`];
  pen.caption(where, { x: left, w: caption, ...address }, captionSize);
  pen.value('address', page.address, { x: left + caption, w: frame.width - caption, ...address }, 4);
  pen.outline({ x: left, y: top, w: frame.width, h: height.person + height.address });
  return top + height.person + height.address + afterTable;
}
