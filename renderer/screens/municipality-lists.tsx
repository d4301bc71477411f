import { textIn } from '../../languages/text-in.ts';
import type { ListedPlace } from '../../shared/place-screens.ts';
import { prefectures, regions } from '../../shared/prefectures.ts';
import type { BodyOf } from '../components/body-of.ts';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { InJapanese } from '../languages/in-japanese.tsx';
import { useLanguage, useWords } from '../languages/languages.tsx';

/** All 47 prefectures at once, from north to south; neighbouring regions have other grounds. */
export function PrefecturesScreen() {
  const { finding } = useWords();
  const language = useLanguage();
  return (
    <Panel question={finding.prefectures.question} hint={finding.prefectures.hint} className="panel-places">
      <ul className="prefectures">
        {prefectures.map(({ code, ...name }) => (
          <li key={code}>
            <TouchButton
              className={regionAt(code) % 2 === 0 ? 'key prefecture' : 'key prefecture prefecture-other'}
              name={`prefecture-${code}`}
              action={{ type: 'choosePrefecture', prefecture: code }}
            >
              {textIn(language, name)} <InJapanese text={name.ja} beside={textIn(language, name)} />
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function regionAt(code: string): number {
  return regions.findIndex(({ codes }) => codes.includes(code));
}

/** The beginnings of names in a prefecture, so that what follows fits on one screen. */
export function NameGroupsScreen({ body }: BodyOf<'nameGroups'>) {
  const { finding } = useWords();
  return (
    <Panel
      question={finding.groups.question({ prefecture: usePrefectureName(body.prefecture) })}
      hint={finding.groups.hint}
      className="panel-places"
    >
      <Groups groups={body.groups} />
    </Panel>
  );
}

/** Beginnings of names as keys. */
export function Groups({ groups }: { readonly groups: readonly string[] }) {
  return (
    <ul className="places">
      {groups.map((label, group) => (
        <li key={label}>
          <TouchButton
            className="key place"
            name={`group-${String(group)}`}
            action={{ type: 'chooseGroup', group }}
          >
            <span className="place-group">{label}</span>
          </TouchButton>
        </li>
      ))}
    </ul>
  );
}

/** The municipalities of a prefecture, or those whose names begin alike. */
export function MunicipalityListScreen({ body }: BodyOf<'municipalityList'>) {
  const { finding } = useWords();
  return (
    <Panel
      question={finding.list.question({ prefecture: usePrefectureName(body.prefecture) })}
      className="panel-places"
    >
      <Places places={body.places} />
    </Panel>
  );
}

function usePrefectureName(code: string): string {
  const language = useLanguage();
  const found = prefectures.find((one) => one.code === code);
  return found ? textIn(language, found) : '';
}

/** Latin names longer than this are set smaller. */
const longName = 14;

/** Names as keys, all of them at once; one that takes no part says so. */
export function Places({ places }: { readonly places: readonly ListedPlace[] }) {
  const { finding } = useWords();
  const language = useLanguage();
  return (
    <ul className="places">
      {places.map(({ id, name, prefecture, takesPart }) => (
        <li key={id}>
          <TouchButton
            className={takesPart ? 'key place' : 'key place place-without'}
            name={`municipality-${id}`}
            action={{ type: 'chooseMunicipality', municipality: id }}
          >
            <span
              className={
                textIn(language, name).length > longName ? 'place-name place-name-long' : 'place-name'
              }
            >
              {textIn(language, name)}
            </span>
            <InJapanese text={name.ja} beside={textIn(language, name)} />
            {prefecture === null && takesPart ? null : (
              <span className="place-hint">
                {prefecture === null ? null : <span className="phrase">{textIn(language, prefecture)}</span>}
                {takesPart ? null : <span className="phrase">{finding.takesNoPart}</span>}
              </span>
            )}
          </TouchButton>
        </li>
      ))}
    </ul>
  );
}
