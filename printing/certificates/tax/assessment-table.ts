import { frame } from '../foot.ts';
import type { Box } from '../../fonts/glyph-path.ts';
import type { SheetPen } from '../sheet-pen.ts';
import type { TaxAssessmentData } from '../data.ts';
import { drawEarlierAssessment, heightOfEarlierAssessment } from './earlier-assessment-table.ts';
import { taxNamesOn } from './tax-page.ts';
import type { TaxPage } from './tax-page.ts';
import { captionSize } from './taxpayer-table.ts';
import { yenText } from './yen-text.ts';

/** What is taxed, and the taxes. */
export type Assessment = Pick<
  TaxAssessmentData,
  'taxBase' | 'prefectural' | 'municipal' | 'credits' | 'forestTax' | 'annualTax'
>;

/** mm */
const height = { base: 7.5, header: 5.6, tax: 7, annual: 8.5 } as const;
const columns = [0, 28, 56, 80, 104, 132, 154, frame.width] as const;
const baseColumns = [0, 54, 96, 138, frame.width] as const;
const size = { sum: 3.4, annual: 4.4 } as const;
/** Two credits side by side, mm. */
const credits = { header: 5, row: 5.6, caption: 28, label: 36, across: 2, most: 8 } as const;
const creditWidth = (frame.width - credits.caption) / credits.across;
/** 森林環境税 is levied from this fiscal year on. */
const firstForestTax = 2024;

/** mm */
export function heightOfAssessment(page: Assessment): number {
  if (!tellsCredits(page)) return heightOfEarlierAssessment;
  return height.base + height.header + 2 * height.tax + heightOfCredits(page) + height.annual;
}

function heightOfCredits({ credits: all = [] }: Assessment): number {
  return credits.header + creditRows(all.length) * credits.row;
}

function creditRows(count: number): number {
  return Math.max(1, Math.ceil(count / credits.across));
}

/** Whether the page tells how the tax on income comes about, as pages that were printed before do not. */
function tellsCredits({ municipal, prefectural }: Assessment): boolean {
  return municipal.beforeCredits !== undefined && prefectural.beforeCredits !== undefined;
}

/**
 * Tax base, the taxes with their credits, and the annual tax.
 * @returns where the table ends, mm
 */
export function drawAssessment(pen: SheetPen, page: TaxPage & Assessment, top: number): number {
  if (!tellsCredits(page)) return drawEarlierAssessment(pen, page, top);
  const sum = (yen: number) => yenText(yen, page.head.masked === true);
  let y = top;
  const cell = (from: number, to: number, h: number, of: readonly number[] = columns): Box => {
    const [left = 0, right = 0] = [of[from], of[to]];
    return { x: frame.left + left, y, w: right - left, h };
  };
  const forest = page.fiscalYear >= firstForestTax;
  const base = (from: number, to: number) => cell(from, to, height.base, baseColumns);
  pen.caption('課税標準額（円）', base(0, 1), captionSize);
  pen.value('taxBase', sum(page.taxBase), base(1, forest ? 2 : 4), size.sum, 'right');
  if (forest) {
    pen.caption('森林環境税（円）', base(2, 3), captionSize);
    pen.value('forestTax', sum(page.forestTax), base(3, 4), size.sum, 'right');
  }
  y += height.base;

  const captions = ['税額（円）', '算出所得割額', '調整控除額', '税額控除額', '所得割額', '均等割額', '計'];
  for (const [index, caption] of captions.entries())
    pen.caption(caption, cell(index, index + 1, height.header), captionSize);
  y += height.header;
  const names = taxNamesOn(page);
  for (const kind of ['municipal', 'prefectural'] as const) {
    const { beforeCredits = 0, adjustment = 0, incomeBased, perCapita } = page[kind];
    const credited = (page.credits ?? []).reduce((all, credit) => all + credit[kind], 0);
    const sums = { beforeCredits, adjustment, credits: credited, incomeBased, perCapita };
    pen.caption(names[kind], cell(0, 1, height.tax), captionSize);
    for (const [index, [field, yen]] of Object.entries({ ...sums, sum: incomeBased + perCapita }).entries())
      pen.value(`${kind}.${field}`, sum(yen), cell(index + 1, index + 2, height.tax), size.sum, 'right');
    y += height.tax;
  }

  drawCredits(pen, page, y, names);
  y += heightOfCredits(page);
  pen.caption('年税額（円）', cell(0, 1, height.annual), captionSize);
  pen.value('annualTax', sum(page.annualTax), cell(1, 7, height.annual), size.annual, 'right');
  y += height.annual;
  pen.outline({ x: frame.left, y: top, w: frame.width, h: y - top });
  return y;
}

function drawCredits(
  pen: SheetPen,
  page: TaxPage & Assessment,
  top: number,
  names: { readonly municipal: string; readonly prefectural: string },
): void {
  const all = page.credits ?? [];
  const { header, row, caption, label, across, most } = credits;
  if (all.length > most) pen.noRoom('credits');
  pen.caption('税額控除の内訳', { x: frame.left, y: top, w: caption, h: heightOfCredits(page) }, captionSize);
  const sumWidth = (creditWidth - label) / 2;
  const left = (index: number) => frame.left + caption + (index % across) * creditWidth;
  for (let index = 0; index < across; index++) {
    const box = { y: top, h: header };
    pen.caption('種類', { ...box, x: left(index), w: label }, captionSize);
    for (const [at, name] of [names.municipal, names.prefectural].entries())
      pen.caption(
        `${name}（円）`,
        { ...box, x: left(index) + label + at * sumWidth, w: sumWidth },
        captionSize,
      );
  }
  for (let index = 0; index < creditRows(all.length) * across; index++) {
    const credit = all[index];
    const box = { x: left(index), y: top + header + Math.floor(index / across) * row, h: row };
    const field = `credits.${index}`;
    if (credit === undefined) {
      // So that nobody can add one.
      const text = all.length === 0 && index === 0 ? '該当なし' : '以下余白';
      pen.value(field, text, { ...box, w: creditWidth }, captionSize, 'center');
      continue;
    }
    pen.value(`${field}.label`, credit.label, { ...box, w: label }, captionSize);
    for (const [at, kind] of (['municipal', 'prefectural'] as const).entries())
      pen.value(
        `${field}.${kind}`,
        yenText(credit[kind], page.head.masked === true),
        { ...box, x: box.x + label + at * sumWidth, w: sumWidth },
        captionSize,
        'right',
      );
  }
}
