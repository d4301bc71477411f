import type { Language } from '../../../shared/languages.ts';
import type { Result } from '../../../shared/result.ts';

/** One text for one voice. It is somebody's own: it goes to what speaks, and into no argument, file, log or error. */
export interface SpokenText {
  readonly text: string;
  readonly voice: string;
  /** A step from the slowest, 1 to `voiceSteps.speed`. */
  readonly speed: number;
  /** A step from the softest, 1 to `voiceSteps.volume`; 0: nothing is heard, to try whether it works. */
  readonly volume: number;
}

/** `offline`: it is not there, or does not answer. `failed`: it is there and says that it could not. */
export type SpeechFault = 'offline' | 'failed';

/** What speaks, one text at a time. */
export interface SpeechEngine {
  /** The voice for a language; null: there is none. */
  voiceOf(language: Language): string | null;
  /** Says a text. Resolves when it has been heard, or soon after the signal: then it is silent at once. */
  speak(spoken: SpokenText, signal: AbortSignal): Promise<Result<undefined, SpeechFault>>;
}

/** Null: nothing speaks here. */
export interface SpeechDevice {
  readonly engine: SpeechEngine | null;
}
