import { mayBeLow } from '../../shared/low-layout.ts';

/** A panel, and how the screens are laid out on it. */
export interface Panel {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Everything in its lower part. */
  readonly low: boolean;
}

/** Every layout for which the screens are made. */
export const layouts = ['1024x768', '1366x768', '1920x1080', '1080x1920', '1080x1920-low'] as const;
export type Layout = (typeof layouts)[number];

/** The panel of a layout: `1080x1920`, or `1080x1920-low` for the low layout of an upright one; null for any other name. */
export function panelOf(layout: string): Panel | null {
  const [, width, height, low] = /^(\d+)x(\d+)(-low)?$/.exec(layout) ?? [];
  const panel = { width: Number(width), height: Number(height), low: low !== undefined };
  if (Number.isNaN(panel.width) || (panel.low && !mayBeLow(panel))) return null;
  return panel;
}
