import type { Glyph } from 'fontkit';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { fillOutline } from '../../printing/ink/coverage.ts';
import { outlineOfGlyph } from '../../printing/ink/outline.ts';
import { emptyGrey } from '../image/grey.ts';
import { sameCharacters } from './same-character.ts';

/** Pixels along the em of the pictures that are compared, of the coarse ones among which they are looked for, and bytes for full ink. */
const fine = 32;
const coarse = 8;
const full = 255;
/** Share of the em, above and below it and to its right, that a glyph may reach into. */
const descent = 0.12;
/**
 * What the ink of two glyphs must differ by: a share of the em's square, and a share of the glyph's own ink. What differs by less is one
 * letter to the eye: the same form under two numbers, a 城 whose hook is longer by a hair. A comma's tail, the ring of ぱ, the longer
 * stroke of 𠮷 are more.
 */
const leastDifference = { ofEm: 0.006, ofInk: 0.06 } as const;
/**
 * Of a glyph that is one thin line, as ― and ─ are: what makes it a little thicker or longer is more than that, and nothing to the eye. A
 * share of its ink, and the ink up to which it holds, of the em's square: a comma has less, a kanji more.
 */
const ofLine = { share: 0.25, ink: 0.045 } as const;
/** How many of the nearest by the coarse picture are compared closely. */
const looked = 200;

/** Pictures of every glyph of a font, small enough to be compared by the thousand. */
export interface GlyphPictures {
  /** `fine` × `fine` bytes a glyph. */
  readonly fine: Uint8Array;
  /** `coarse` × `coarse` bytes a glyph. */
  readonly coarse: Uint8Array;
  /** Sums of the coarse picture's rows and then of its columns, a glyph: they differ by no more than the pictures do. */
  readonly sums: Uint16Array;
  /** Glyphs that have ink, by its amount, and the amounts. */
  readonly byInk: Uint16Array;
  readonly ink: Uint32Array;
  /** Whether two glyphs are one character in two widths. */
  isSame(one: number, two: number): boolean;
}

/** @param glyphOf a glyph by its number; null: there is none */
export function picturesOf(font: MinchoFont): GlyphPictures {
  const { numGlyphs, unitsPerEm } = font.font;
  const pictures = {
    fine: new Uint8Array(numGlyphs * fine * fine),
    coarse: new Uint8Array(numGlyphs * coarse * coarse),
    sums: new Uint16Array(numGlyphs * 2 * coarse),
  };
  const ink = new Uint32Array(numGlyphs);
  for (let id = 0; id < numGlyphs; id++) {
    const own = pictures.fine.subarray(id * fine * fine, (id + 1) * fine * fine);
    own.set(pictureOf(font.font.getGlyph(id), unitsPerEm));
    const small = pictures.coarse.subarray(id * coarse * coarse, (id + 1) * coarse * coarse);
    shrinkInto(own, small);
    sumInto(small, pictures.sums.subarray(id * 2 * coarse, (id + 1) * 2 * coarse));
    ink[id] = own.reduce((sum, value) => sum + value, 0);
  }
  const inked = [...ink.keys()].filter((id) => (ink[id] ?? 0) > 0);
  return {
    ...pictures,
    ink,
    isSame: sameCharacters(font),
    byInk: Uint16Array.from(inked.toSorted((a, b) => (ink[a] ?? 0) - (ink[b] ?? 0))),
  };
}

function pictureOf(glyph: Glyph, unitsPerEm: number): Uint8Array {
  const picture = emptyGrey(fine, fine);
  const scale = fine / unitsPerEm;
  const placing = { scaleX: scale, scaleY: -scale, x0: 0, y0: fine * (1 - descent) };
  fillOutline(picture, outlineOfGlyph(glyph), placing, 1);
  return Uint8Array.from(picture.data, (value) => Math.round(value * full));
}

function shrinkInto(from: Uint8Array, into: Uint8Array): void {
  const block = fine / coarse;
  for (let y = 0; y < coarse; y++)
    for (let x = 0; x < coarse; x++) {
      let sum = 0;
      for (let dy = 0; dy < block; dy++)
        for (let dx = 0; dx < block; dx++) sum += from[(y * block + dy) * fine + x * block + dx] ?? 0;
      into[y * coarse + x] = Math.round(sum / block ** 2);
    }
}

function sumInto(small: Uint8Array, into: Uint16Array): void {
  for (let y = 0; y < coarse; y++)
    for (let x = 0; x < coarse; x++) {
      const value = small[y * coarse + x] ?? 0;
      into[y] = (into[y] ?? 0) + value;
      into[coarse + x] = (into[coarse + x] ?? 0) + value;
    }
}

