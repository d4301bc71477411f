import { previewText, type Order } from '../../shared/center-api.ts';

const texts = new WeakMap<object, string>();

/** A preview as the text whose hash is in the binding, checked; the same object is not written again. It is a third of an answer. */
export function jsonOfPreview(preview: Order['preview']): string {
  const known = texts.get(preview);
  if (known !== undefined) return known;
  const text = previewText(preview);
  texts.set(preview, text);
  return text;
}
