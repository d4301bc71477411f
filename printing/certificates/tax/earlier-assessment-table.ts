import { frame } from '../foot.ts';
import type { Box } from '../../fonts/glyph-path.ts';
import type { SheetPen } from '../sheet-pen.ts';
import type { TaxAssessmentData } from '../data.ts';
import { taxNamesOn } from './tax-page.ts';
import type { TaxPage } from './tax-page.ts';
import { captionSize } from './taxpayer-table.ts';
import { yenText } from './yen-text.ts';

type Assessment = Pick<
  TaxAssessmentData,
  'taxBase' | 'prefectural' | 'municipal' | 'forestTax' | 'annualTax'
>;

/** mm */
const height = { base: 8, header: 6.5, tax: 8, annual: 9.5 } as const;
const columns = [0, 54, 96, 138, frame.width] as const;
const size = { sum: 3.6, annual: 4.4 } as const;
/** mm */
export const heightOfEarlierAssessment = height.base + height.header + 2 * height.tax + height.annual;
/** 森林環境税 is levied from this fiscal year on. */
const firstForestTax = 2024;

/**
 * Tax base, the taxes and the annual tax, without what they come from: as printed before the register told of credits, and where it
 * does not.
 * @returns where the table ends, mm
 */
export function drawEarlierAssessment(pen: SheetPen, page: TaxPage & Assessment, top: number): number {
  const sum = (yen: number) => yenText(yen, page.head.masked === true);
  let y = top;
  const cell = (from: number, to: number, h: number): Box => {
    const [left = 0, right = 0] = [columns[from], columns[to]];
    return { x: frame.left + left, y, w: right - left, h };
  };
  const forest = page.fiscalYear >= firstForestTax;

  pen.caption('課税標準額（円）', cell(0, 1, height.base), captionSize);
  pen.value('taxBase', sum(page.taxBase), cell(1, forest ? 2 : 4, height.base), size.sum, 'right');
  if (forest) {
    pen.caption('森林環境税（円）', cell(2, 3, height.base), captionSize);
    pen.value('forestTax', sum(page.forestTax), cell(3, 4, height.base), size.sum, 'right');
  }
  y += height.base;

  for (const [index, caption] of ['税額（円）', '所得割額', '均等割額', '計'].entries())
    pen.caption(caption, cell(index, index + 1, height.header), captionSize);
  y += height.header;
  const names = taxNamesOn(page);
  for (const kind of ['municipal', 'prefectural'] as const) {
    const { incomeBased, perCapita } = page[kind];
    pen.caption(names[kind], cell(0, 1, height.tax), captionSize);
    for (const [index, yen] of [incomeBased, perCapita, incomeBased + perCapita].entries()) {
      const field = `${kind}.${['incomeBased', 'perCapita', 'sum'][index] ?? ''}`;
      pen.value(field, sum(yen), cell(index + 1, index + 2, height.tax), size.sum, 'right');
    }
    y += height.tax;
  }

  pen.caption('年税額（円）', cell(0, 1, height.annual), captionSize);
  pen.value('annualTax', sum(page.annualTax), cell(1, 4, height.annual), size.annual, 'right');
  y += height.annual;
  pen.outline({ x: frame.left, y: top, w: frame.width, h: y - top });
  return y;
}
