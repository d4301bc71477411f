import { TouchButton } from '../components/touch-button.tsx';
import { useWords } from '../languages/languages.tsx';
import { useVoice } from './voice-context.ts';

/** Black over everything, for somebody who listens: keys go on below it, and a touch takes it away. */
export function BlackScreen() {
  const { voice: words } = useWords();
  if (!useVoice().blank) return null;
  return (
    <TouchButton className="black-screen" name="voice-show" action={{ type: 'setVoice', change: 'show' }}>
      <span className="heard-only">{words.show}</span>
    </TouchButton>
  );
}
