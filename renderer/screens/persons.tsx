import { PageButtons, usePages } from '../components/pages.tsx';
import { GoOnButton } from '../components/go-on-button.tsx';
import { CertificateName } from '../components/certificate-name.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { Tick } from '../drawings/marks.tsx';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { certificateOf } from '../languages/certificate-name.ts';

/** Longer names are set smaller, on two or three lines: a name is never cut. */
const longName = 22;

const personsPerPage = { landscape: 6, portrait: 12 } as const;

/**
 * Whose certificate: oneself, everybody, or chosen persons. Names are text on the screen and nowhere else, not even in an
 * attribute.
 */
export function PersonsScreen({ body }: BodyOf<'persons'>) {
  const { persons: words, frame } = useWords();
  const portrait = useUpright();
  const pages = usePages(body.persons, portrait ? personsPerPage.portrait : personsPerPage.landscape);
  const { persons, chosen } = body;
  const everybody = chosen.length === persons.length;
  const onlyMe = !everybody && persons.every(({ ref, self }) => chosen.includes(ref) === self);
  return (
    <Panel
      question={words.question}
      hint={<CertificateName certificate={certificateOf(body)} />}
      aside={
        <>
          <PageButtons pages={pages} />
          <p className="aside-say" aria-live="polite">
            {chosen.length === 0 ? words.chooseFirst : words.chosen({ count: chosen.length })}
          </p>
          <GoOnButton
            name="persons-done"
            disabled={chosen.length === 0}
            action={{ type: 'personsDone' }}
            say={frame.goOn}
          />
        </>
      }
    >
      <div className="persons">
        <div className="persons-quick">
          <TouchButton className="key choice" name="only-me" chosen={onlyMe} action={{ type: 'chooseSelf' }}>
            <Tick on={onlyMe} round />
            <span>{words.onlyMe}</span>
          </TouchButton>
          <TouchButton
            className="key choice"
            name="everybody"
            chosen={everybody}
            action={{ type: 'chooseAll' }}
          >
            <Tick on={everybody} round />
            <span>{words.everybody({ count: persons.length })}</span>
          </TouchButton>
        </div>
        <p className="persons-choose">{words.choose}</p>
        <ul className="persons-list">
          {pages.shown.map(({ ref, name, self }) => (
            <li key={ref}>
              <TouchButton
                className="key choice choice-person"
                chosen={chosen.includes(ref)}
                action={{ type: 'togglePerson', person: ref }}
              >
                <Tick on={chosen.includes(ref)} />
                <span className={name.length > longName ? 'person-name person-name-long' : 'person-name'}>
                  {name}
                  {self ? <span className="person-self">{words.me}</span> : null}
                </span>
              </TouchButton>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
