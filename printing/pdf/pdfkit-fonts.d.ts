import type { EmbeddableFont } from './embeddable-font.ts';

/** PDFKit accepts any object that can lay out a text as a font (PDFFontFactory.open); its types name only files and bytes. */
declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      font(src: EmbeddableFont): this;
    }
    interface TextOptions {
      /** Percent of the natural width (PDF operator Tz); in the package's README but not in its types. */
      horizontalScaling?: number;
    }
  }
}
