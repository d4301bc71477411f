import { createContext, useContext } from 'react';
import { noVoice, type Voice } from '../../shared/voice.ts';

/** What a screen can have said once more. */
export interface Reader {
  readonly again: () => void;
  readonly spell: () => void;
}

const nobody: Reader = { again: () => undefined, spell: () => undefined };

export const ReaderContext = createContext<Reader>(nobody);
export const VoiceContext = createContext<Voice>(noVoice);

export function useReader(): Reader {
  return useContext(ReaderContext);
}

/** What this screen knows of the voice. */
export function useVoice(): Voice {
  return useContext(VoiceContext);
}
