import { textIn } from '../../languages/text-in.ts';
import { hasReadings } from '../../languages/ruby.ts';
import { facts } from '../../languages/compiled/facts.ts';
import { certificateKey, type ItemId } from '../../shared/certificates.ts';
import type { BodyOf } from '../components/body-of.ts';
import { GoOnButton } from '../components/go-on-button.tsx';
import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { Sum } from '../components/sum.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { useUpright } from '../components/use-upright.ts';
import { Mark } from '../drawings/marks.tsx';
import { useCertificateName } from '../languages/certificate-name.ts';
import { hourText, listText, sumText } from '../languages/format.ts';
import { useLanguage, useWords } from '../languages/languages.tsx';

/** One line of what to know; a mark where it must not be missed. */
interface Point {
  readonly say: string;
  readonly mark: 'info' | 'warning' | null;
}

const pointsPerPage = { landscape: 5, portrait: 9 } as const;

/** What fits the purpose, or was prepared at home: what it costs here, why, and what to know before the card. */
export function ProposalScreen({ body }: BodyOf<'proposal'>) {
  const { proposal: words, purposes } = useWords();
  const language = useLanguage();
  const nameOf = useCertificateName();
  const portrait = useUpright();
  const points = usePoints(body);
  const usual = portrait ? pointsPerPage.portrait : pointsPerPage.landscape;
  // Lines with readings above them are higher.
  const pages = usePages(points, hasReadings(words.question) ? usual - 1 : usual);
  return (
    <Panel
      question={body.purpose === null ? words.prepared : words.question}
      hint={[
        ...(body.purpose === null ? [] : [purposes.names[body.purpose]]),
        textIn(language, body.municipality),
      ].join(facts[language].between)}
      aside={
        <>
          <PageButtons pages={pages} />
          <TouchButton className="key aside-key" name="see-offers" action={{ type: 'seeOffers' }}>
            {words.offers}
          </TouchButton>
          <GoOnButton name="take-proposal" action={{ type: 'takeProposal' }} say={words.take} />
        </>
      }
    >
      <div className="proposal">
        <div className="proposal-words">
          <div className="proposal-head">
            <p className="proposal-name">{nameOf(body.certificate)}</p>
            <Sum amount={body.total} />
          </div>
          <ul className="proposal-points">
            {pages.shown.map(({ say, mark }) => (
              <li key={say} className="proposal-point">
                {mark === null ? <span className="proposal-dot" aria-hidden="true" /> : <Mark kind={mark} />}
                <span>{say}</span>
              </li>
            ))}
          </ul>
        </div>
        {body.others.length === 0 ? null : (
          <div className="proposal-others">
            {body.others.map(({ certificate, want }) => (
              <TouchButton
                key={certificateKey(certificate)}
                className="key proposal-other"
                name={`want-${String(want)}`}
                action={{ type: 'chooseWant', want }}
              >
                {words.rather({ certificate: nameOf(certificate) })}
              </TouchButton>
            ))}
          </div>
        )}
      </div>
    </Panel>
  );
}

/** What must not be missed comes first: the first page is read by everybody. */
function usePoints(body: BodyOf<'proposal'>['body']): readonly Point[] {
  const { proposal: words, items, offers, variant } = useWords();
  const language = useLanguage();
  const { purpose, shown, copies, myNumber, withinMonths } = body;
  const plain = (say: string): Point => ({ say, mark: null });
  const info = (say: string): Point => ({ say, mark: 'info' });
  const warning = (say: string): Point => ({ say, mark: 'warning' });
  const itemsShown = (ids: readonly ItemId[]): string =>
    ids.length === 0
      ? words.onlyBasic
      : words.shows({
          items: listText(
            language,
            ids.map((item) => items[item].name),
          ),
        });
  const register = body.certificate.kind === 'familyRegister';
  const record = body.certificate.kind === 'residenceRecord';
  const whom = words.persons[body.persons === 'self' ? 'self' : register ? 'register' : 'all'];
  // Usual items are told of the certificate that has them alone.
  const shows = shown !== null ? [itemsShown(shown)] : record ? [words.usualItems] : [];
  const form = body.variant === null ? [] : [variant.names[body.variant].name];
  const mayShowNumber = record || body.certificate.kind === 'residenceRecordItems';
  return [
    ...(purpose === null ? [] : [plain(words.reasons[purpose])]),
    plain(
      [words.price({ copies, sum: sumText(language, body.total) }), ...form, whom, ...shows].join(
        facts[language].between,
      ),
    ),
    ...body.freeAtWindow.map((use) => warning(words.freeAtWindow({ use: textIn(language, use) }))),
    ...(mayShowNumber && (myNumber === 'mustNotShow' || myNumber === 'askFirst')
      ? [warning(words.myNumber[myNumber])]
      : []),
    ...body.advice.map((advice) => info(words.advice[advice])),
    ...body.notAcceptedFor.map((use) => warning(offers.notAcceptedFor({ use: textIn(language, use) }))),
    ...(withinMonths === null ? [] : [info(words.within({ months: withinMonths }))]),
    ...body.needs.map((need) => info(offers.needs[need])),
    ...body.commonNeeds.map((need) => info(offers.commonNeeds[need])),
    ...(body.minimumAge === null ? [] : [info(offers.minimumAge({ years: body.minimumAge }))]),
    ...body.hours.map(({ days, from, to }) =>
      info(
        offers.hoursOn({
          days: days.map((day) => offers.days[day]).join(facts[language].between),
          from: hourText(from),
          to: hourText(to),
        }),
      ),
    ),
  ];
}
