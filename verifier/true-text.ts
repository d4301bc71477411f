import type { DrawOp, PageDrawing } from '../shared/drawing.ts';

/** mm: texts whose baselines lie so near stand in one line. */
const sameLine = 1.2;
/** mm: smaller type is there against copiers and says nothing. */
const leastType = 1;
const between = ' | ';

type TextOp = Extract<DrawOp, { op: 'text' }>;

/** All that a true page says, from the head to the foot: one line for each of its lines, labels before what they name. */
export function trueText({ ops }: PageDrawing): readonly string[] {
  const texts = ops
    .filter((op): op is TextOp => op.op === 'text' && op.size >= leastType)
    .toSorted((one, two) => one.y - two.y);
  const lines: { readonly y: number; readonly texts: TextOp[] }[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    if (last !== undefined && text.y - last.y < sameLine) last.texts.push(text);
    else lines.push({ y: text.y, texts: [text] });
  }
  return lines.map(({ texts: ofLine }) =>
    ofLine
      .toSorted((one, two) => one.x - two.x)
      .map(({ text }) => shown(text))
      .join(between),
  );
}

/** Characters that would steer a terminal or turn the line around are left out: they are in no certificate. */
function shown(text: string): string {
  return text.replaceAll(/\p{Cc}|\p{Bidi_Control}/gu, '');
}
