import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import { codePlaces, moduleMm } from '../sheet-code/place.ts';
import type { PlaceOnPage } from '../sheet-code/place.ts';
import { copyGround } from './ground.ts';
import { cornerMarks } from './marks.ts';
import { microtext } from './microtext.ts';

/** Modules of white that a QR code needs on every side. */
const quietZone = 4 * moduleMm;

/** The two lines of microtext, between the corner marks: middle, width, baselines, mm. */
const lines = { x: 105, width: 180, top: 10.2, bottom: 287.2 } as const;

let frontGround: readonly DrawOp[] | null = null;

/**
 * The front of an official sheet: ground, what the layout drew, codes, corner marks, microtext.
 * @param codes drawn in `codePlaces`, which the ground leaves white with or without them
 */
export function frontOf(content: PageDrawing, codes: readonly DrawOp[], documentNumber: string): PageDrawing {
  frontGround ??= copyGround(codePlaces.map(withQuietZone));
  return {
    ...content,
    ops: [
      ...frontGround,
      ...content.ops,
      ...codes,
      ...cornerMarks(),
      microtext(documentNumber, { ...lines, y: lines.top }),
      microtext(documentNumber, { ...lines, y: lines.bottom }),
    ],
  };
}

function withQuietZone({ x, y, w, h }: PlaceOnPage): PlaceOnPage {
  return { x: x - quietZone, y: y - quietZone, w: w + 2 * quietZone, h: h + 2 * quietZone };
}
