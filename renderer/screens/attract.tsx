import { textIn } from '../../languages/text-in.ts';
import { facts } from '../../languages/compiled/facts.ts';
import { languages, type Language } from '../../shared/languages.ts';
import { InterruptedPayments } from '../components/interrupted-payments.tsx';
import { Flow } from '../components/flow.tsx';
import { Notice } from '../components/notice.tsx';
import { OpenLine } from '../components/open-line.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useStage } from '../components/stage.tsx';
import { CardDrawing, KeypadDrawing } from '../drawings/card-drawings.tsx';
import { MoneyDrawing } from '../drawings/money-drawings.tsx';
import { PayMethodDrawing } from '../drawings/pay-drawings.tsx';
import { TouchDrawing } from '../drawings/product-mark.tsx';
import { Globe } from '../drawings/marks.tsx';
import { familyOf } from '../languages/family-of.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

const municipalitiesPerPage = 6;

/** Nobody is here: the whole screen is one button, and what is open is listed beside the invitation. */
export function AttractScreen({ body }: BodyOf<'attract'>) {
  const words = useWords();
  const invited = invitedIn(useLanguage());
  const { shape, large } = useStage();
  const broken = body.interrupted.length > 0;
  // On a low, wide panel what holds today takes the place of what the next screens say, too.
  const noChange = body.change !== 'given';
  const [first] = body.municipalities;
  return (
    <div className="attract">
      <Flow about={words.attract.what}>
        <TouchButton className="attract-touch" name="start" action={{ type: 'start' }}>
          <span className="attract-invitation">
            <TouchDrawing />
            {invited.map((language, index) => (
              <span
                key={language}
                className={index === 0 ? 'attract-words' : 'attract-words attract-second'}
                lang={language}
              >
                {facts[language].invitation}
              </span>
            ))}
          </span>
        </TouchButton>
        <TouchButton
          className="key attract-languages"
          name="all-languages"
          action={{ type: 'openLanguages' }}
        >
          <Globe />
          <OtherLanguages />
        </TouchButton>
        {first ? (
          <TouchButton
            className="key attract-look"
            name="look-at-offers"
            action={{ type: 'showOffers', municipality: first.id }}
          >
            {words.attract.look}
          </TouchButton>
        ) : null}
        <div className="attract-head">
          <h1 className="question">{words.attract.what}</h1>
          {broken || (noChange && shape === 'wide' && !large) ? null : <Needed />}
        </div>
        <section className="attract-today">
          <InterruptedPayments interrupted={body.interrupted} />
          {broken && shape !== 'tall' && !large ? null : <Today municipalities={body.municipalities} />}
          <PayLine methods={body.methods} change={body.change} />
        </section>
      </Flow>
    </div>
  );
}

/** The names of all other languages, before anybody has found their list. */
function OtherLanguages() {
  const language = useLanguage();
  const { frame } = useWords();
  return (
    <span className="attract-others">
      <span className="heard-only">{frame.languages}</span>
      {languages
        .filter((other) => other !== language)
        .map((other) => (
          <span key={other} className="phrase" lang={other} style={{ fontFamily: familyOf(other) }}>
            {facts[other].name}
          </span>
        ))}
    </span>
  );
}

/** Two that most people read one of; the others are named on the key beside the globe. */
function invitedIn(language: Language): readonly Language[] {
  return [...new Set<Language>([language, 'en', 'ja'])].slice(0, 2);
}

function Needed() {
  const { attract } = useWords();
  return (
    <div className="attract-needed">
      <CardDrawing />
      <KeypadDrawing />
      <MoneyDrawing />
      <p>{attract.needed}</p>
    </div>
  );
}

/** What is open. In landscape an interrupted payment takes its place: whoever paid is here and looks for it. */
function Today({ municipalities }: Pick<BodyOf<'attract'>['body'], 'municipalities'>) {
  const { attract } = useWords();
  const language = useLanguage();
  const pages = usePages(municipalities, municipalitiesPerPage);
  return (
    <>
      <h2 className="lead">{attract.today}</h2>
      <ul className="attract-list">
        {pages.shown.map((municipality) => (
          <li key={municipality.id} className="attract-municipality">
            <span className="attract-name">{textIn(language, municipality.name)}</span>
            <OpenLine
              state={municipality.state}
              hours={municipality.hours}
              lowestPrice={municipality.lowestPrice}
            />
          </li>
        ))}
      </ul>
      <PageButtons pages={pages} />
    </>
  );
}

/** How one can pay, and whether there is change, before anybody starts. */
function PayLine({ methods, change }: Pick<BodyOf<'attract'>['body'], 'methods' | 'change'>) {
  const { attract } = useWords();
  return (
    <>
      <ul className="pay-line">
        {methods.map((method) => (
          <li key={method} className="pay-line-one">
            <PayMethodDrawing method={method} />
            <span>{attract.methods[method]}</span>
          </li>
        ))}
      </ul>
      {change === 'given' ? null : <Notice tone="warning">{attract.change[change]}</Notice>}
    </>
  );
}
