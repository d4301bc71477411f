import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import { codePlaces, moduleMm } from './place.ts';
import type { PlaceOnPage } from './place.ts';
import { copyGround } from './ground.ts';
import { cornerMarks } from './marks.ts';
import { microtext } from './microtext.ts';

/** White that a QR code needs on every side, mm: four modules. */
const quietZone = 4 * moduleMm;

/** The two lines of microtext between the corner marks: centre, width, baselines, mm. */
const lines = { x: 105, width: 180, top: 10.2, bottom: 287.2 } as const;

/** By the number of codes. */
const grounds = new Map<number, readonly DrawOp[]>();

/** The ground stays white where a code will be, and nowhere else. */
function groundFor(codes: number): readonly DrawOp[] {
  const made = grounds.get(codes) ?? copyGround(codePlaces.slice(0, codes).map(withQuietZone));
  grounds.set(codes, made);
  return made;
}

/**
 * The front of an official sheet: ground, what the layout drew, codes, corner marks, microtext.
 * @param codes one drawing per code, in the order of `codePlaces`
 */
export function frontOf(content: PageDrawing, codes: readonly DrawOp[], documentNumber: string): PageDrawing {
  return {
    ...content,
    ops: [
      ...groundFor(codes.length),
      ...content.ops,
      ...codes,
      ...cornerMarks(),
      ...microtext(documentNumber, lines, [lines.top, lines.bottom]),
    ],
  };
}

function withQuietZone({ x, y, w, h }: PlaceOnPage): PlaceOnPage {
  return { x: x - quietZone, y: y - quietZone, w: w + 2 * quietZone, h: h + 2 * quietZone };
}
