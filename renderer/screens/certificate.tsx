import { useState } from 'react';
import { hasReadings } from '../../languages/ruby.ts';
import { certificateKey, kindAndId } from '../../shared/certificates.ts';
import { noYen } from '../../shared/yen.ts';
import { EndingSoonNote } from '../components/ending-soon-note.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { PlanNoticeLine } from '../components/plan-notice-line.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { CertificateName } from '../components/certificate-name.tsx';

const reasonsPerPage = { landscape: 5, portrait: 8 } as const;
/** Two columns of four; of three where readings stand above the lines. */
const choicesPerPage = { plain: 8, withReadings: 6 } as const;

/** Which certificate, what it is for, what a copy costs; and why this resident cannot take the others. */
export function CertificateScreen({ body }: BodyOf<'certificate'>) {
  const words = useWords().certificate;
  const [asked, ask] = useState(false);
  const nothing = body.choices.length === 0;
  const whyNot = asked || nothing;
  const portrait = useUpright();
  const pages = usePages(
    body.unavailable,
    portrait ? reasonsPerPage.portrait : reasonsPerPage.landscape,
    'reasons',
  );
  const choicePages = usePages(
    body.choices,
    choicesPerPage[hasReadings(words.question) ? 'withReadings' : 'plain'],
  );
  const soon = body.endingSoon;
  const mayAsk = !nothing && body.unavailable.length > 0;
  const turns = (whyNot ? pages : choicePages).count > 1;
  return (
    <Panel
      question={nothing ? words.nothing : whyNot ? words.whyNot : words.question}
      hint={whyNot ? undefined : body.notice ? <PlanNoticeLine notice={body.notice} /> : words.hint}
      aside={
        soon || mayAsk || turns ? (
          <>
            {soon ? <EndingSoonNote soon={soon} /> : null}
            {turns ? <PageButtons pages={whyNot ? pages : choicePages} /> : null}
            {mayAsk ? (
              <TouchButton
                className="key aside-key"
                name="why-not"
                action={() => {
                  ask(!asked);
                }}
              >
                {asked ? words.back : words.whyNot}
              </TouchButton>
            ) : null}
          </>
        ) : null
      }
    >
      {whyNot ? (
        <Unavailable shown={pages.shown} />
      ) : (
        <Choices choices={choicePages.shown} narrow={soon !== null || mayAsk || turns} />
      )}
    </Panel>
  );
}

/** @param narrow beside the side column, where there is no room for what each of many is for */
function Choices({
  choices,
  narrow,
}: {
  readonly choices: readonly BodyOf<'certificate'>['body']['choices'][number][];
  readonly narrow: boolean;
}) {
  const { certificates, certificate } = useWords();
  const brief = narrow && choices.length > 6;
  return (
    <ul className={`answers ${choices.length <= 3 ? 'answers-one' : 'answers-two'}`}>
      {choices.map(({ price, free, ...choice }) => (
        <li key={certificateKey(choice)}>
          <TouchButton
            className="key answer answer-priced"
            name={`certificate-${certificateKey(choice)}`}
            action={{ type: 'chooseCertificate', ...kindAndId(choice) }}
          >
            <span className="answer-words">
              <span className="answer-name">
                <CertificateName certificate={choice} />
              </span>
              {free > 0 ? (
                <span className="answer-hint">
                  <strong className="free">{certificate.free({ copies: free })}</strong>
                </span>
              ) : brief ? null : (
                <span className="answer-hint">{certificates[choice.kind].purpose}</span>
              )}
            </span>
            <Sum amount={free > 0 ? noYen : price} />
          </TouchButton>
        </li>
      ))}
    </ul>
  );
}

function Unavailable({
  shown,
}: {
  readonly shown: readonly BodyOf<'certificate'>['body']['unavailable'][number][];
}) {
  const words = useWords();
  return (
    <ul className="offers offers-why">
      {shown.map(({ unavailable: why, ...certificate }) => (
        <li key={certificateKey(certificate)} className="offer">
          <span className="answer-words">
            <span className="answer-name">
              <CertificateName certificate={certificate} />
            </span>
            <span className="answer-hint">{words.unavailable[why]}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
