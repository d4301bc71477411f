/** The part of an upright screen's height, from below, that holds everything in the low layout. */
export const lowShare = 0.45;

/** How high a control may be for somebody in a wheelchair, mm above the floor: EN 301 549 8.3.2.1, unobstructed reach from the front. */
export const reachMm = 1_220;

/** Where a panel hangs. Its pixels are square. */
export interface Mounting {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Width of the visible panel, mm. */
  readonly widthMm: number;
  /** From the floor to the lower edge of the visible panel, mm. */
  readonly lowerEdgeMm: number;
}

/** Only an upright screen is high enough that its lower part holds a whole screen. */
export function mayBeLow(screen: { readonly width: number; readonly height: number }): boolean {
  return screen.height > screen.width;
}

/**
 * How high the highest control may lie, mm above the floor: the upper edge of what the screens use, in the low layout where there is one.
 */
export function highestControlMm(mounting: Mounting): number {
  const { width, height, widthMm, lowerEdgeMm } = mounting;
  const heightMm = (widthMm * height) / width;
  return lowerEdgeMm + (mayBeLow(mounting) ? lowShare : 1) * heightMm;
}
