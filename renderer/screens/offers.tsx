import type { ReactNode } from 'react';
import { CertificateName } from '../components/certificate-name.tsx';
import { hasReadings } from '../../languages/ruby.ts';
import { certificateKey, kindAndId, type CertificateKind } from '../../shared/certificates.ts';
import { facts } from '../../languages/compiled/facts.ts';
import { textIn } from '../../languages/text-in.ts';
import { GoOnButton } from '../components/go-on-button.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { PlanNoticeLine } from '../components/plan-notice-line.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { dayAndTimeText, hourText, sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';
import type { BodyOf } from '../components/body-of.ts';
import { useCertificateName } from '../languages/certificate-name.ts';

type Offer = BodyOf<'offers'>['body']['offers'][number];
/** A kind that is offered or not, and what holds for all of them; null is a place that stays empty. */
type Line = Offer | CertificateKind | 'conditions' | 'window' | null;
const perPage = { landscape: 4, portrait: 8 } as const;

/** What a municipality offers at a kiosk, at what price and on what condition, and why something is closed: before card and PIN. */
export function OffersScreen({ body }: BodyOf<'offers'>) {
  const { offers: words } = useWords();
  const language = useLanguage();
  const portrait = useUpright();
  const conditions = commonConditions(body).length > 0;
  const certificates: readonly Line[] = [
    ...(conditions ? (['conditions'] as const) : []),
    ...body.offers,
    ...body.notOffered,
  ];
  const usual = portrait ? perPage.portrait : perPage.landscape;
  // Lines with readings above them are higher, and why it is asked after all needs the room of one.
  const most = usual - (hasReadings(words.choose) ? 1 : 0) - (body.notice === undefined ? 0 : 1);
  // What a window does otherwise takes several rows: as the last of a full page it would be cut off.
  const room = certificates.length % most === most - 1 ? [null] : [];
  const pages = usePages([...certificates, ...room, 'window' as const], most);
  const { from, to } = body.hours;
  return (
    <Panel
      question={words.question({ municipality: textIn(language, body.municipality) })}
      hint={
        <>
          <PlanNoticeLine notice={body.notice} />
          {[
            ...(body.justLooking ? [] : [words.choose]),
            words.hint({ from: hourText(from), to: hourText(to) }),
            ...(body.withinShopHours ? [words.withinShopHours] : []),
          ].join(' ')}
        </>
      }
      aside={
        <>
          <PageButtons pages={pages} />
          {body.next ? (
            <TouchButton
              className="key aside-key"
              name="offers-next"
              action={{ type: 'showOffers', municipality: body.next.id }}
            >
              {words.next({ municipality: textIn(language, body.next.name) })}
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
        {pages.shown
          .filter((line) => line !== null)
          .map((line) => (
            <OneLine key={typeof line === 'string' ? line : certificateKey(line)} line={line} body={body} />
          ))}
      </ul>
    </Panel>
  );
}

function OneLine({ line, body }: { readonly line: NonNullable<Line> } & BodyOf<'offers'>) {
  if (line === 'conditions') return <Conditions body={body} />;
  if (line === 'window') return <AtTheWindow body={body} />;
  return typeof line === 'string' ? (
    <NotOffered kind={line} />
  ) : (
    <OfferLine offer={line} asks={!body.justLooking} />
  );
}

/** What holds for every certificate of the municipality. */
function Conditions({ body }: BodyOf<'offers'>) {
  const { offers: words } = useWords();
  const said = commonConditions(body).map((condition) =>
    typeof condition === 'number' ? words.minimumAge({ years: condition }) : words.commonNeeds[condition],
  );
  return <Told name={words.forAll} said={said} />;
}

/** An age, and what else the municipality asks. */
function commonConditions({ minimumAge, commonNeeds }: BodyOf<'offers'>['body']) {
  return [...(minimumAge === null ? [] : [minimumAge]), ...commonNeeds];
}

/** What a window costs, and what it alone issues. */
function AtTheWindow({ body: { window } }: BodyOf<'offers'>) {
  const {
    offers: { window: words },
    certificates,
  } = useWords();
  const nameOf = useCertificateName();
  const language = useLanguage();
  const { dearerBy, prices = [], freeFor = [] } = window;
  const price =
    dearerBy === undefined
      ? []
      : [dearerBy === null ? words.cheaper : words.dearerBy({ sum: sumText(language, dearerBy) })];
  const own = prices.map((one) =>
    words.costs({ certificate: nameOf(one), sum: sumText(language, one.price) }),
  );
  const free = freeFor.map((what) => words.free({ use: textIn(language, what) }));
  const only = window.only.length === 0 ? [] : [words.alone, ...window.only.map((one) => words.only[one])];
  const same = window.samePrice.map((kind) => words.same({ certificate: certificates[kind].name }));
  return <Told name={words.name} said={[...price, ...own, ...same, ...free, ...only]} long />;
}

interface ToldProps {
  readonly name: ReactNode;
  readonly said: readonly string[];
  /** It may need the room of two. */
  readonly long?: boolean;
}

function Told({ name, said, long = false }: ToldProps) {
  return (
    <li className={long ? 'offer offer-closed offer-long' : 'offer offer-closed'}>
      <span className="answer-words">
        <span className="answer-name">{name}</span>
        <span className="answer-hint">
          {said.map((one) => (
            <span key={one} className="phrase">
              {one}
            </span>
          ))}
        </span>
      </span>
    </li>
  );
}

interface OfferLineProps {
  readonly offer: Offer;
  /** Whether it can be chosen here; somebody who only looks sees a list. */
  readonly asks: boolean;
}

function OfferLine({ offer, asks }: OfferLineProps) {
  const { state } = offer;
  if (asks && state.open) {
    return (
      <li>
        <TouchButton
          className="key offer offer-key"
          name={`offer-${certificateKey(offer)}`}
          action={{ type: 'chooseCertificate', ...kindAndId(offer) }}
        >
          <OfferWords offer={offer} />
        </TouchButton>
      </li>
    );
  }
  return (
    <li className={state.open ? 'offer' : 'offer offer-closed'}>
      <OfferWords offer={offer} />
    </li>
  );
}

function OfferWords({ offer }: { readonly offer: Offer }) {
  const { price, state, needs, hours = [], notAcceptedFor = [] } = offer;
  const { offers, open } = useWords();
  const language = useLanguage();
  return (
    <>
      <span className="answer-words">
        <span className="answer-name">
          <CertificateName certificate={offer} />
        </span>
        {state.open ? (
          <span className="answer-hint">
            {hours.map(({ days, from, to }) => (
              <span key={`${days.join()} ${from}`} className="phrase">
                {offers.hoursOn({
                  days: days.map((day) => offers.days[day]).join(facts[language].between),
                  from: hourText(from),
                  to: hourText(to),
                })}
              </span>
            ))}
            {needs.map((need) => (
              <span key={need} className="phrase">
                {offers.needs[need]}
              </span>
            ))}
            {notAcceptedFor.map((use) => (
              <span key={use.en} className="phrase">
                {offers.notAcceptedFor({ use: textIn(language, use) })}
              </span>
            ))}
          </span>
        ) : (
          <span className="answer-hint">
            <span className="phrase">{open.closed[state.reason]}</span>
            {state.opensAt === null ? null : (
              <span className="phrase">
                {open.opensAt({ when: dayAndTimeText(language, state.opensAt) })}
              </span>
            )}
          </span>
        )}
      </span>
      {state.open ? <Sum amount={price} /> : null}
    </>
  );
}

function NotOffered({ kind }: { readonly kind: CertificateKind }) {
  const { offers } = useWords();
  return <Told name={<CertificateName certificate={{ kind }} />} said={[offers.notOffered]} />;
}
