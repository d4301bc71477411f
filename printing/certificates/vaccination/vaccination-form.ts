import { isWorded, type RegisterDate, type WordedDate } from '../../../shared/register-date.ts';
import type { Box } from '../../fonts/glyph-path.ts';
import { frame } from '../foot.ts';
import { maskDigits } from '../masking.ts';
import { captionFill, rules, sizes } from '../sheet-pen.ts';
import type { SheetPen } from '../sheet-pen.ts';
import { dateText, orBlank } from '../shown-text.ts';
import type { VaccinationPage } from './vaccination-page.ts';

/** mm */
const captionWidth = 52;
const row = { domestic: 11, travel: 10 } as const;
const table = { gap: 5, captions: 8, dose: { domestic: 9, travel: 10, inBothLetters: 12 } } as const;
/** Distances from the frame's left edge, mm. */
const columns = [
  { from: 0, to: 16, ja: '回数', en: 'Dose' },
  { from: 16, to: 58, ja: '接種年月日', en: 'Date of vaccination' },
  { from: 58, to: 106, ja: 'ワクチンの製品名', en: 'Vaccine product' },
  { from: 106, to: 148, ja: '製造販売業者', en: 'Manufacturer' },
  { from: 148, to: 180, ja: '製造番号', en: 'Lot number' },
] as const;

type Form = 'domestic' | 'travel';

/** Where the form ends, from its top, mm. */
export function vaccinationFormHeight(page: VaccinationPage): number {
  const form = page.travel === null ? 'domestic' : 'travel';
  return items[form] * row[form] + table.gap + table.captions + page.doses.length * doseHeight(page);
}

/** Where product and maker stand in both letters, each has two lines of its own. */
function doseHeight({ travel, doses }: VaccinationPage): number {
  if (doses.some(({ latin }) => latin !== undefined)) return table.dose.inBothLetters;
  return table.dose[travel === null ? 'domestic' : 'travel'];
}

/** Rows above the table. */
const items = { domestic: 2, travel: 5 } as const;

/**
 * Person and doses; on the form for travel every caption is in both languages.
 * @param top mm
 */
export function drawVaccinationForm(pen: SheetPen, page: VaccinationPage, top: number): void {
  const form: Form = page.travel === null ? 'domestic' : 'travel';
  const masked = page.head.masked === true;
  let y = top;
  for (const { field, ja, en, text, size } of itemsOf(page, masked)) {
    const box = (from: number, to: number): Box => ({ x: frame.left + from, y, w: to - from, h: row[form] });
    caption(pen, form, ja, en, box(0, captionWidth));
    pen.value(field, text, box(captionWidth, frame.width), size);
    y += row[form];
  }
  pen.outline({ x: frame.left, y: top, w: frame.width, h: y - top });
  y += table.gap;
  const tableTop = y;
  for (const { from, to, ja, en } of columns)
    caption(pen, form, ja, en, { x: frame.left + from, y, w: to - from, h: table.captions });
  y += table.captions;
  for (const dose of page.doses) {
    drawDose(pen, dose, { y, h: doseHeight(page), form, masked });
    y += doseHeight(page);
  }
  pen.outline({ x: frame.left, y: tableTop, w: frame.width, h: y - tableTop });
}

function drawDose(
  pen: SheetPen,
  { number, date, product, maker, latin, lot }: VaccinationPage['doses'][number],
  {
    y,
    h,
    form,
    masked,
  }: { readonly y: number; readonly h: number; readonly form: Form; readonly masked: boolean },
): void {
  const field = `doses.${number - 1}`;
  const cells = [
    ['number', form === 'travel' ? String(number) : `${number}回目`, 'center'],
    ['date', dateText(date, masked), 'left'],
    ['product', orBlank(product), 'left'],
    ['maker', orBlank(maker), 'left'],
    ['lot', orBlank(lot), 'left'],
  ] as const;
  for (const [index, { from, to }] of columns.entries()) {
    const [name, text, align] = cells[index] ?? ['', '', 'left'];
    const box = { x: frame.left + from, y, w: to - from, h };
    const latinText = {
      date: form === 'travel' ? maskDigits(date, masked) : undefined,
      product: latin?.product,
      maker: latin?.maker,
    };
    const above = name === 'date' || name === 'product' || name === 'maker' ? latinText[name] : undefined;
    if (above !== undefined) {
      // As the world writes it, and below as Japan does.
      pen.add({ op: 'rect', ...box, stroke: rules.thin, fill: null });
      const half = { ...box, h: box.h / 2 };
      const place = name === 'date' ? field : `${field}.${name}`;
      pen.text(place, above, { ...half, y: y + 0.4 }, sizes.body);
      pen.text(place, text, { ...half, y: y + half.h - 0.2 }, sizes.caption + 0.3);
    } else pen.value(`${field}.${name}`, text, box, sizes.body, align);
  }
}

function itemsOf({ name, birthDate, travel }: VaccinationPage, masked: boolean) {
  const item = (field: string, ja: string, en: string, text: string, size = 4.2) => ({
    field,
    ja,
    en,
    text: orBlank(text),
    size,
  });
  if (travel === null)
    return [
      item('name', '氏名', '', name, 5),
      item('birthDate', '生年月日', '', dayText(birthDate, 'domestic', masked)),
    ];
  return [
    item('name', '氏名', 'Name', name, 5),
    item('travel.latinName', '氏名（ローマ字）', 'Name in Latin letters', travel.latinName, 5),
    item('birthDate', '生年月日', 'Date of birth', dayText(birthDate, 'travel', masked)),
    item('travel.nationality', '国籍・地域', 'Nationality / region', travel.nationality),
    item('travel.passportNumber', '旅券番号', 'Passport number', travel.passportNumber),
  ];
}

function caption(pen: SheetPen, form: Form, ja: string, en: string, box: Box): void {
  if (form === 'domestic') {
    pen.caption(ja, box, 3);
    return;
  }
  pen.add({ op: 'rect', ...box, stroke: rules.thin, fill: captionFill });
  const half = { ...box, h: box.h / 2 };
  pen.text(ja, ja, { ...half, y: box.y + 0.5 }, 2.9, 'center');
  pen.text(en, en, { ...half, y: box.y + box.h / 2 - 0.3 }, sizes.caption, 'center');
}

/** 令和3年6月10日; for travel with the day as the world writes it (ISO 8601). */
function dayText(date: RegisterDate, form: Form, masked: boolean): string {
  const era = dateText(date, masked);
  const iso = isWorded(date) ? travelDay(date) : date;
  return form === 'domestic' || iso === null ? era : `${maskDigits(iso, masked)}（${era}）`;
}

/** 1945-08-XX: a passport has X for what is not known of a birth (ICAO 9303). */
function travelDay({ known }: WordedDate): string | null {
  return known === null ? null : `${known}-XX-XX`.slice(0, '1945-08-XX'.length);
}
