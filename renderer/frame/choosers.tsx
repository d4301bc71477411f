import type { ReactNode } from 'react';
import { facts } from '../../languages/compiled/facts.ts';
import { themes, typeSizes, type Display, type TypeSize } from '../../shared/display.ts';
import type { Intent } from '../../shared/intent.ts';
import { languages, type Language } from '../../shared/languages.ts';
import { Dialog } from '../components/dialog.tsx';
import { MainButton } from '../components/main-button.tsx';
import { useStage } from '../components/stage.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { NoVoice, Tick } from '../drawings/marks.tsx';
import { familyOf } from '../languages/family-of.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import { useVoice } from '../voice/voice-context.ts';
import { VoiceKey } from '../voice/voice-chooser.tsx';

/** All languages, each by its own name: whoever reads none of the others finds their own. */
export function LanguageChooser() {
  const { frame } = useWords();
  const language = useLanguage();
  return (
    <Dialog title={frame.languages} actions={<Done say={frame.goOn} />}>
      <ul className="choosable-languages">
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
      </ul>
    </Dialog>
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
  const { looks } = useWords();
  const { mayBeLow } = useStage();
  return (
    <Dialog title={looks.question} actions={<Done say={looks.done} />}>
      <Looks
        title={looks.letters}
        of={typeSizes.map((size) => ({
          name: `size-${String(size)}`,
          look: { ...display, size },
          say: looks.sizes[sizeWords[size]],
        }))}
        now={display}
      />
      <Looks
        title={looks.colours}
        of={themes.map((theme) => ({
          name: `theme-${theme}`,
          look: { ...display, theme },
          say: looks.themes[theme],
        }))}
        now={display}
      />
      {mayBeLow ? (
        <Looks
          title={looks.height}
          of={[false, true].map((low) => ({
            name: low ? 'place-low' : 'place-whole',
            look: { ...display, low },
            say: low ? looks.places.low : looks.places.whole,
          }))}
          now={display}
        />
      ) : null}
      <VoiceKey />
    </Dialog>
  );
}

const sizeWords = { 100: 'usual', 150: 'large', 200: 'veryLarge' } as const satisfies Record<
  TypeSize,
  string
>;

interface LooksProps {
  readonly title: string;
  readonly of: readonly { readonly name: string; readonly look: Display; readonly say: string }[];
  readonly now: Display;
}

/** The choices of one kind. */
function Looks({ title, of, now }: LooksProps) {
  return (
    <section className="looks">
      <h3 className="lead">{title}</h3>
      <ul className="looks-choices">
        {of.map(({ name, look, say }) => (
          <Choosable
            key={name}
            name={name}
            chosen={look.size === now.size && look.theme === now.theme && look.low === now.low}
            action={{ type: 'setDisplay', display: look }}
          >
            <span>{say}</span>
          </Choosable>
        ))}
      </ul>
    </section>
  );
}

function Done({ say }: { readonly say: string }) {
  return <MainButton name="carry-on" action={{ type: 'carryOn' }} say={say} />;
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
