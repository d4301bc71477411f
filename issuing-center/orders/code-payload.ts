import type { CertificateKind } from '../../shared/certificates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { layoutOf, type PageOfKind } from '../../printing/certificates/layouts.ts';
import { signedLength } from '../../printing/seal/cose-sign1.ts';
import { capacityBytes } from '../../printing/seal/draw-sheet-code.ts';
import {
  hashOfPage,
  headOfPage,
  isAtMost,
  writeSheetCode,
  type Content,
} from '../../printing/seal/sheet-code.ts';

/**
 * Bytes that a page must leave free: while a certificate is broken into sheets its head says 1/99, and deflate may make the
 * page a little longer with the final number.
 */
const reserve = 16;
/** The longest payload of a page that is counted as fitting, bytes: signing adds as many to it as to the longest that there is. */
const mostBytes = capacityBytes - reserve - (signedLength(capacityBytes) - capacityBytes);

/** Whether a whole page, sealed, fits into the codes of its sheet. */
export function fitsWhole<K extends CertificateKind>(
  kind: K,
  municipality: MunicipalityId,
  page: PageOfKind[K],
): boolean {
  return isAtMost({ v: 1, kind, municipality, content: { extent: 'whole', page } }, mostBytes);
}

/**
 * What the codes of a sheet say, as much as fits: the whole page; all but its heavy part; its head and hash.
 * @throws when not even a head fits: no authority has so long a name
 */
export function codePayload<K extends CertificateKind>(
  kind: K,
  municipality: MunicipalityId,
  page: PageOfKind[K],
): Uint8Array {
  for (const content of contents(kind, page)) {
    const payload = writeSheetCode({ v: 1, kind, municipality, content });
    if (signedLength(payload.length) <= capacityBytes) return payload;
  }
  throw new Error(`${kind}: not even the head of a page fits into its codes`);
}

function* contents<K extends CertificateKind>(
  kind: K,
  page: PageOfKind[K],
): Generator<Content<PageOfKind[K]>> {
  yield { extent: 'whole', page };
  const hash = hashOfPage(page);
  const light = layoutOf(kind).lighten?.(page);
  if (light) yield { extent: 'part', ...light, hash };
  yield { extent: 'head', head: headOfPage(page), hash };
}
