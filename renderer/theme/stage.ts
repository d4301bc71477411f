import type { Display } from '../../shared/display.ts';
import { lowShare, mayBeLow } from '../../shared/low-layout.ts';
import { pxPerMm } from './physical.ts';

/** What the layouts are made for: 16:9 lying, 4:3 lying, upright. */
export type Shape = 'wide' | 'usual' | 'tall';

/** The part of the panel that the screens use, and how its lengths are counted. */
export interface Stage {
  readonly shape: Shape;
  /** CSS pixels. */
  readonly height: number;
  readonly pxPerMm: number;
  /** Multiplies every length; 1 is a panel 304 mm wide, lying. */
  readonly scale: number;
  /** Whether everything is in the lower part of an upright panel. */
  readonly low: boolean;
  /** Whether it could be. */
  readonly mayBeLow: boolean;
}

/** Width that a lying layout is made for, mm. */
const lyingWidthMm = 304;
/** An upright panel is large and read from a step back. */
const uprightScale = 1.34;

/**
 * @param query of the page: physical.ts
 * @param viewport the panel, CSS pixels
 */
export function stageOf(
  query: string,
  viewport: { readonly width: number; readonly height: number },
  display: Pick<Display, 'low'>,
): Stage {
  const upright = mayBeLow(viewport);
  const low = upright && display.low;
  const height = low ? Math.floor(viewport.height * lowShare) : viewport.height;
  const px = pxPerMm(query, viewport);
  const shape = shapeOf(viewport.width / height);
  const scale =
    shape === 'tall'
      ? uprightScale
      : low
        ? Math.min(uprightScale, Math.max(1, viewport.width / px / lyingWidthMm))
        : 1;
  return { shape, height, pxPerMm: px, scale, low, mayBeLow: upright };
}

function shapeOf(ratio: number): Shape {
  if (ratio >= 3 / 2) return 'wide';
  return ratio > 1 ? 'usual' : 'tall';
}
