import type { Purpose } from '../../printing/seal/cose-sign1.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import type { CopyToRender, NotPrintable, RenderedCopy } from './render.ts';

/** What a rendering thread is told. It makes one copy at a time. */
export type ToThread =
  | { readonly type: 'render'; readonly copy: CopyToRender }
  /** The answer to a `seal`. */
  | { readonly type: 'sealed'; readonly number: number; readonly sealed: Uint8Array }
  | { readonly type: 'notSealed'; readonly number: number; readonly error: unknown }
  /** Nobody waits for the copy any more: the thread says so with `failed`, between two pages. */
  | { readonly type: 'stop' };

/** What a rendering thread says. The keys that seal stay with whom it asks. */
export type FromThread =
  | {
      readonly type: 'seal';
      readonly number: number;
      readonly municipality: MunicipalityId;
      readonly payload: Uint8Array;
      readonly purpose: Purpose;
    }
  | { readonly type: 'rendered'; readonly result: Result<RenderedCopy, NotPrintable> }
  | { readonly type: 'failed'; readonly error: unknown };
