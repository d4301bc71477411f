import { codePlaces, moduleMm } from '../../printing/paper/place.ts';
import type { Grey } from '../image/grey.ts';
import { applyHomography } from '../image/homography.ts';
import type { Homography } from '../image/homography.ts';
import { warpToPage } from '../image/warp.ts';
import { cornersOnPage } from './code-place.ts';
import { refineByMarks } from './corner-marks.ts';
import { planeThrough } from './plane.ts';
import { readCodes, readUprightCode, sameBytes } from './read-codes.ts';
import type { FoundCode } from './read-codes.ts';

export interface FoundPage {
  /** What the codes hold, in the order in which they were found. */
  readonly fragments: readonly Uint8Array[];
  /** From the page to the scan; null when no code of ours tells where the page is. */
  readonly homography: Homography | null;
  /** How many corner marks the homography was fitted to. */
  readonly marks: number;
}

/**
 * Reads a page's codes and finds where the page lies in the scan. Codes that the first look missed (a stain, a fold) are
 * looked at again where they must stand.
 * @param enough whether these codes suffice
 */
export async function findPage(
  scan: Grey,
  enough: (fragments: readonly Uint8Array[]) => boolean,
): Promise<FoundPage> {
  const codes = ofOnePage(await readCodes(scan, (found) => enough(found.map(({ bytes }) => bytes))));
  const fragments = codes.map(({ bytes }) => bytes);
  const corners = cornersOnPage(codes);
  const first = planeThrough(corners, []);
  if (first === null) return { fragments, homography: null, marks: 0 };
  const { homography, marks } = refineByMarks(scan, first, corners);
  if (!enough(fragments)) fragments.push(...(await lookAgain(scan, homography, fragments)));
  return { fragments, homography, marks: marks.length };
}

/** Of each code the one that stands where the first one's page has it: a picture may show a page twice. */
function ofOnePage(codes: readonly FoundCode[]): readonly FoundCode[] {
  const [anchor] = codes;
  const plane = anchor === undefined ? null : planeThrough(cornersOnPage([anchor]), []);
  const offBy = (code: FoundCode) =>
    plane === null
      ? 0
      : Math.max(
          ...cornersOnPage([code]).map(({ page, scan }) => {
            const { x, y } = applyHomography(plane, page);
            return Math.hypot(x - scan.x, y - scan.y);
          }),
        );
  return codes.filter((code) =>
    codes.every(
      (other) => other === code || !sameBytes(other.bytes, code.bytes) || offBy(code) <= offBy(other),
    ),
  );
}

/** mm of white around a code when it is looked at alone, and pixels per module of the two tries. */
const margin = 4 * moduleMm;
const pixelsPerModule = [4, 6] as const;

async function lookAgain(
  scan: Grey,
  homography: Homography,
  known: readonly Uint8Array[],
): Promise<readonly Uint8Array[]> {
  const more: Uint8Array[] = [];
  for (const { x, y, w, h } of codePlaces) {
    const area = { x: x - margin, y: y - margin, w: w + 2 * margin, h: h + 2 * margin };
    for (const pixels of pixelsPerModule) {
      const map = (page: { readonly x: number; readonly y: number }) => applyHomography(homography, page);
      const bytes = await readUprightCode(warpToPage(scan, map, area, pixels / moduleMm, 1));
      if (bytes === null) continue;
      if (![...known, ...more].some((other) => sameBytes(other, bytes))) more.push(bytes);
      break;
    }
  }
  return more;
}
