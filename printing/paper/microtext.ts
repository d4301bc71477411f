import type { DrawOp } from '../../shared/drawing.ts';

/** Height of the em, mm: a hairline to the eye and to a copier, words under a loupe. */
const size = 0.5;

/**
 * A line of microtext with the document's number: a number altered elsewhere on the sheet no longer agrees with it.
 * @param place centre and baseline of the line, and the width that it must not exceed, mm
 */
export function microtext(
  documentNumber: string,
  place: { readonly x: number; readonly y: number; readonly width: number },
): DrawOp {
  const unit = Array.from(`証明書原本CERTIFICATE・${documentNumber}・`);
  const most = place.width / size;
  let text = '';
  let used = 0;
  for (let at = 0; used < most; at++) {
    const character = unit[at % unit.length] ?? '';
    used += mostEms(character);
    if (used <= most) text += character;
  }
  return {
    op: 'text',
    x: place.x,
    y: place.y,
    size,
    text,
    align: 'center',
    stretch: 1,
  };
}

/** Upper bounds of the widths in IPAmj Mincho, ems: the paper is the same for every font, and loads none. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/^[0-9]$/, 0.62],
  [/^[-:.,/ ()]$/, 0.5],
  [/^[A-LN-VXYZ]$/, 0.82],
];

/** The most that a text can take up, in ems. */
export function mostEms(text: string): number {
  return Array.from(text, (character) => widths.find(([those]) => those.test(character))?.[1] ?? 1).reduce(
    (sum, width) => sum + width,
    0,
  );
}
