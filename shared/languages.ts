import { z } from 'zod';

/** Languages of the screens, in the order of their buttons. Each has a folder in languages/. */
export const languages = [
  'ja',
  'ja-easy',
  'en',
  'zh-Hans',
  'zh-Hant',
  'ko',
  'es',
  'pt',
  'vi',
  'th',
  'ne',
  'id',
  'tl',
] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

/** Whether somebody who chose it reads Japanese and types kana: plain or easy Japanese. */
export function isJapanese(tag: string): boolean {
  return /^ja(?:-|$)/.test(tag);
}
