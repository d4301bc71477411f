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
      readonly rootKey: string;
      readonly keys: string;
      readonly voids: string | null;
    }
  /** Newer lists of keys or void numbers, as the center gives them. */
  | { readonly ask: 'lists'; readonly text: string }
  | { readonly ask: 'verify'; readonly scan: GreyBytes }
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
    }
  | { readonly answer: 'emptied' }
  | { readonly answer: 'broke'; readonly why: string };
