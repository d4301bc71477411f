import { useState } from 'react';
import { textIn } from '../../languages/text-in.ts';
import { GoOnButton } from '../components/go-on-button.tsx';
import { kanaKeys, type KanaPlane } from '../components/kana.ts';
import { KeyGrid } from '../components/key-grid.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { useStage } from '../components/stage.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

const townsPerPage = { landscape: 8, portrait: 10 } as const;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/** The town of the registered domicile, from the municipality's own list: no kiosk has keys for every kanji. */
export function DomicileTownScreen({ body }: BodyOf<'domicileTown'>) {
  const { town } = useWords();
  const language = useLanguage();
  const portrait = useUpright();
  const pages = usePages(body.towns, portrait ? townsPerPage.portrait : townsPerPage.landscape);
  return (
    <Panel
      question={town.question}
      hint={`${textIn(language, body.municipality)} ${town.hint}`}
      aside={pages.count > 1 ? <PageButtons pages={pages} /> : null}
    >
      <ul className="answers answers-two">
        {pages.shown.map((name) => (
          <li key={name}>
            <TouchButton className="key answer" action={{ type: 'chooseTown', town: name }}>
              <span className="answer-name">{name}</span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function DomicileNumberScreen({ body }: BodyOf<'domicileNumber'>) {
  const { number, entry } = useWords();
  return (
    <Panel
      typed="number"
      question={number.question}
      hint={number.hint}
      aside={<EntryAside complete={body.complete} />}
    >
      <div className="entry">
        <Entered text={`${body.town} ${body.entered}`} />
        <KeyGrid
          keys={[...digits, '−']}
          columns={4}
          intent={(key) => ({ type: 'entryKey', key: key === '−' ? '-' : key })}
          label={entry.keys}
        />
      </div>
    </Panel>
  );
}

export function TelephoneScreen({ body }: BodyOf<'telephone'>) {
  const { telephone, entry } = useWords();
  return (
    <Panel
      typed="number"
      question={telephone.question}
      hint={telephone.hint}
      aside={<EntryAside complete={body.complete} />}
    >
      <div className="entry">
        <Entered text={body.entered} />
        <KeyGrid keys={digits} columns={4} intent={(key) => ({ type: 'entryKey', key })} label={entry.keys} />
      </div>
    </Panel>
  );
}

export function HeadOfRegisterScreen({ body }: BodyOf<'headOfRegister'>) {
  const { head, entry } = useWords();
  const { large } = useStage();
  const [plane, show] = useState<KanaPlane>('plain');
  const planeKey = (other: KanaPlane, say: string) => (
    <TouchButton
      className="key choice"
      name={`kana-${other}`}
      chosen={plane === other}
      action={() => {
        show(plane === other ? 'plain' : other);
      }}
    >
      {say}
    </TouchButton>
  );
  return (
    <Panel
      typed="alphabet"
      question={head.question}
      hint={large ? head.hint : undefined}
      aside={
        <>
          <Entered text={body.entered} />
          <div className="entry-planes">
            {planeKey('voiced', '゛ ゜')}
            {planeKey('small', head.small)}
          </div>
          <TouchButton className="key aside-key" name="head-is-me" action={{ type: 'headIsMe' }}>
            {head.me}
          </TouchButton>
          <EntryAside complete={body.entered !== ''} />
        </>
      }
    >
      <div className="entry entry-kana">
        {large ? null : <p className="hint">{head.hint}</p>}
        <KeyGrid
          keys={kanaKeys(plane)}
          columns={10}
          intent={(key) => ({ type: 'entryKey', key })}
          label={entry.keys}
        />
      </div>
    </Panel>
  );
}

function EntryAside({ complete }: { readonly complete: boolean }) {
  const { entry } = useWords();
  return (
    <>
      <TouchButton className="key aside-key" name="entry-erase" action={{ type: 'entryErase' }}>
        {entry.erase}
      </TouchButton>
      <GoOnButton name="entry-done" disabled={!complete} action={{ type: 'entryDone' }} say={entry.done} />
    </>
  );
}

/** What was typed: text on the screen, and nowhere else. */
function Entered({ text }: { readonly text: string }) {
  const { entry } = useWords();
  return (
    <p className="entered" aria-live="polite">
      {text === '' ? <span className="quiet">{entry.empty}</span> : text}
    </p>
  );
}
