import { facts } from '../../languages/compiled/facts.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import { useVoice } from './voice-context.ts';

/** Why nothing is heard although the voice is on, or would be; null: it is heard. */
export function useVoiceTrouble(): string | null {
  const { voice: words } = useWords();
  const language = useLanguage();
  const { speech, voiceless } = useVoice();
  if (speech === 'silent') return words.silent;
  return voiceless.includes(language) ? words.noVoiceIn({ language: facts[language].name }) : null;
}

/** Says to the eyes what cannot be said to the ears. */
export function VoiceTrouble() {
  const { on } = useVoice();
  const trouble = useVoiceTrouble();
  return on && trouble !== null ? <p className="voice-trouble">{trouble}</p> : null;
}
