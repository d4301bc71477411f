import { z } from 'zod';

/** Languages of the screens, in the order of their buttons. Each has a folder in languages/. */
export const languages = ['ja', 'en'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

/** Whether somebody who chose it reads Japanese and types kana: plain or easy Japanese. */
export function isJapanese(language: Language): boolean {
  return /^ja(?:-|$)/.test(language);
}
