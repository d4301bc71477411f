import { highestControlMm, mayBeLow, reachMm } from '../../shared/low-layout.ts';

interface Panel {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Width of the visible panel and its lower edge above the floor, mm; null: nobody has measured it. */
  readonly widthMm: number | null;
  readonly lowerEdgeMm: number | null;
}

/**
 * Whether somebody in a wheelchair reaches every control: in the low layout on an upright panel, on any other without one.
 * @returns a sentence when not; nothing when they do, or where the panel was not measured
 */
export function outOfReach({ widthMm, lowerEdgeMm, ...panel }: Panel): readonly string[] {
  if (widthMm === null || lowerEdgeMm === null) return [];
  const highest = highestControlMm({ ...panel, widthMm, lowerEdgeMm });
  if (highest <= reachMm) return [];
  const over = Math.ceil(highest - reachMm);
  const where = mayBeLow(panel) ? 'even in the low layout controls' : 'controls';
  return [
    `screen: ${where} lie as high as ${Math.ceil(highest)} mm above the floor, and somebody in a wheelchair reaches ${reachMm} mm: hang the panel ${over} mm lower`,
  ];
}
