import { japanDateTime } from '../../shared/dates.ts';
import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import type { DaySlipData } from '../../shared/printers.ts';
import { loadMincho, type MinchoFont } from '../fonts/mincho.ts';
import { renderSheet } from '../pdf/render-sheet.ts';
import { inDigits } from '../receipts/slip-markup.ts';
import { daySections, dayWords } from '../receipts/day-rows.ts';

/** mm */
const page = { width: 210, height: 297, left: 22, right: 188, top: 26, bottom: 278 } as const;
const columns = { count: 150, amount: page.right } as const;
const size = { title: 7, heading: 4.6, text: 3.8 } as const;
const lineHeight = 6.2;

interface Line {
  readonly of: 'title' | 'heading' | 'row';
  readonly text: string;
  /** Empty where a row has none. */
  readonly count: string;
  readonly amount: string;
}

/**
 * A closing on A4, in Japanese with the English beside it, for the operator's files.
 * @throws what `font` throws: without its font the kiosk prints nothing at all
 */
export async function dayPdf(
  slip: DaySlipData,
  font: () => Promise<MinchoFont> = loadMincho,
): Promise<Uint8Array> {
  return renderSheet(dayPages(slip), await font(), dayWords.title.ja);
}

export function dayPages(slip: DaySlipData): readonly PageDrawing[] {
  const pages: DrawOp[][] = [];
  let y: number = page.bottom;
  for (const line of linesOf(slip)) {
    const height = line.of === 'row' ? lineHeight : lineHeight * 2;
    // A heading stays with the first row below it.
    const needed = line.of === 'heading' ? height + lineHeight : height;
    if (y + needed > page.bottom) {
      pages.push([]);
      y = page.top;
    } else y += height;
    pages.at(-1)?.push(...drawn(line, y));
  }
  const { length } = pages;
  return pages.map((ops, index) => ({
    widthMm: page.width,
    heightMm: page.height,
    ops: [...ops, text(`${index + 1} / ${length}`, page.width / 2, 288, size.text, 'center')],
  }));
}

const noFigures = { count: '', amount: '' };

function linesOf({ kiosk, at, by, day }: DaySlipData): readonly Line[] {
  const said = (label: { readonly ja: string; readonly en: string }, value: string): Line => ({
    ...{ of: 'row', text: named(label), count: '', amount: value },
  });
  return [
    { of: 'title', text: named(dayWords.title), ...noFigures },
    said(dayWords.kiosk, kiosk),
    said(dayWords.number, inDigits(day.number)),
    said(dayWords.when, japanDateTime(at)),
    said(dayWords.since, day.since === null ? dayWords.first.ja : japanDateTime(day.since)),
    said(dayWords.by, by),
    ...daySections(day).flatMap(({ heading, rows }): Line[] => [
      { of: 'heading', text: named(heading), ...noFigures },
      ...rows.map(({ label, count, amount }): Line => ({
        ...{ of: 'row', text: named(label) },
        count: count === null ? '' : inDigits(count),
        amount: amount === null ? '' : `${inDigits(amount)}円`,
      })),
    ]),
  ];
}

function named({ ja, en }: { readonly ja: string; readonly en: string }): string {
  return ja === en ? ja : `${ja}　${en}`;
}

function drawn(line: Line, y: number): readonly DrawOp[] {
  if (line.of === 'title') return [text(line.text, page.left, y, size.title, 'left')];
  if (line.of === 'heading')
    return [
      text(line.text, page.left, y, size.heading, 'left'),
      { op: 'line', x1: page.left, y1: y + 1.6, x2: page.right, y2: y + 1.6, width: 0.2 },
    ];
  return [
    text(line.text, page.left + 2, y, size.text, 'left'),
    ...(line.count === '' ? [] : [text(line.count, columns.count, y, size.text, 'right')]),
    ...(line.amount === '' ? [] : [text(line.amount, columns.amount, y, size.text, 'right')]),
  ];
}

function text(
  value: string,
  x: number,
  y: number,
  height: number,
  align: 'left' | 'right' | 'center',
): DrawOp {
  return { op: 'text', x, y, size: height, text: value, align, stretch: 1 };
}
