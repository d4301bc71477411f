import type { ShownLine } from '../../shared/telephone-lines.ts';
import { PlaceName } from './place-name.tsx';
import { dayAndTimeText, timeText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';

/** A number to call, what to press then, and what it answers at this time of day. */
export function TelephoneLine({ line }: { readonly line: ShownLine }) {
  const { telephoneLine: words } = useWords();
  const language = useLanguage();
  const { name, number, menu, paid, state } = line;
  const told = (): string | null => {
    switch (state.answers) {
      case 'everything':
        return words.until({ when: timeText(language, state.until) });
      case 'lossOnly':
        return state.opensAt === null
          ? words.lossOnly.now
          : words.lossOnly.untilThen({ when: dayAndTimeText(language, state.opensAt) });
      case 'nothing':
        return state.opensAt === null
          ? words.opensAt.unknown
          : words.opensAt.known({ when: dayAndTimeText(language, state.opensAt) });
      case 'unknown':
        return null;
    }
  };
  const now = told();
  return (
    <p className="telephone-line">
      <span className="phrase">
        <PlaceName name={name} />
      </span>{' '}
      <span className="telephone">{number}</span>{' '}
      {menu === null ? null : <span className="phrase">{words.menu({ key: menu })}</span>}{' '}
      {paid ? <span className="phrase">{words.paid}</span> : null}{' '}
      {now === null ? null : <span className="phrase">{now}</span>}
    </p>
  );
}
