import { fitHomographyRobustly, fitSimilarity, missOf } from '../image/homography.ts';
import type { Homography, Match } from '../image/homography.ts';

/** Pixels: corners of a page that lies flat are so near to where turn and size alone put them. */
const flatMiss = 5;
/** Pixels: what lies further off a flat page was taken for something else. */
const tolerance = 40;
/** From so many marks on they span the page, and its perspective is seen and not guessed. */
const spanning = 3;

/**
 * Where the page lies, from its codes' corners and the corner marks found so far. The codes stand in a low strip at the foot:
 * what little perspective their corners seem to show would throw the head of the page centimetres off. So turn and size
 * alone are taken as long as they suffice.
 */
export function planeThrough(corners: readonly Match[], marks: readonly Match[]): Homography | null {
  const all = [...corners, ...marks];
  // A mark is found more exactly than a code's corner.
  const weighted = [...all, ...marks, ...marks];
  const plane = () => fitHomographyRobustly(weighted, tolerance)?.homography ?? null;
  if (marks.length >= spanning) return plane();
  const flat = fitSimilarity(weighted);
  if (flat === null) return null;
  const miss = Math.max(...all.map((match) => missOf(flat, match)));
  return miss < flatMiss || all.length < 8 ? flat : (plane() ?? flat);
}
