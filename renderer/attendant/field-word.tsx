import { isJapanese } from '../../shared/languages.ts';
import { useLanguage } from '../languages/languages.tsx';

/** A term of the trade beside the plain words. It is English, so that a Japanese screen does without it. */
export function FieldWord({ word }: { readonly word: string }) {
  return isJapanese(useLanguage()) ? null : <span className="field-word">{word}</span>;
}
