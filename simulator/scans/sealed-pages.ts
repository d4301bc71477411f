import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { frontOf } from '../../printing/paper/front.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { layoutOf } from '../../printing/documents/layouts.ts';
import type { PageOfKind } from '../../printing/documents/layouts.ts';
import { encodeSheetCode } from '../../printing/sheet-code/draw-sheet-code.ts';
import { madeUpPages } from '../../printing/sheet-code/made-up-pages.ts';
import { headOfPage, writeSheetCode } from '../../printing/sheet-code/sheet-code.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { madeUpSealer } from '../../verifier/code/made-up-seals.ts';
import type { Trust } from '../../verifier/code/open-code.ts';
import type { TrustMaterial } from '../../verifier/trust.ts';

const sealer = madeUpSealer('見本の公印', {
  validFrom: Date.parse('2021-04-01T12:00:00+09:00'),
  validUntil: Date.parse('2031-04-01T12:00:00+09:00'),
});

/** Who scans the sealed pages believes this key, and knows of no void numbers. */
export const trustOfSealedPages: Trust = {
  keys: { version: 1, issuedAt: 0, keys: [sealer.key] },
  voids: [],
};

/** The same trust as a receiver gets it: a root key, and the list that it signed. */
export function materialOfSealedPages(): TrustMaterial {
  const secret = sha256(new TextEncoder().encode('見本の根'));
  const list = JSON.stringify(trustOfSealedPages.keys);
  const signature = ed25519.sign(new TextEncoder().encode(list), secret);
  return {
    rootKey: ed25519.getPublicKey(secret),
    keys: JSON.stringify({ list, signature: btoa(String.fromCharCode(...signature)) }),
    voids: null,
  };
}

export interface SealedPage {
  readonly name: string;
  readonly documentNumber: string;
  readonly drawing: PageDrawing;
}

/** The front of every made-up page that has room in its codes, sealed by a made-up key. */
export function sealedPages(font: MinchoFont): readonly SealedPage[] {
  return madeUpPages(font).flatMap(({ name, kind, page }) => sealPage(name, kind, page, font) ?? []);
}

/** One page as an official front; null when its codes have no room for it. */
export function sealPage<K extends CertificateKind>(
  name: string,
  kind: K,
  page: PageOfKind[K],
  font: MinchoFont,
): SealedPage | null {
  const municipality = municipalityIdSchema.parse('tsukuba');
  const content = { extent: 'whole', page } as const;
  const codes = encodeSheetCode(sealer.seal(writeSheetCode<K>({ v: 1, kind, municipality, content })));
  if (!codes.ok) return null;
  const { documentNumber } = headOfPage(page);
  const drawing = frontOf(layoutOf(kind).draw(page, font), codes.value, documentNumber);
  return { name, documentNumber, drawing };
}
