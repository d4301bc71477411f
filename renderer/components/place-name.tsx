import type { Bilingual } from '../../shared/certificates.ts';
import { textIn } from '../../languages/text-in.ts';
import { InJapanese } from '../languages/in-japanese.tsx';
import { useLanguage } from '../languages/languages.tsx';

/** The name of a municipality or an office in the language of the screen, with the one on its door. */
export function PlaceName({ name }: { readonly name: Bilingual }) {
  const shown = textIn(useLanguage(), name);
  return (
    <>
      {shown} <InJapanese text={name.ja} beside={shown} />
    </>
  );
}
