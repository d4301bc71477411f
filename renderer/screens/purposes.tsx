import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { PurposeDrawing } from '../drawings/purpose-drawings.tsx';
import { useWords } from '../languages/languages.tsx';

const perPage = 9;

/** "What is it for?": one touch chooses certificate and items. Whoever knows what they need goes on without a purpose. */
export function PurposesScreen({ body }: BodyOf<'purposes'>) {
  const { purposes: words } = useWords();
  const pages = usePages(body.purposes, perPage);
  return (
    <Panel
      question={words.question}
      hint={words.hint}
      className="panel-purposes"
      aside={
        <>
          <PageButtons pages={pages} />
          <TouchButton
            className="key key-primary purpose-other"
            name="certificates"
            action={{ type: 'openCertificates' }}
          >
            <span className="answer-name">{words.other}</span>
            <span className="answer-hint">{words.otherHint}</span>
          </TouchButton>
          {body.otherServices ? (
            <TouchButton className="key aside-key" name="other-services" action={{ type: 'openServices' }}>
              {words.otherServices}
            </TouchButton>
          ) : null}
        </>
      }
    >
      <ul className="purposes">
        {pages.shown.map((purpose) => (
          <li key={purpose}>
            <TouchButton
              className="key purpose"
              name={`purpose-${purpose}`}
              action={{ type: 'choosePurpose', purpose }}
            >
              <PurposeDrawing purpose={purpose} />
              <span className="purpose-name">{words.names[purpose]}</span>
            </TouchButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
