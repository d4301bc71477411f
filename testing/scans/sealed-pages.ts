import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { codePayload } from '../../issuing-center/orders/code-payload.ts';
import { frontOf } from '../../printing/paper/front.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import { layoutOf } from '../../printing/certificates/layouts.ts';
import type { PageOfKind } from '../../printing/certificates/layouts.ts';
import { encodeSheetCode } from '../../printing/seal/draw-sheet-code.ts';
import { madeUpPages } from '../certificates/made-up-pages.ts';
import { headOfPage, readSheetCode } from '../../printing/seal/sheet-code.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import { madeUpSealer } from '../certificates/made-up-seals.ts';
import type { Trust } from '../../verifier/code/open-code.ts';
import type { TrustMaterial } from '../../verifier/trust.ts';
import { codes } from '../municipality-codes.ts';

const sealer = madeUpSealer('見本の公印', {
  validFrom: Date.parse('2021-04-01T12:00:00+09:00'),
  validUntil: Date.parse('2031-04-01T12:00:00+09:00'),
});

/** The trust of whoever scans the sealed pages: this one key, and no void numbers. */
export const trustOfSealedPages: Trust = {
  keys: { version: 1, issuedAt: 0, keys: [sealer.key] },
  voids: [],
};

/** The same trust in the form a receiver gets it: a root key, and the list it signed. */
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
  /** How much of the page fitted in its codes. */
  readonly extent: 'whole' | 'part' | 'head';
  readonly drawing: PageDrawing;
}

/** The front of every made-up page, sealed with a made-up key, as the center's sheet renderer makes it. */
export function sealedPages(font: MinchoFont): readonly SealedPage[] {
  return madeUpPages(font).map(({ name, kind, page }) => sealPage(name, kind, page, font));
}

const municipality = codes.tsukuba;

function sealPage<K extends CertificateKind>(
  name: string,
  kind: K,
  page: PageOfKind[K],
  font: MinchoFont,
): SealedPage {
  const payload = codePayload(kind, municipality, page);
  const code = readSheetCode(payload);
  if (!code.ok) throw new Error(`${name} has no readable code`);
  const { documentNumber } = headOfPage(page);
  let drawn: PageDrawing | null = null;
  const draw = (): PageDrawing => {
    const codes = encodeSheetCode(sealer.seal(payload));
    if (!codes.ok) throw new Error(`${name} has no room in its codes`);
    return frontOf(layoutOf(kind).draw(page, font), codes.value, documentNumber);
  };
  return {
    name,
    documentNumber,
    extent: code.value.content.extent,
    /** Drawn when it is first asked for: most tests look at few of the pages. */
    get drawing() {
      return (drawn ??= draw());
    },
  };
}
