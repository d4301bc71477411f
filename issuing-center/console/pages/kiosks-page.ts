import { supplies, type KioskReport } from '../../../shared/kiosk-report.ts';
import { shownStates, type KnownKiosk, type ShownState } from '../../fleet/kiosks.ts';
import { html, type Html } from '../html.ts';
import { head, page, table, timeText, words, type Asking } from '../page.ts';
import type { Words } from '../words/words.ts';

const quarterMs = 15 * 60_000;

/** Every kiosk in a line. @param only those in this state; null: all */
export function kiosksPage(asking: Asking, kiosks: readonly KnownKiosk[], only: ShownState | null): Html {
  const say = words[asking.language];
  const shown = kiosks.filter((one) => only === null || one.shown === only);
  const { kiosks: text } = say;
  const filter = html`<form class="line" method="get" action="/">
    <label for="state">${text.filter}</label>
    <select id="state" name="state">
      <option value="">${text.all}</option>
      ${shownStates.map(
        (state) =>
          html`<option value="${state}" ${state === only ? html` selected` : null}>
            ${say.states[state]}
          </option>`,
      )}
    </select>
    <button type="submit">${text.show}</button>
  </form>`;
  const heads = [
    text.kiosk,
    text.state,
    text.since,
    text.supplies,
    text.version,
    text.lastIssue,
    text.alarms,
  ];
  return page(
    asking,
    'kiosks',
    say.menu.kiosks,
    html`<p>${text.explain}</p>
      ${filter}${table(
        say,
        `${say.menu.kiosks} (${String(shown.length)})`,
        heads.map((one) => head(one)),
        shown.map((one) => kioskRow(say, one)),
      )}`,
  );
}

function kioskRow(say: Words, known: KnownKiosk): Html {
  const { kiosk, report, alarms } = known;
  const short = supplies.filter((supply) => ['low', 'empty'].includes(report.supplies[supply]));
  return html`<th scope="row"><a href="/kiosks/${kiosk}">${kiosk}</a></th>
    <td>${stateText(say, known)}</td>
    <td>${timeText(known.shown === 'silent' ? known.cameAt : known.since)}</td>
    <td>
      ${short.length === 0 ? say.levels.enough : short.map((one) => html`<span class="bad">${supplyText(say, report, one)}</span> `)}
    </td>
    <td>${report.version}</td>
    <td>${lastIssueText(say, known)}</td>
    <td>${alarms === 0 ? say.none : html`<a class="bad" href="/alarms">${alarms}</a>`}</td>`;
}

export function supplyText(say: Words, report: KioskReport, supply: (typeof supplies)[number]): string {
  return `${say.supplies[supply]}: ${say.levels[report.supplies[supply]]}`;
}

/** In words, and in colour besides. */
export function stateText(say: Words, { shown, report, trusted }: KnownKiosk): Html {
  const { service } = report;
  const why = shown === 'out' && service.state === 'out' ? `: ${say.causes[service.cause]}` : '';
  // Nights and closed days are nothing to look at.
  const atRest = service.state === 'out' && ['outOfHours', 'closedDay'].includes(service.cause);
  const good = trusted && (shown === 'in' || (shown === 'out' && atRest));
  const doubt = trusted ? null : html` <span class="bad">${say.causes.kioskNotTrusted}</span>`;
  return html`<span class="${good ? 'good' : 'bad'}">${say.states[shown]}${why}</span>${doubt}`;
}

/** To the quarter of an hour: what is more exact would point at whoever stood there. */
export function lastIssueText(say: Words, { report: { lastIssueQuarters }, cameAt }: KnownKiosk): Html {
  if (lastIssueQuarters === null) return html`${say.never}`;
  return timeText(Math.floor((cameAt - lastIssueQuarters * quarterMs) / quarterMs) * quarterMs);
}
