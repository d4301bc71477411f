import type { MinchoFont } from '../../../printing/fonts/mincho.ts';
import type { PageDrawing } from '../../../shared/drawing.ts';
import type { NearestGlyphs } from '../../../verifier/lookalikes/nearest-glyphs.ts';
import type { Forgery } from '../forge.ts';
import type { Overlay } from './overlays.ts';

export interface ForgeTools {
  readonly font: MinchoFont;
  readonly nearest: NearestGlyphs;
}

/** A piece of the page covered by another picture: of this page's ground, or of another page. Place from the top left corner, mm. */
export interface Cover {
  readonly at: Forgery['at'];
  /** Another page's file; null: this page's own. */
  readonly from: { readonly x: number; readonly y: number; readonly drawing: PageDrawing | null };
}

export interface Forged {
  readonly drawing: PageDrawing;
  readonly says: string;
  /** Each alteration's place: every one counts by itself. */
  readonly places: readonly [Forgery['at'], ...Forgery['at'][]];
  readonly cover: Cover | null;
  readonly overlay: Overlay | null;
}
