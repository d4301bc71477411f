import type { InkDrawer, SetGlyph } from '../draw/page-ink.ts';
import type { Grey } from '../image/grey.ts';
import type { NearestGlyphs } from '../lookalikes/nearest-glyphs.ts';
import { fitGlyph, inkInCell, ownInCell, spreadInCell, viewCell } from './cell-fit.ts';
import type { Cell, CellFit, CellView, ShownGlyph } from './cell-fit.ts';
import type { Response } from './response.ts';
import { strokeEnergy, unexplainedStrokes } from './stroke-share.ts';

/** What the characters are judged with. */
export interface FitTools {
  readonly drawer: InkDrawer;
  readonly nearest: NearestGlyphs;
  readonly response: Response;
  /** The scan's ink on the page. */
  readonly ink: Grey;
  /** Pixels per mm. */
  readonly density: number;
}

/** A character of the true page and how it fits what the scan shows in its place. */
export interface FittedCell {
  readonly glyph: SetGlyph;
  readonly cell: Cell;
  /** Its ink as it is drawn there. */
  readonly drawn: Grey;
  readonly view: CellView;
  readonly shown: ShownGlyph;
  readonly fit: CellFit;
  /** Share of the character's ink that is unexplained. */
  readonly share: number;
  /** Energy of its strokes for each pixel, at full contrast: how much the scan can show of them; and what of them is unexplained. */
  readonly sharpness: number;
  readonly unexplained: number;
}

/** Lays a character over the scan. Null: it has no ink. */
export function fitCell(tools: FitTools, glyph: SetGlyph, cell: Cell): FittedCell | null {
  const { drawer, response, ink, density } = tools;
  const drawn = inkInCell(drawer, glyph, cell, density);
  const { view, shown } = viewCell(response, ink, spreadInCell(response, drawn, cell), cell);
  const fit = fitGlyph(shown, view);
  if (fit.energy === 0) return null;
  return {
    glyph,
    cell,
    ...{ drawn, view, shown, fit },
    share: fit.rest / fit.energy,
    sharpness: strokeEnergy(ownInCell(shown, cell), response.contrast),
    unexplained: unexplainedStrokes(fit, response.contrast, density),
  };
}
