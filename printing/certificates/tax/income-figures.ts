import type { IncomeFigures, LabelledYen } from '../data.ts';
import { frame } from '../foot.ts';
import { maskDigits } from '../masking.ts';
import type { SheetPen } from '../sheet-pen.ts';
import { drawCircumstances, heightOfCircumstances } from './circumstances-table.ts';
import { captionSize } from './taxpayer-table.ts';
import { yenText } from './yen-text.ts';

/** mm */
const header = 6.5;
const row = { least: 4.9, most: 8 } as const;
const half = frame.width / 2;
/** Of a half; of a whole line twice as much. */
const label = 54;
const size = 3.4;
const afterTable = 4;
const dependants = { caption: 36, height: 7.5, across: 4, rows: 3, count: 12 } as const;

interface Sums {
  readonly field: 'incomes' | 'deductions';
  readonly x: number;
  readonly w: number;
  readonly caption: string;
  readonly items: readonly LabelledYen[];
  readonly total: readonly [field: string, caption: string, yen: number];
}

/** What a tax certificate shows of somebody's income; a block that it does not have is left out. */
export interface ShownFigures {
  readonly incomes?: Pick<IncomeFigures, 'incomes' | 'totalIncome'>;
  readonly deductions?: Pick<IncomeFigures, 'deductions' | 'totalDeductions'>;
  /** Whom the taxpayer maintains. */
  readonly family?: Pick<IncomeFigures, 'circumstances' | 'dependants'>;
}

interface FiguresPlace {
  readonly top: number;
  /** The lowest point where they may end, mm; what needs more counts as too long. */
  readonly room: number;
  readonly incomeYear: string;
  readonly masked: boolean;
}

/**
 * Incomes and deductions side by side, with their totals, and below whom the taxpayer maintains.
 * @returns where they end, mm
 */
export function drawFigures(pen: SheetPen, figures: IncomeFigures, place: FiguresPlace): number {
  return drawShownFigures(pen, { incomes: figures, deductions: figures, family: figures }, place);
}

/** The same with blocks left out: incomes or deductions alone take the whole width. @returns where they end, mm */
export function drawShownFigures(pen: SheetPen, shown: ShownFigures, place: FiguresPlace): number {
  const { incomes, deductions, family } = shown;
  const tables = sumsOf(shown, place.incomeYear);
  let end = place.top;
  if (tables.length > 0) {
    const below = family === undefined ? 0 : afterTable + heightOfFamily(family);
    const lines = Math.max(1, ...tables.map(({ items }) => items.length));
    const height = Math.min(row.most, (place.room - below - place.top - header) / (lines + 1));
    if (height < row.least) {
      pen.noRoom((incomes?.incomes.length ?? 0) < lines ? 'deductions' : 'incomes');
      return place.top;
    }
    for (const sums of tables) drawSums(pen, sums, { top: place.top, lines, height, masked: place.masked });
    end = place.top + header + (lines + 1) * height;
    if (incomes && deductions) pen.line(frame.left + half, place.top, frame.left + half, end, 0.4);
    pen.outline({ x: frame.left, y: place.top, w: frame.width, h: end - place.top });
  }
  if (family === undefined) return end;
  const top = tables.length > 0 ? end + afterTable : place.top;
  const { circumstances } = family;
  return circumstances === undefined
    ? drawDependants(pen, family, top, place.masked)
    : drawCircumstances(pen, circumstances, top, place.masked);
}

function sumsOf({ incomes, deductions }: ShownFigures, incomeYear: string): readonly Sums[] {
  const w = incomes && deductions ? half : frame.width;
  return [
    ...(incomes
      ? [
          {
            ...{ field: 'incomes' as const, x: frame.left, w },
            caption: `所得の種類（${incomeYear}）`,
            items: incomes.incomes,
            total: ['totalIncome', '合計所得金額', incomes.totalIncome] as const,
          },
        ]
      : []),
    ...(deductions
      ? [
          {
            ...{ field: 'deductions' as const, x: frame.left + frame.width - w, w },
            caption: '所得控除の種類',
            items: deductions.deductions,
            total: ['totalDeductions', '所得控除合計', deductions.totalDeductions] as const,
          },
        ]
      : []),
  ];
}

/** @param at lines: as many as the longer list has, so that the totals are side by side */
function drawSums(
  pen: SheetPen,
  { field, x, w, caption, items, total }: Sums,
  at: { readonly top: number; readonly lines: number; readonly height: number; readonly masked: boolean },
): void {
  const labelled = (label * w) / half;
  const labels = { x, w: labelled };
  const sums = { x: x + labelled, w: w - labelled };
  const line = (index: number) => ({ y: at.top + header + index * at.height, h: at.height });
  pen.caption(caption, { ...labels, y: at.top, h: header }, captionSize);
  pen.caption('金額（円）', { ...sums, y: at.top, h: header }, captionSize);
  for (let index = 0; index < at.lines; index++) {
    const item = items[index];
    const name = `${field}.${index}`;
    if (item !== undefined) {
      pen.value(`${name}.label`, item.label, { ...labels, ...line(index) }, size);
      pen.value(`${name}.yen`, yenText(item.yen, at.masked), { ...sums, ...line(index) }, size, 'right');
    } else if (index === items.length) {
      // So that nobody can add a line to the list.
      const rest = { x, w, y: line(index).y, h: (at.lines - index) * at.height };
      pen.value(name, items.length === 0 ? '該当なし' : '以下余白', rest, size, 'center');
    }
  }
  const [totalField, totalCaption, yen] = total;
  pen.caption(totalCaption, { ...labels, ...line(at.lines) }, size);
  pen.value(totalField, yenText(yen, at.masked), { ...sums, ...line(at.lines) }, size, 'right');
}

/** mm */
export function heightOfFamily(figures: Pick<IncomeFigures, 'circumstances' | 'dependants'>): number {
  return figures.circumstances === undefined
    ? dependantRows(figures) * dependants.height
    : heightOfCircumstances;
}

function dependantRows({ dependants: all = [] }: Pick<IncomeFigures, 'dependants'>): number {
  return Math.max(1, Math.ceil(all.length / dependants.across));
}

function drawDependants(
  pen: SheetPen,
  figures: Pick<IncomeFigures, 'dependants'>,
  top: number,
  masked: boolean,
): number {
  const { caption, height, across, rows, count } = dependants;
  const lines = dependantRows(figures);
  if (lines > rows) pen.noRoom('dependants');
  const box = { x: frame.left, y: top, h: lines * height };
  pen.caption('扶養親族等の人数', { ...box, w: caption }, captionSize);
  const values = { ...box, x: frame.left + caption, w: frame.width - caption };
  const all = figures.dependants ?? [];
  if (all.length === 0) pen.value('dependants', '該当なし', values, size);
  const width = values.w / across;
  for (const [index, { label: name, count: persons }] of all.entries()) {
    const cell = {
      x: values.x + (index % across) * width,
      y: top + Math.floor(index / across) * height,
      h: height,
    };
    pen.value(`dependants.${index}.label`, name, { ...cell, w: width - count }, captionSize);
    const text = maskDigits(`${persons}人`, masked);
    const number = { ...cell, x: cell.x + width - count, w: count };
    pen.value(`dependants.${index}.count`, text, number, size, 'center');
  }
  pen.outline({ ...box, w: frame.width });
  return top + box.h;
}
