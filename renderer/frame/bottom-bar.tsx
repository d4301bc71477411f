import { languages } from '../../shared/certificates.ts';
import type { Screen } from '../../shared/screen.ts';
import { TouchButton } from '../components/touch-button.tsx';
import { Arrow, Cross, QuestionMark, Tick } from '../drawings/marks.tsx';
import { useAllWords, useWords } from '../languages/languages.tsx';

/** The buttons that have the same place on every screen. One that does not answer here leaves its place empty. */
export function BottomBar({ controls, language }: Pick<Screen, 'controls' | 'language'>) {
  const words = useWords();
  const allWords = useAllWords();
  return (
    <nav className="bottom-bar" aria-label={words.frame.controls}>
      <div className="bottom-place bottom-back">
        {controls.back ? (
          <TouchButton className="key bar-key" name="back" action={{ type: 'back' }}>
            <Arrow to="left" />
            <span>{words.frame.back}</span>
          </TouchButton>
        ) : null}
      </div>
      <div className="bottom-place bottom-stop">
        {controls.stop ? (
          <TouchButton className="key bar-key bar-key-stop" name="stop" action={{ type: 'stop' }}>
            <Cross />
            <span>{words.frame.stop}</span>
          </TouchButton>
        ) : null}
      </div>
      <div className="bottom-place bottom-help">
        {controls.help ? (
          <TouchButton className="key bar-key" name="help" action={{ type: 'help' }}>
            <QuestionMark />
            <span>{words.frame.help}</span>
          </TouchButton>
        ) : null}
      </div>
      <div className="bottom-languages" role="group" aria-label={words.frame.languages}>
        {languages.map((choice) => (
          <TouchButton
            key={choice}
            className="key bar-key bar-language"
            name={`language-${choice}`}
            lang={choice}
            chosen={choice === language}
            disabled={!controls.language}
            action={{ type: 'setLanguage', language: choice }}
          >
            {choice === language ? <Tick on round /> : null}
            <span>{allWords[choice].languageName}</span>
          </TouchButton>
        ))}
      </div>
    </nav>
  );
}
