import type { Screen } from '../../shared/screen.ts';
import { useWords } from '../languages/languages.tsx';
import { TouchButton } from './touch-button.tsx';

type Keys = Extract<Screen['body'], { kind: 'municipalitySearch' }>['keys'];

/** Beside the keys of what is typed: the other keys, kana or Latin letters, and taking back the last one. */
export function TypingKeys({ keys, empty }: { readonly keys: Keys; readonly empty: boolean }) {
  const { finding, entry } = useWords();
  const other = keys === 'kana' ? 'latin' : 'kana';
  return (
    <>
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
        disabled={empty}
        action={{ type: 'entryErase' }}
      >
        {entry.erase}
      </TouchButton>
    </>
  );
}
