import { useState } from 'react';
import { facts } from '../../languages/compiled/facts.ts';
import { textIn } from '../../languages/text-in.ts';
import { isJapanese } from '../../shared/languages.ts';
import type { ListedMunicipality } from '../../shared/municipality-index.ts';
import { prefectures } from '../../shared/prefectures.ts';
import { whoseSchema } from '../../shared/whose.ts';
import { findMunicipalities, mostFound, takesPart } from '../find-municipality.ts';
import { Choice, Heading, Japanese, usePage } from './controls.tsx';

export function WhoseQuestion() {
  const { words, answers, answer } = usePage();
  return (
    <>
      <Heading>{words.whose.question}</Heading>
      <p className="hint">{words.whose.hint}</p>
      <ul className="choices">
        {whoseSchema.options.map((whose) => (
          <Choice
            key={whose}
            name={whose}
            chosen={answers.whose === whose}
            onChoose={() => {
              answer({ whose });
            }}
          >
            <strong>{words.whose[whose].name}</strong>
            <span>{words.whose[whose].purpose}</span>
          </Choice>
        ))}
      </ul>
    </>
  );
}

/** All of Japan, by name or prefecture; one that takes no part says so, and what to do. */
export function MunicipalityQuestion() {
  const { words, places, answers, answer, language } = usePage();
  const [typed, setTyped] = useState('');
  const [prefecture, setPrefecture] = useState<string | null>(null);
  const [without, setWithout] = useState<ListedMunicipality | null>(null);
  const whose = answers.whose ?? 'home';
  const { shown, count } = findMunicipalities(places.index, typed, prefecture, whose);
  const { search } = words.home;
  return (
    <>
      <Heading>{words.municipality[whose].question}</Heading>
      <p className="hint">{whose === 'home' ? words.municipality.home.hint : null}</p>
      <div className="search">
        <label>
          <span>{search.label}</span>
          <input
            type="search"
            name="municipality"
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
              setWithout(null);
            }}
          />
        </label>
        <label>
          <span>{search.prefecture}</span>
          <select
            name="prefecture"
            value={prefecture ?? ''}
            onChange={({ currentTarget }) => {
              setPrefecture(currentTarget.value === '' ? null : currentTarget.value);
              setWithout(null);
            }}
          >
            <option value="">{search.all}</option>
            {prefectures.map((one) => (
              <option key={one.code} value={one.code}>
                {one[facts[language].readsData]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p role="status">{count === 0 ? search.none : count > mostFound ? search.more({ count }) : ''}</p>
      {without === null ? null : <NotThere listed={without} />}
      <ul className="choices choices-short">
        {shown.map((one) => (
          <Choice
            key={one.id}
            name={one.id}
            chosen={answers.municipality === one.id}
            onChoose={() => {
              if (takesPart(one, whose)) answer({ municipality: one.id });
              else setWithout(one);
            }}
          >
            <strong>{textIn(language, places.nameOf(one.id))}</strong>
            <Japanese text={isJapanese(language) ? null : places.nameOf(one.id).ja} />
            {takesPart(one, whose) ? null : <span>{words.finding.takesNoPart}</span>}
          </Choice>
        ))}
      </ul>
    </>
  );
}

function NotThere({ listed }: { readonly listed: ListedMunicipality }) {
  const { words, places, language } = usePage();
  const why = listed.part === 'certificates' ? 'noEnrolment' : 'takesNoPart';
  const { question, hint, next } = words.finding.notHere[why];
  return (
    <div className="notice" role="alert">
      <h2>
        <span className="part">{textIn(language, places.nameOf(listed.id))}</span>{' '}
        <span className="part">{question}</span>
      </h2>
      <p>{hint}</p>
      <p>{next}</p>
    </div>
  );
}
