import type { CertificateKind } from '../../shared/certificates.ts';
import { GoOnButton } from '../components/go-on-button.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { usePortrait } from '../components/use-portrait.ts';
import { dayAndTimeText, hourText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';

type Offer = BodyOf<'offers'>['body']['offers'][number];
const perPage = { landscape: 4, portrait: 8 } as const;

/** What one municipality gives at a kiosk, for what price, on what condition, and why something is not: before card and PIN. */
export function OffersScreen({ body }: BodyOf<'offers'>) {
  const { offers: words } = useWords();
  const language = useLanguage();
  const portrait = usePortrait();
  const lines: readonly (Offer | CertificateKind)[] = [...body.offers, ...body.notOffered];
  const pages = usePages(lines, portrait ? perPage.portrait : perPage.landscape);
  const { from, to } = body.hours;
  return (
    <Panel
      question={words.question(body.municipality[language])}
      hint={words.hint(hourText(from), hourText(to))}
      aside={
        <>
          {body.minimumAge === null ? null : <p className="aside-say">{words.minimumAge(body.minimumAge)}</p>}
          {body.commonNeeds.map((need) => (
            <p key={need} className="aside-say">
              {words.commonNeeds[need]}
            </p>
          ))}
          <PageButtons pages={pages} />
          {body.next ? (
            <TouchButton
              className="key aside-key"
              name="offers-next"
              action={{ type: 'showOffers', municipality: body.next.id }}
            >
              {words.next(body.next.name[language])}
            </TouchButton>
          ) : null}
          {body.justLooking ? (
            <GoOnButton name="start" action={{ type: 'start' }} say={words.begin} />
          ) : (
            <GoOnButton name="offers-seen" action={{ type: 'offersSeen' }} say={words.seen} />
          )}
        </>
      }
    >
      <ul className="offers">
        {pages.shown.map((line) =>
          typeof line === 'string' ? (
            <NotOffered key={line} kind={line} />
          ) : (
            <OfferLine key={line.kind} offer={line} />
          ),
        )}
      </ul>
    </Panel>
  );
}

function OfferLine({ offer: { kind, price, state, needs } }: { readonly offer: Offer }) {
  const { offers, certificates, open } = useWords();
  const language = useLanguage();
  return (
    <li className={state.open ? 'offer' : 'offer offer-closed'}>
      <span className="answer-words">
        <span className="answer-name">{certificates[kind].name}</span>
        {state.open ? (
          <span className="answer-hint">
            {needs.map((need) => (
              <span key={need} className="phrase">
                {offers.needs[need]}
              </span>
            ))}
          </span>
        ) : (
          <span className="answer-hint">
            <span className="phrase">{open.closed[state.reason]}</span>
            {state.opensAt === null ? null : (
              <span className="phrase">{open.opensAt(dayAndTimeText(language, state.opensAt))}</span>
            )}
          </span>
        )}
      </span>
      {state.open ? <Sum amount={price} /> : null}
    </li>
  );
}

function NotOffered({ kind }: { readonly kind: CertificateKind }) {
  const { offers, certificates } = useWords();
  return (
    <li className="offer offer-closed">
      <span className="answer-words">
        <span className="answer-name">{certificates[kind].name}</span>
        <span className="answer-hint">{offers.notOffered}</span>
      </span>
    </li>
  );
}
