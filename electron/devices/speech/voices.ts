import { z } from 'zod';
import { facts } from '../../../languages/compiled/facts.ts';
import { lineSchema } from '../../../shared/config-fields.ts';
import { languageSchema, type Language } from '../../../shared/languages.ts';

/** A site's own voices by language; null: it has none for that language. */
export const voicesSchema = z.partialRecord(languageSchema, lineSchema(100).nullable()).default({});
export type SiteVoices = z.output<typeof voicesSchema>;

/**
 * The voice of a language: the site's, else the one that the language names for espeak-ng.
 * @param usual makes another engine's name of the language's own
 */
export function voiceFor(
  language: Language,
  own: SiteVoices,
  usual: (voice: string) => string = (voice) => voice,
): string | null {
  const named = own[language];
  if (named !== undefined) return named;
  const { voice } = facts[language];
  return voice === null ? null : usual(voice);
}
