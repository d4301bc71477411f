import type { DrawOp } from '../../shared/drawing.ts';

/** Height of the em, mm: a hairline to the eye and to a copier, words under a loupe. */
const size = 0.5;

/**
 * Lines of microtext with the document's number: a number altered elsewhere on the sheet no longer agrees with it.
 * @param place centre of the lines, and the width that they must not exceed, mm
 * @param baselines mm
 */
export function microtext(
  documentNumber: string,
  place: { readonly x: number; readonly width: number },
  baselines: readonly number[],
): DrawOp[] {
  const text = microtextOf(documentNumber, place.width / size);
  return baselines.map((y) => ({ op: 'text', x: place.x, y, size, text, align: 'center', stretch: 1 }));
}

/** As many characters as are at most so many ems long, over and over. */
function microtextOf(documentNumber: string, most: number): string {
  const unit = Array.from(`証明書原本CERTIFICATE・${documentNumber}・`, (character) => ({
    character,
    ems: mostEms(character),
  }));
  let text = '';
  let used = 0;
  while (used < most)
    for (const { character, ems } of unit) {
      used += ems;
      if (used > most) break;
      text += character;
    }
  return text;
}

/** Upper bounds of the widths in IPAmj Mincho, ems: the paper is the same for every font, and loads none. */
const widths: ReadonlyMap<string, number> = new Map(
  (
    [
      ['0123456789', 0.62],
      ['-:.,/ ()', 0.5],
      ['ABCDEFGHIJKLNOPQRSTUVXYZ', 0.82],
    ] as const
  ).flatMap(([characters, width]) => Array.from(characters, (character) => [character, width] as const)),
);

/** The most that a text can take up, in ems. */
export function mostEms(text: string): number {
  let sum = 0;
  for (const character of text) sum += widths.get(character) ?? 1;
  return sum;
}
