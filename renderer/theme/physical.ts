/** Widths of the panels that the design assumes when the host does not tell: 15-inch 4:3 lying, 27-inch 16:9 standing, mm. */
const assumedWidthMm = { landscape: 304, portrait: 336 } as const;

/** Outside of this no kiosk panel exists: a wrong parameter must not make a screen without a button that can be hit. */
const plausiblePxPerMm = { least: 1, most: 20 } as const;

/**
 * CSS pixels per millimetre of the panel. The host gives what it knows as `?mm=6.32` (px per mm); without it, or when it makes
 * no sense, an assumed panel stands in: 1024 px lying → 1024 / 304 = 3.37 px per mm.
 *
 * @param query the page's query string, `?mm=6.32`
 * @param viewport width and height, CSS pixels
 */
export function pxPerMm(
  query: string,
  viewport: { readonly width: number; readonly height: number },
): number {
  const given = Number(new URLSearchParams(query).get('mm') ?? Number.NaN);
  if (given >= plausiblePxPerMm.least && given <= plausiblePxPerMm.most) return given;
  const orientation = viewport.height > viewport.width ? 'portrait' : 'landscape';
  const assumed = viewport.width / assumedWidthMm[orientation];
  return Math.min(plausiblePxPerMm.most, Math.max(plausiblePxPerMm.least, assumed));
}
