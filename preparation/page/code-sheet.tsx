import { textIn } from '../../languages/text-in.ts';
import { facts } from '../../languages/compiled/facts.ts';
import { qrPath, qrViewBox, quietModules } from '../../renderer/components/qr-code.ts';
import { dayText, hourText, sumText, weekdayText } from '../../renderer/languages/format.ts';
import { japanDate } from '../../shared/dates.ts';
import { isJapanese } from '../../shared/languages.ts';
import { preparedText, type Prepared } from '../../shared/prepared-code.ts';
import { freeFor } from '../../state-machines/session/plan.ts';
import { chosenService } from '../answers.ts';
import { toldOf, type Told } from '../told.ts';
import { certificateNames } from './words.ts';
import { Heading, Japanese, usePage } from './controls.tsx';

interface CodeSheetProps {
  readonly prepared: Prepared;
  readonly onAgain: () => void;
}

/** The code, and what to know before going there: for a telephone's screen, and for paper. */
export function CodeSheet({ prepared, onAgain }: CodeSheetProps) {
  const { words, places, answers, now } = usePage();
  const { code } = words.home;
  const chosen = chosenService(answers, places.rulesOf);
  const at = now();
  const told = chosen && toldOf(prepared.plan, chosen, places.nameOf(chosen.municipality.id), at);
  const text = told && textOf(prepared, told, at);
  if (told === null || text === null) return <WrongClock />;
  return (
    <>
      <Heading>{code.question}</Heading>
      <div className="sheet">
        <div className="sheet-code">
          <CodePicture text={text} />
          <p className="code-text">{text}</p>
        </div>
        <div className="sheet-words">
          <p>
            <strong>{code.hold}</strong>
          </p>
          <Until told={told} />
          <div className="actions no-print">
            <button
              type="button"
              className="main"
              data-name="print"
              onClick={() => {
                window.print();
              }}
            >
              {code.print}
            </button>
            <button type="button" className="plain" data-name="again" onClick={onAgain}>
              {code.again}
            </button>
          </div>
        </div>
      </div>
      <div className="facts">
        <Taken prepared={prepared} told={told} />
        <Bring prepared={prepared} told={told} />
        <When told={told} />
        <Where />
      </div>
    </>
  );
}

/** Null where the device's clock is so wrong that no code would be believed. */
function textOf(prepared: Prepared, told: Told, at: number): string | null {
  const today = japanDate(at);
  return today >= '2026-01-01' && today < '2070-01-01' ? preparedText(prepared, told.offer, today) : null;
}

function WrongClock() {
  const { words } = usePage();
  return <Heading>{words.home.code.wrongClock}</Heading>;
}

/** Dark on light whatever the page's colours are: readers want it so. */
function CodePicture({ text }: { readonly text: string }) {
  const { words } = usePage();
  const qr = qrPath(text);
  if (qr === null) return null;
  const side = qr.size + 2 * quietModules;
  return (
    <svg
      className="code-picture"
      viewBox={qrViewBox(qr)}
      shapeRendering="crispEdges"
      role="img"
      aria-label={words.home.code.picture}
    >
      <rect x={-quietModules} y={-quietModules} width={side} height={side} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  );
}

function Until({ told }: { readonly told: Told }) {
  const { words, language } = usePage();
  const { later } = told;
  return (
    <>
      <p>{words.home.code.until({ day: dayText(language, told.until) })}</p>
      {later === null || later.price === null ? null : (
        <p>
          {words.home.take.later({ day: dayText(language, later.day), sum: sumText(language, later.price) })}
        </p>
      )}
    </>
  );
}

interface ToldProps {
  readonly prepared: Prepared;
  readonly told: Told;
}

function Taken({ prepared: { plan }, told }: ToldProps) {
  const { words, language, answers } = usePage();
  const { take, persons } = words.home;
  const { name, japanese } = certificateNames(language, told.offer);
  const items = answers.shown ?? [];
  return (
    <section>
      <h2>{take.title}</h2>
      <ul>
        <li>
          <strong>{name}</strong> <Japanese text={japanese} />
        </li>
        <li>
          {textIn(language, told.place.name)}{' '}
          <Japanese text={isJapanese(language) ? null : told.place.name.ja} />
        </li>
        {plan.variant === null ? null : <li>{words.variant.names[plan.variant].name}</li>}
        {answers.persons === null ? null : <li>{persons[answers.persons]}</li>}
        {items.map((item) => (
          <li key={item}>{words.items[item].name}</li>
        ))}
        <li>{words.copies.count({ copies: plan.copies })}</li>
        <li>
          <strong>{take.cost({ sum: sumText(language, told.total) })}</strong>
        </li>
        <li>
          {told.sheets.orMore
            ? take.sheetsLeast({ sheets: told.sheets.least })
            : take.sheets({ sheets: told.sheets.least })}
        </li>
        {told.sheets.persons === null ? null : <li>{take.persons({ persons: told.sheets.persons })}</li>}
        <Conditions told={told} />
      </ul>
    </section>
  );
}

/** What must be true of the resident, and what a window does better. */
function Conditions({ told: { offer, place } }: { readonly told: Told }) {
  const { words, language, answers } = usePage();
  const { offers, proposal } = words;
  const purpose = answers.purpose === 'other' ? null : answers.purpose;
  const lines = [
    ...offer.needs.map((need) => offers.needs[need]),
    ...place.commonNeeds.map((need) => offers.commonNeeds[need]),
    ...(place.minimumAge === null ? [] : [offers.minimumAge({ years: place.minimumAge })]),
    ...(offer.notAcceptedFor ?? []).map((use) => offers.notAcceptedFor({ use: textIn(language, use) })),
    ...(purpose === null
      ? []
      : freeFor(place, purpose).map((use) => proposal.freeAtWindow({ use: textIn(language, use) }))),
  ];
  return lines.map((line) => <li key={line}>{line}</li>);
}

function Bring({ prepared, told: { place, total } }: ToldProps) {
  const { words, language } = usePage();
  const { bring } = words.home;
  return (
    <section>
      <h2>{bring.title}</h2>
      <ul>
        <li>{bring.card}</li>
        {place.phone?.certificates === false ? null : <li>{bring.phone}</li>}
        <li>{bring.pin}</li>
        <li>{bring.money({ sum: sumText(language, total) })}</li>
        {prepared.voice ? <li>{bring.earphones}</li> : null}
      </ul>
    </section>
  );
}

function When({ told: { days, place } }: { readonly told: Told }) {
  const { words, language } = usePage();
  return (
    <section>
      <h2>{words.home.hours.title}</h2>
      {place.withinShopHours === undefined ? null : <p>{words.offers.withinShopHours}</p>}
      <table>
        <tbody>
          {days.map(({ day, times }) => (
            <tr key={day}>
              <th scope="row">{weekdayText(language, day)}</th>
              <td>
                {times.length === 0
                  ? words.home.hours.closed
                  : times
                      .map(({ from, to }) => words.open.hours({ from: hourText(from), to: hourText(to) }))
                      .join(facts[language].between)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Where() {
  const { words, places, answers, language } = usePage();
  const rules = answers.municipality === null ? null : places.rulesOf(answers.municipality);
  const stores = rules?.stores ?? [];
  const { where, asOf } = words.home;
  return (
    <section>
      {stores.length === 0 ? null : (
        <>
          <h2>{where.title}</h2>
          <p>{where.stores({ stores: stores.join(', ') })}</p>
          {rules?.moreStores === true ? <p>{where.others}</p> : null}
        </>
      )}
      <p className="hint">{asOf({ day: dayText(language, places.madeOn) })}</p>
    </section>
  );
}
