import type { MinchoFont } from '../../../printing/fonts/mincho.ts';
import type { DrawOp, PageDrawing } from '../../../shared/drawing.ts';
import { sideSvg } from '../side-svg.ts';

/** The sides in Typst's language: its own texts, each on its baseline, over a picture of the strokes. */
export function typstSource(sides: readonly PageDrawing[], font: MinchoFont): string {
  return `#set page(width: 210mm, height: 297mm, margin: 0mm)
#set text(font: "IPAmjMincho", top-edge: "baseline", bottom-edge: "baseline", cjk-latin-spacing: none)
${sides.map((side) => sideSource(side, font)).join('\n#pagebreak()\n')}`;
}

function sideSource(side: PageDrawing, font: MinchoFont): string {
  const picture = `#place(top + left, image(bytes(${JSON.stringify(sideSvg(side, 'withoutTexts'))}), format: "svg", width: 210mm, height: 297mm))`;
  const texts = side.ops.flatMap((op) => (op.op === 'text' ? [textSource(op, font)] : []));
  return [picture, ...texts].join('\n');
}

function textSource(op: Extract<DrawOp, { op: 'text' }>, font: MinchoFont): string {
  const width = font.widthOf(op.text, op.size) * op.stretch;
  const left = op.x - { left: 0, center: width / 2, right: width }[op.align];
  const text = `text(size: ${op.size}mm, ${JSON.stringify(op.text)})`;
  const set = op.stretch === 1 ? text : `scale(x: ${op.stretch * 100}%, origin: left + bottom, ${text})`;
  return `#place(top + left, dx: ${left.toFixed(4)}mm, dy: ${op.y}mm, ${set})`;
}
