/** Panel widths that the design assumes when the host gives none, mm: 15-inch 4:3 in landscape, 27-inch 16:9 in portrait. */
const assumedWidthMm = { landscape: 304, portrait: 336 } as const;

/** No kiosk panel is outside this range: a wrong parameter must not make a screen whose buttons cannot be hit. */
const plausiblePxPerMm = { least: 1, most: 20 } as const;

/**
 * CSS pixels per millimetre of the panel. The host gives what it knows as `?mm=6.32` (px per mm); without it, or when it makes
 * no sense, a panel is assumed: 1024 px in landscape → 1024 / 304 = 3.37 px per mm.
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
