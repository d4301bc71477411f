import type { Display } from '../shared/display.ts';
import type { Language } from '../shared/languages.ts';

/** How somebody uses the kiosk. */
export interface Pace {
  readonly language: Language;
  readonly display: Display;
  /** Left out: nothing is spoken. */
  readonly voice?: { readonly on: boolean } | null;
}

/**
 * How many times the usual time somebody gets before a screen asks whether they are still there: 2 for whoever listens, reads letters of
 * twice the usual size, or reads easy Japanese. Used for every time that runs while nobody presses anything.
 */
export function patience({ language, display, voice }: Pace): 1 | 2 {
  return voice?.on === true || display.size >= 200 || language === 'ja-easy' ? 2 : 1;
}
