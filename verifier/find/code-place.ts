import { placeOfFragment } from '../../printing/seal/fragments.ts';
import { codePlaces } from '../../printing/paper/place.ts';
import type { Match } from '../image/homography.ts';
import type { FoundCode } from './read-codes.ts';

/** The corners of the codes on the page and in the scan; what is no code of ours is left out. */
export function cornersOnPage(codes: readonly FoundCode[]): readonly Match[] {
  return codes.flatMap(({ bytes, corners }) => {
    const index = placeOfFragment(bytes);
    const place = index === null ? undefined : codePlaces[index];
    if (place === undefined) return [];
    const { x, y, w, h } = place;
    const [topLeft, topRight, bottomRight, bottomLeft] = corners;
    return [
      { page: { x, y }, scan: topLeft },
      { page: { x: x + w, y }, scan: topRight },
      { page: { x: x + w, y: y + h }, scan: bottomRight },
      { page: { x, y: y + h }, scan: bottomLeft },
    ];
  });
}