/**
 * The glyphs whose ink is nearest to a glyph's, nearest first, without those that are the same to the eye, or itself in
 * another width; and each form once.
 * @param count at most
 */
export function nearestTo(pictures: GlyphPictures, id: number, count: number): readonly number[] {
  const near: number[] = [];
  const visible = leastVisible((pictures.ink[id] ?? 0) / (full * fine * fine));
  for (const { other, difference } of closest(pictures, id)) {
    if (near.length === count) break;
    if (difference < visible || pictures.isSame(id, other)) continue;
    if (near.some((known) => differenceOf(pictures, known, other) < leastDifference.ofEm)) continue;
    near.push(other);
  }
  return near;
}

/** What an eye sees of a difference from a glyph of so much ink; both are shares of the em's square. */
function leastVisible(ink: number): number {
  const { ofEm, ofInk } = leastDifference;
  return Math.max(ofEm + ofInk * ink, ofLine.share * Math.min(ofLine.ink, ink));
}

/** Share of the em's square by which the ink of two glyphs differs. */
export function differenceOf(pictures: GlyphPictures, one: number, two: number): number {
  const [a, b] = [one * fine * fine, two * fine * fine];
  let sum = 0;
  for (let at = 0; at < fine * fine; at++)
    sum += Math.abs((pictures.fine[a + at] ?? 0) - (pictures.fine[b + at] ?? 0));
  return sum / (full * fine * fine);
}

function closest(
  pictures: GlyphPictures,
  id: number,
): readonly { readonly other: number; readonly difference: number }[] {
  const own = pictures.ink[id] ?? 0;
  if (own === 0) return [];
  const roughly = roughlyNear(pictures, id, own);
  return roughly
    .map((other) => ({ other, difference: differenceOf(pictures, id, other) }))
    .toSorted((one, two) => one.difference - two.difference || one.other - two.other);
}

/** The nearest by coarse pictures: from its own amount of ink outwards, until the amount alone is further away than the last of them. */
function roughlyNear(
  { coarse: pictures, sums, byInk, ink }: GlyphPictures,
  id: number,
  own: number,
): number[] {
  const size = coarse * coarse;
  const base = id * size;
  const kept: { other: number; distance: number }[] = [];
  let limit = Number.POSITIVE_INFINITY;
  const perCoarse = (fine / coarse) ** 2;
  const ownSums = id * 2 * coarse;
  const differByMore = (other: number, from: number) => {
    let difference = 0;
    for (let at = from; at < from + coarse; at++)
      difference += Math.abs((sums[ownSums + at] ?? 0) - (sums[other * 2 * coarse + at] ?? 0));
    return difference >= limit;
  };
  const look = (other: number) => {
    if (other === id || differByMore(other, 0) || differByMore(other, coarse)) return;
    let distance = 0;
    const from = other * size;
    for (let at = 0; at < size; at++) {
      distance += Math.abs((pictures[base + at] ?? 0) - (pictures[from + at] ?? 0));
      if ((at & 15) === 15 && distance >= limit) return;
    }
    kept.push({ other, distance });
    if (kept.length < 2 * looked) return;
    kept.sort((one, two) => one.distance - two.distance);
    kept.length = looked;
    limit = kept.at(-1)?.distance ?? limit;
  };
  let up = firstFrom(byInk, ink, own);
  let down = up - 1;
  for (;;) {
    const [above, below] = [byInk[up], byInk[down]];
    const toAbove = above === undefined ? Infinity : (ink[above] ?? 0) - own;
    const toBelow = below === undefined ? Infinity : own - (ink[below] ?? 0);
    const nearer = Math.min(toAbove, toBelow);
    // The sum of differences is at least the difference of the sums; rounding takes a half from each of the pixels.
    if (nearer / perCoarse - size >= limit || nearer === Infinity) break;
    if (toAbove <= toBelow && above !== undefined) look(byInk[up++] ?? 0);
    else if (below !== undefined) look(byInk[down--] ?? 0);
  }
  return kept
    .toSorted((one, two) => one.distance - two.distance)
    .slice(0, looked)
    .map(({ other }) => other);
}

function firstFrom(byInk: Uint16Array, ink: Uint32Array, own: number): number {
  let [from, to] = [0, byInk.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ink[byInk[middle] ?? 0] ?? 0) < own) from = middle + 1;
    else to = middle;
  }
  return from;
}
