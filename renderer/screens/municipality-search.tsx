import { nameEnd } from '../../shared/municipality-search.ts';
import type { BodyOf } from '../components/body-of.ts';
import { kanaKeys } from '../components/kana.ts';
import { KeyGrid } from '../components/key-grid.tsx';
import { Panel } from '../components/panel.tsx';
import { useStage } from '../components/stage.tsx';
import { TouchButton } from '../components/touch-button.tsx';
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
  const other = keys === 'kana' ? 'latin' : 'kana';
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
          <TouchButton
            className="key aside-key"
            name={`keys-${other}`}
            action={{ type: 'chooseKeys', keys: other }}
          >
            {finding.search.keys[other]}
          </TouchButton>
          <TouchButton
            className="key aside-key"
            name="entry-erase"
            disabled={typed === ''}
            action={{ type: 'entryErase' }}
          >
            {entry.erase}
          </TouchButton>
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
