import { z } from 'zod';
import { registerDateSchema } from '../../../shared/register-date.ts';
import { err } from '../../../shared/result.ts';
import type { PlaceOnPage } from '../../paper/place.ts';
import type { SealImage, SealRegistrationData } from '../data.ts';
import { drawEndOfContent, drawFoot, frame } from '../foot.ts';
import type { CertificateLayout, DocumentHead, SheetHead } from '../layout.ts';
import { maskAddress, maskDate, maskName, maskPresent, noDocumentNumber } from '../masking.ts';
import { drawPage, unprintable, withRoom } from '../page-drawing.ts';
import type { Paint } from '../page-drawing.ts';
import { sheetHead, sheetHeadSchema } from '../sheet-head.ts';
import type { SheetPen } from '../sheet-pen.ts';
import { dateText, orBlank, westernDate } from '../shown-text.ts';
import { heightOf, imprintPath, sealImageSchema } from './imprint.ts';

/** What the one sheet's front shows. Without an image only where it did not fit into the code. */
export interface SealRegistrationPage extends Omit<SealRegistrationData, keyof DocumentHead | 'seal'> {
  readonly head: SheetHead;
  readonly seal: SealImage | null;
}

const title = '印鑑登録証明書';

/** mm */
const table = { top: 38, imprint: 64, captionHeight: 9, caption: 30, captionSize: 3.4 } as const;
const rows = { name: 24, otherName: 20, birthDate: 18, address: 30 } as const;
const height = Object.values(rows).reduce((sum, each) => sum + each, 0);
/** The ruled field of the imprint, and the white space kept around it. */
const field = {
  x: frame.left,
  y: table.top + table.captionHeight,
  w: table.imprint,
  h: height - table.captionHeight,
} as const;
const aroundImprint = 6;

/** 印鑑登録証明書, with the imprint at its true size. Sex is not shown. */
export const sealRegistrationLayout: CertificateLayout<SealRegistrationData, SealRegistrationPage> = {
  title: () => title,
  pageSchema: z.strictObject({
    head: sheetHeadSchema,
    name: z.string(),
    otherName: z.string().nullable(),
    birthDate: registerDateSchema,
    foreign: z.boolean(),
    address: z.string(),
    seal: sealImageSchema.nullable(),
  }),
  /** @throws RangeError when the image is broken or has no ink */
  paginate(data, font) {
    const { name, otherName, birthDate, foreign, address, seal } = data;
    const refusal = unprintable(data, font);
    if (refusal !== null) return err(refusal);
    const head = sheetHead(data, 1, 1);
    return withRoom([{ head, name, otherName, birthDate, foreign, address, seal }], font, paint);
  },
  draw: (page, font) => drawPage(page, font, paint),
  mask: (data) => ({
    ...data,
    documentNumber: noDocumentNumber,
    name: maskName(data.name),
    otherName: maskPresent(data.otherName, maskName),
    birthDate: maskDate(data.birthDate),
    address: maskAddress(data.address, data),
    seal: dot,
    masked: true,
  }),
  lighten: (page) => ({
    page: { ...page, seal: null },
    omitted: page.seal === null ? [] : [imprintPlace(page.seal)],
  }),
};

/** No preview shows an imprint: a seal could be cut from a photograph of the screen. */
const dot: SealImage = { widthPx: 1, heightPx: 1, widthMm: 8, bits: 'gA==' };

const paint: Paint<SealRegistrationPage> = (pen, page, font) => {
  pen.label(title, 105, frame.title, 7, 'center');
  const { x, y, w, h } = field;
  pen.caption('登録印影', { x, y: table.top, w, h: table.captionHeight }, table.captionSize);
  drawImprint(pen, page);
  drawItems(pen, page);
  pen.line(x + w, table.top, x + w, y + h);
  pen.outline({ x: frame.left, y: table.top, w: frame.width, h: height });
  drawEndOfContent(pen, page.head, table.top + height);
  drawFoot(pen, page.head, 'この写しは、登録された印影と相違ないことを証明します。', font);
};

function drawImprint(pen: SheetPen, { head, seal }: SealRegistrationPage): void {
  if (head.masked) {
    const lines = { ...field, y: field.y + field.h / 2 - 6, h: 12 };
    pen.text('seal', '（印影は、確認画面には表示しません。）', lines, 3);
  } else if (seal !== null) {
    const place = imprintPlace(seal);
    if (place.h > field.h - 2 * aroundImprint) pen.noRoom('seal');
    else pen.add({ op: 'path', d: imprintPath(seal, place), color: 'black' });
  }
}

/** In the middle of its field, in whole hundredths, as the codes carry it. */
function imprintPlace(seal: SealImage): PlaceOnPage {
  const w = Math.ceil(seal.widthMm * 100) / 100;
  const h = Math.ceil(heightOf(seal) * 100) / 100;
  const [x, y] = [field.x + (field.w - w) / 2, field.y + (field.h - h) / 2];
  return { x: Math.round(x * 100) / 100, y: Math.round(y * 100) / 100, w, h };
}

function drawItems(pen: SheetPen, page: SealRegistrationPage): void {
  const masked = page.head.masked === true;
  const birthDate = (page.foreign ? westernDate : dateText)(page.birthDate, masked);
  const items = [
    ['name', '氏名', page.name, 5.4],
    ['otherName', page.foreign ? '通称' : '旧氏', orBlank(page.otherName), 4.6],
    ['birthDate', '生年月日', birthDate, 4.6],
    ['address', '住所', page.address, 4.6],
  ] as const;
  let y: number = table.top;
  for (const [name, caption, text, size] of items) {
    const h = rows[name];
    const x = frame.left + table.imprint;
    pen.caption(caption, { x, y, w: table.caption, h }, table.captionSize);
    const value = { x: x + table.caption, y, w: frame.width - table.imprint - table.caption, h };
    pen.value(name, text, value, size);
    y += h;
  }
}
