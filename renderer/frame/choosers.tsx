import type { ReactNode } from 'react';
import { facts } from '../../languages/compiled/facts.ts';
import { themes, type Display } from '../../shared/display.ts';
import type { Intent } from '../../shared/intent.ts';
import { languages, type Language } from '../../shared/languages.ts';
import { MainButton } from '../components/main-button.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { NoVoice, Tick } from '../drawings/marks.tsx';
import { familyOf } from '../languages/family-of.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import { useVoice } from '../voice/voice-context.ts';
import { VoiceKey } from '../voice/voice-chooser.tsx';
import { Dialog } from './dialog.tsx';

/** All languages, each by its own name: whoever reads none of the others finds their own. */
export function LanguageChooser() {
  const { frame } = useWords();
  const language = useLanguage();
  return (
    <Chooser title={frame.languages} className="choosable-languages" done={frame.goOn}>
      {languages.map((choice) => (
        <Choosable
          key={choice}
          name={`language-${choice}`}
          lang={choice}
          chosen={choice === language}
          action={{ type: 'setLanguage', language: choice }}
        >
          <span style={{ fontFamily: familyOf(choice) }}>{facts[choice].name}</span>
          <Voiceless language={choice} />
        </Choosable>
      ))}
    </Chooser>
  );
}

/** Said before somebody who listens chooses it. */
function Voiceless({ language }: { readonly language: Language }) {
  const { voice: words } = useWords();
  const shown = useLanguage();
  const { speech, voiceless } = useVoice();
  if (speech === 'none' || !voiceless.includes(language)) return null;
  return (
    <span className="voiceless" lang={shown}>
      <NoVoice />
      <span>{words.noVoice}</span>
    </span>
  );
}

/** How the screens look: it changes at once, so that everybody sees what they choose. */
export function DisplayChooser({ display }: { readonly display: Display }) {
  const { look } = useWords();
  return (
    <Chooser title={look.question} className="looks" done={look.done} more={<VoiceKey />}>
      {themes.map((theme) => (
        <Choosable
          key={theme}
          name={`theme-${theme}`}
          chosen={theme === display.theme}
          action={{ type: 'setDisplay', display: { ...display, theme } }}
        >
          <span>{look.themes[theme]}</span>
        </Choosable>
      ))}
    </Chooser>
  );
}

interface ChooserProps {
  readonly title: string;
  readonly className: string;
  /** On the key that closes it. */
  readonly done: string;
  readonly children: ReactNode;
  /** Below the choices. */
  readonly more?: ReactNode;
}

function Chooser({ title, className, done, children, more }: ChooserProps) {
  return (
    <Dialog title={title}>
      <ul className={className}>{children}</ul>
      {more}
      <div className="dialog-actions">
        <MainButton name="carry-on" action={{ type: 'carryOn' }} say={done} />
      </div>
    </Dialog>
  );
}

interface ChoosableProps {
  readonly name: string;
  readonly chosen: boolean;
  readonly action: Intent;
  /** Of its text, when it is not the screen's. */
  readonly lang?: Language;
  readonly children: ReactNode;
}

function Choosable({ chosen, children, ...button }: ChoosableProps) {
  return (
    <li>
      <TouchButton className="key choosable" chosen={chosen} {...button}>
        <Tick on={chosen} round />
        {children}
      </TouchButton>
    </li>
  );
}
