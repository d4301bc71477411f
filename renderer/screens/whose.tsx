import { whoseSchema } from '../../shared/whose.ts';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useWords } from '../languages/languages.tsx';

/** Where one lives, or where a register is kept and one does not live: the two buttons that the guides name. */
export function WhoseScreen() {
  const { whose: words } = useWords();
  return (
    <Panel question={words.question} hint={words.hint}>
      <ul className="answers answers-one">
        {whoseSchema.options.map((whose) => (
          <li key={whose}>
            <TouchButton
              className="key answer"
              name={`whose-${whose}`}
              action={{ type: 'chooseWhose', whose }}
            >
              <span className="answer-name">{words[whose].name}</span>
              <span className="answer-hint">{words[whose].purpose}</span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
