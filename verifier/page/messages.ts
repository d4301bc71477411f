import type { BesidePage } from '../beside-page.ts';
import type { Picture } from '../file/picture.ts';
import type { PageVerdict } from '../verdict.ts';
import type { TrustRefused } from '../trust.ts';

/** A grey picture on its way between page and worker: one byte a pixel. */
export interface GreyBytes {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the page asks of its worker. */
export type Asked =
  | {
      readonly ask: 'start';
      readonly font: ArrayBuffer;
      readonly codeReader: ArrayBuffer;
      readonly nearestGlyphs: ArrayBuffer;
      readonly rootKey: string;
      readonly keys: string;
      readonly voids: string | null;
    }
  /** Newer lists of keys or void numbers, as the center gives them. */
  | { readonly ask: 'lists'; readonly text: string }
  | { readonly ask: 'verify'; readonly scan: Picture }
  /** The next scan begins another document. */
  | { readonly ask: 'newDocument' };

/** What the worker answers; every question gets one answer. */
export type Answered =
  | { readonly answer: 'ready'; readonly keysAsOf: number; readonly voidsAsOf: number | null }
  | { readonly answer: 'listRefused'; readonly refused: TrustRefused }
  | {
      readonly answer: 'verdict';
      /** The page that was just verified, by itself. */
      readonly verdict: PageVerdict;
      /** All pages of the document so far, judged as one set. */
      readonly document: readonly PageVerdict[];
      readonly pictures: {
        readonly seen: GreyBytes;
        readonly truth: GreyBytes;
        readonly pixelsPerMm: number;
      } | null;
      /** What the true page says, line by line. */
      readonly text: readonly string[] | null;
      /** What stands beside the page, with the whole picture small. */
      readonly beside: (Omit<BesidePage, 'picture'> & { readonly picture: GreyBytes }) | null;
    }
  | { readonly answer: 'emptied' }
  | { readonly answer: 'broke'; readonly why: string };
