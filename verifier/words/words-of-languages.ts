import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Words } from './words.ts';

/** Languages of the receiver's page and command: fewer than the kiosk's screens may have. */
export const receiverLanguages = ['ja', 'en'] as const;
export type ReceiverLanguage = (typeof receiverLanguages)[number];

export const words: Readonly<Record<ReceiverLanguage, Words>> = { ja, en };
