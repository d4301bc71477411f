import { logSearchMost } from '../../shared/log-lines.ts';
import type { BodyOf } from '../components/body-of.ts';
import { GoOnButton } from '../components/go-on-button.tsx';
import { kanaKeys } from '../components/kana.ts';
import { KeyGrid } from '../components/key-grid.tsx';
import { Panel } from '../components/panel.tsx';
import { useStage } from '../components/stage.tsx';
import { TypingKeys } from '../components/typing-keys.tsx';
import { useAttendantWords, useWords } from '../languages/languages.tsx';

const latin = Array.from('1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Words or a number to be found in the log, typed on the screen. */
export function LogSearchScreen({ body }: BodyOf<'logSearch'>) {
  const { logReview: words } = useAttendantWords();
  const { entry } = useWords();
  const { large } = useStage();
  const { entered, keys } = body;
  return (
    <Panel
      typed="alphabet"
      question={words.askText}
      hint={large ? words.hint : undefined}
      aside={
        <>
          <p className="entered" aria-live="polite">
            {entered === '' ? <span className="quiet">{entry.empty}</span> : entered.toUpperCase()}
          </p>
          <TypingKeys keys={keys} empty={entered === ''} />
          <GoOnButton
            name="log-find"
            disabled={entered === ''}
            action={{ type: 'entryDone' }}
            say={words.find}
          />
        </>
      }
    >
      <div className="entry entry-kana">
        {large ? null : <p className="hint">{words.hint}</p>}
        <KeyGrid
          keys={keys === 'kana' ? kanaKeys('plain') : latin}
          columns={10}
          intent={(key) => ({ type: 'entryKey', key: key.toLowerCase() })}
          disabled={entered.length >= logSearchMost}
          label={entry.keys}
        />
      </div>
    </Panel>
  );
}
