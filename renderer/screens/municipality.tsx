import { certificateKey } from '../../shared/certificates.ts';
import type { ListedPlace } from '../../shared/place-screens.ts';
import { OpenLine } from '../components/open-line.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { PlaceName } from '../components/place-name.tsx';
import { PlanNoticeLine } from '../components/plan-notice-line.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { useCertificateName } from '../languages/certificate-name.ts';

const municipalitiesPerPage = 6;
/** With more prices than this a button cannot be read; the certificate screen has them all. */
const offersNamed = 2;

/** Whose certificate: the municipalities near this kiosk with hours and prices, and why some are closed. */
export function MunicipalityScreen({ body }: BodyOf<'municipality'>) {
  const words = useWords();
  const { choices, without = [] } = body;
  const pages = usePages([...choices, ...without], municipalitiesPerPage);
  return (
    <Panel
      question={words.municipality[body.whose].question}
      hint={body.notice ? <PlanNoticeLine notice={body.notice} /> : words.municipality[body.whose].hint}
      aside={
        <>
          {pages.count > 1 ? <PageButtons pages={pages} /> : null}
          <TouchButton className="key aside-key" name="find-by-name" action={{ type: 'findByName' }}>
            {words.finding.byName}
          </TouchButton>
          <TouchButton
            className="key aside-key"
            name="find-by-prefecture"
            action={{ type: 'findByPrefecture' }}
          >
            {words.finding.byPrefecture}
          </TouchButton>
        </>
      }
    >
      <ul className="answers answers-two">
        {pages.shown.map((one) => (
          <li key={one.id}>{'takesPart' in one ? <Without place={one} /> : <Near choice={one} />}</li>
        ))}
      </ul>
    </Panel>
  );
}

function Near({ choice }: { readonly choice: BodyOf<'municipality'>['body']['choices'][number] }) {
  const words = useWords();
  const nameOf = useCertificateName();
  const language = useLanguage();
  const { id, name, state, hours, offers } = choice;
  return (
    <TouchButton
      className="key answer"
      name={`municipality-${id}`}
      disabled={!state.open}
      action={{ type: 'chooseMunicipality', municipality: id }}
    >
      <span className="answer-name">
        <PlaceName name={name} />
      </span>
      <OpenLine state={state} hours={hours}>
        {offers
          .filter((offer) => offer.state.open)
          .slice(0, offersNamed)
          .map(({ price, ...certificate }) => (
            <span key={certificateKey(certificate)} className="phrase">
              {words.municipality.offer({ certificate: nameOf(certificate), sum: sumText(language, price) })}
            </span>
          ))}
      </OpenLine>
    </TouchButton>
  );
}

/** One that is near and takes no part: choosing it tells what to do. */
function Without({ place: { id, name } }: { readonly place: ListedPlace }) {
  const { finding } = useWords();
  return (
    <TouchButton
      className="key answer place-without"
      name={`municipality-${id}`}
      action={{ type: 'chooseMunicipality', municipality: id }}
    >
      <span className="answer-name">
        <PlaceName name={name} />
      </span>
      <span className="answer-hint">{finding.takesNoPart}</span>
    </TouchButton>
  );
}
