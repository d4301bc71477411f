import { blurGrey } from './blur.ts';
import { shrinkGrey } from './grey.ts';
import type { Grey } from './grey.ts';

/** A picture made coarser, and how many pixels of the first one along a side make one of it. */
export interface Reduced {
  readonly picture: Grey;
  readonly factor: number;
}

/** Shares of a pixel up to which whole steps may be missed: nobody sees it. */
const slack = 0.1;
/** Blur of the picture, pixels, by how much coarser its samples lie: what is finer than they are is gathered, not left to chance. */
const gathering = 0.35;
/** One map asks for the same picture again and again; blurs are told apart in steps of so much of a pixel. */
const blurStep = 0.05;
const known = new WeakMap<Grey, Map<string, Reduced>>();

/**
 * A picture for samples that lie `apart` of its pixels from each other: a thin rule between two samples is half in each, and
 * neither lost nor black by where it happens to lie.
 */
export function reduceFor(picture: Grey, apart: number): Reduced {
  const factor = Math.max(1, Math.floor(apart + slack));
  const left = apart / factor;
  const sigma = left <= 1 + slack ? 0 : gathering * Math.sqrt(left * left - 1);
  const steps = Math.round(sigma / blurStep);
  if (factor === 1 && steps === 0) return { picture, factor };
  const made = known.get(picture) ?? new Map<string, Reduced>();
  known.set(picture, made);
  const key = `${factor} ${steps}`;
  const reduced = made.get(key) ?? {
    picture: blurGrey(factor === 1 ? picture : shrinkGrey(picture, factor), steps * blurStep),
    factor,
  };
  made.set(key, reduced);
  return reduced;
}
