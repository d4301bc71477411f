import type { KeyObject } from 'node:crypto';
import type { CardPin } from './pin.ts';

/** An elementary file of the card. */
export type CardFile =
  | { readonly kind: 'data'; readonly content: Uint8Array; readonly readAfter: CardPin | null }
  | { readonly kind: 'pin'; readonly pin: CardPin }
  | { readonly kind: 'key'; readonly key: KeyObject; readonly usedAfter: CardPin };

/** An application of the card: its identifier, and its files by number. */
export interface CardApplication {
  readonly aid: Uint8Array;
  readonly files: ReadonlyMap<number, CardFile>;
}

/** The PINs of an application. */
export function pinsOf(application: CardApplication): CardPin[] {
  return [...application.files.values()].flatMap((file) => (file.kind === 'pin' ? [file.pin] : []));
}
