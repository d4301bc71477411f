import { nameEnd } from '../../shared/municipality-search.ts';
import type { BodyOf } from '../components/body-of.ts';
import { kanaKeys } from '../components/kana.ts';
import { KeyGrid } from '../components/key-grid.tsx';
import { Panel } from '../components/panel.tsx';
import { useStage } from '../components/stage.tsx';
import { TypingKeys } from '../components/typing-keys.tsx';
import { useWords } from '../languages/languages.tsx';
import { Groups, Places } from './municipality-lists.tsx';

const latin = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ␣');
/** What a key types. */
const typedBy = (key: string): string => (key === '␣' ? nameEnd : key.toLowerCase());

/** A name is typed from its beginning; once those that are left fit on the screen, or their groups do, they take the place of the keys. */
export function MunicipalitySearchScreen({ body }: BodyOf<'municipalitySearch'>) {
  const { finding, entry } = useWords();
  const { large } = useStage();
  const { keys, typed, onward, count, groups, found } = body;
  // As the keys have them.
  const shown = typed.replace(nameEnd, '').toUpperCase();
  if (found.length > 0) {
    return (
      <Panel question={finding.search.found({ typed: shown })} className="panel-places">
        <Places places={found} />
      </Panel>
    );
  }
  if (groups.length > 0) {
    return (
      <Panel
        question={finding.search.found({ typed: shown })}
        hint={finding.groups.hint}
        className="panel-places"
      >
        <Groups groups={groups.map((label) => label.toUpperCase())} />
      </Panel>
    );
  }
  return (
    <Panel
      typed="alphabet"
      question={finding.search.question}
      hint={large ? finding.search.hint : undefined}
      aside={
        <>
          <p className="entered" aria-live="polite">
            {shown === '' ? <span className="quiet">{entry.empty}</span> : shown}
          </p>
          <p className="hint">{count === 0 ? '' : finding.search.count({ count })}</p>
          <TypingKeys keys={keys} empty={typed === ''} />
        </>
      }
    >
      <div className="entry entry-kana">
        {large ? null : <p className="hint">{finding.search.hint}</p>}
        <KeyGrid
          keys={keys === 'kana' ? kanaKeys('plain') : latin}
          columns={10}
          intent={(key) => ({ type: 'entryKey', key: typedBy(key) })}
          shut={(key) => !onward.includes(typedBy(key))}
          label={entry.keys}
        />
      </div>
    </Panel>
  );
}
