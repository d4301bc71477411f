import type { Alarm } from '../../fleet/alarms.ts';
import { toldCauses, supplyLevels } from '../../../shared/kiosk-report.ts';
import { html, type Html } from '../html.ts';
import { mayAs } from '../operators.ts';
import { deed, head, page, table, timeText, words, type Asking } from '../page.ts';
import type { Words } from '../words/words.ts';

/** What stands, each with the form that clears it, and what was cleared lately. */
export function alarmsPage(asking: Asking, standing: readonly Alarm[], cleared: readonly Alarm[]): Html {
  const say = words[asking.language];
  const { alarms: text } = say;
  const may = mayAs(asking.operator.role, 'operator');
  const heads = [say.kiosks.kiosk, text.what, text.raised, say.kiosks.state].map((one) => head(one));
  return page(
    asking,
    'alarms',
    say.menu.alarms,
    html`<h2>${text.standing} (${standing.length})</h2>
      ${table(
        say,
        text.standing,
        heads,
        standing.map((one) => alarmCells(say, one)),
      )}
      ${
        may && standing.length > 0
          ? html`<h2>${text.clear}</h2>
              <p>${text.noteHint}</p>
              ${standing.map((one) => clearForm(asking, one))}`
          : null
      }
      ${may ? null : html`<p>${say.kiosk.viewerOnly}</p>`}
      <h2>${text.cleared}</h2>
      ${table(
        say,
        text.cleared,
        [...heads, head(text.clearedBy), head(text.note)],
        cleared.map(
          (one) =>
            html`${alarmCells(say, one)}
              <td>${one.clearedBy}${one.clearedAt === null ? null : html`, ${timeText(one.clearedAt)}`}</td>
              <td>${one.note}</td>`,
        ),
      )}`,
  );
}

function alarmCells(say: Words, one: Alarm): Html {
  const state = one.holds ? say.alarms.still : say.alarms.subsided;
  return html`<th scope="row"><a href="/kiosks/${one.kiosk}">${one.kiosk}</a></th>
    <td>${alarmText(say, one)}</td>
    <td>${timeText(one.raisedAt)}</td>
    <td>${state}</td>`;
}

/** `Paper: low`, `Out of service for long: printer` */
export function alarmText(say: Words, { kind, detail }: Pick<Alarm, 'kind' | 'detail'>): string {
  const name = say.alarmKinds[kind];
  const level = supplyLevels.find((one) => one === detail);
  if (level && ['sheets', 'toner', 'receiptRoll', 'change'].includes(kind))
    return `${name}: ${say.levels[level]}`;
  const cause = toldCauses.find((one) => one === detail && one !== 'other');
  return cause ? `${name}: ${say.causes[cause]}` : name;
}

function clearForm(asking: Asking, one: Alarm): Html {
  const say = words[asking.language];
  const label = say.clearing(alarmText(say, one), one.kiosk);
  const id = `note-${String(one.id)}`;
  return deed(
    asking,
    `/alarms/${String(one.id)}/clear`,
    label,
    html`<p><strong>${label}</strong></p>
      <p>
        <label for="${id}">${say.alarms.note}</label>
        <input id="${id}" name="note" required minlength="3" maxlength="200" autocomplete="off" size="40" />
      </p>
      <button type="submit" aria-label="${label}">${say.alarms.clear}</button>`,
  );
}
