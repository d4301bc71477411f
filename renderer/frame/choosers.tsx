import { facts } from '../../languages/compiled/facts.ts';
import { themes, type Display } from '../../shared/display.ts';
import { languages } from '../../shared/languages.ts';
import { MainButton } from '../components/main-button.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { Tick } from '../drawings/marks.tsx';
import { familyOf } from '../languages/family-of.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import { Dialog } from './dialog.tsx';

/** All languages, each by its own name: whoever reads none of the others finds their own. */
export function LanguageChooser() {
  const { frame } = useWords();
  const language = useLanguage();
  return (
    <Dialog title={frame.languages}>
      <ul className="choosable-languages">
        {languages.map((choice) => (
          <li key={choice}>
            <TouchButton
              className="key choosable"
              name={`language-${choice}`}
              lang={choice}
              chosen={choice === language}
              action={{ type: 'setLanguage', language: choice }}
            >
              <Tick on={choice === language} round />
              <span style={{ fontFamily: familyOf(choice) }}>{facts[choice].name}</span>
            </TouchButton>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <MainButton name="carry-on" action={{ type: 'carryOn' }} say={frame.goOn} />
      </div>
    </Dialog>
  );
}

/** How the screens look: it changes at once, so that everybody sees what they choose. */
export function DisplayChooser({ display }: { readonly display: Display }) {
  const { look } = useWords();
  return (
    <Dialog title={look.question}>
      <ul className="looks">
        {themes.map((theme) => (
          <li key={theme}>
            <TouchButton
              className={`key choosable look-${theme}`}
              name={`theme-${theme}`}
              chosen={theme === display.theme}
              action={{ type: 'setDisplay', display: { ...display, theme } }}
            >
              <Tick on={theme === display.theme} round />
              <span>{look.themes[theme]}</span>
            </TouchButton>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <MainButton name="carry-on" action={{ type: 'carryOn' }} say={look.done} />
      </div>
    </Dialog>
  );
}
