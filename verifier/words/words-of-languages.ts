import type { Language } from '../../shared/languages.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Words } from './words.ts';

export const words: Readonly<Record<Language, Words>> = { ja, en };
