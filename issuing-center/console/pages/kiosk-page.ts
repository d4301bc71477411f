import { outReasons, type DeviceId } from '../../../shared/attendants.ts';
import { noOrders, supplies, type StandingOrders } from '../../../shared/kiosk-report.ts';
import type { KnownKiosk } from '../../fleet/kiosks.ts';
import type { GivenOrder } from '../../fleet/orders.ts';
import { html, type Html } from '../html.ts';
import { mayAs } from '../operators.ts';
import { deed, head, page, table, timeText, words, type Asking } from '../page.ts';
import type { Words } from '../words/words.ts';
import { lastIssueText, stateText, supplyText } from './kiosks-page.ts';

const clockOffSeconds = 2;

/** One kiosk: what it said last, what is wanted of it, and what can be asked of it. */
export function kioskPage(asking: Asking, known: KnownKiosk, orders: readonly GivenOrder[]): Html {
  const say = words[asking.language];
  return page(
    asking,
    'kiosks',
    known.kiosk,
    html`<h2>${say.kiosk.report}</h2>
      ${reportList(say, known)}
      <h2>${say.kiosk.troubles}</h2>
      ${troublesTable(say, known)}
      <h2>${say.kiosk.actions}</h2>
      ${actionForms(asking, known, orders)}
      <h2>${say.kiosk.orders}</h2>
      ${ordersTable(say, orders)}`,
  );
}

function reportList(say: Words, known: KnownKiosk): Html {
  const { report, cameAt, since, clockAhead, trusted } = known;
  const { kiosks: list, kiosk: text } = say;
  const ahead = Math.round(clockAhead / 1000);
  const rows: readonly (readonly [string, Html])[] = [
    [list.state, stateText(say, known)],
    [list.since, timeText(since)],
    [list.reported, timeText(cameAt)],
    ...(trusted ? [] : ([[text.trusted, html`<span class="bad">${text.notTrusted}</span>`]] as const)),
    [list.supplies, html`${supplies.map((one) => supplyText(say, report, one)).join(', ')}`],
    [list.version, html`${report.version}`],
    [text.update, html`${say.updates[report.update]}`],
    [list.lastIssue, lastIssueText(say, known)],
    [text.clock, html`${Math.abs(ahead) <= clockOffSeconds ? text.clockRight : say.seconds(ahead)}`],
    [text.certificate, html`${say.days(report.certificateDays)}`],
  ];
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function troublesTable(say: Words, { report, cameAt }: KnownKiosk): Html {
  const rows = report.troubles.map(({ device, state, reason, forMs }) => {
    const why = reason === null ? '' : `: ${say.deviceReasons[reason]}`;
    return html`<th scope="row">${deviceText(say, device)}</th>
      <td>${say.deviceStates[state]}${why}</td>
      <td>${timeText(cameAt - forMs)}</td>`;
  });
  const heads = [say.kiosk.device, say.kiosks.state, say.kiosks.since].map((one) => head(one));
  return table(say, say.kiosk.troubles, heads, rows);
}

function deviceText(say: Words, device: DeviceId): string {
  for (const [name, text] of Object.entries(say.devices)) if (name === device) return text;
  return say.hopper(device.replace('hopper-', ''));
}

/** What is wanted, in words. */
export function ordersText(
  say: Words,
  { service, update }: Pick<StandingOrders, 'service' | 'update'>,
): string {
  const reason = service.state === 'out' ? ` (${say.reasons[service.reason]})` : '';
  const wish = update === null ? '' : `, ${say.wished(update)}`;
  return `${say.ordered[service.state]}${reason}${wish}`;
}

function actionForms(asking: Asking, { kiosk }: KnownKiosk, [latest]: readonly GivenOrder[]): Html {
  const say = words[asking.language];
  const { kiosk: text } = say;
  const state = latest?.service ?? noOrders.service.state;
  const seen = html`<input type="hidden" name="seen" value="${latest?.number ?? 0}" />`;
  const standing = html`<p>
    ${text.standing}:
    <strong>${latest ? ordersText(say, asStanding(latest)) : ordersText(say, noOrders)}</strong>
  </p>`;
  if (!mayAs(asking.operator.role, 'operator'))
    return html`${standing}
      <p>${text.viewerOnly}</p>`;
  const service = (label: string, body: Html): Html =>
    deed(asking, `/kiosks/${kiosk}/service`, label, html`${seen}${body}`);
  const out = service(
    text.takeOut,
    html`<p>${text.outExplain}</p>
      <p>
        <label for="reason">${text.reason}</label>
        <select id="reason" name="reason">
          ${outReasons.map((one) => html`<option value="${one}">${say.reasons[one]}</option>`)}
        </select>
      </p>
      <button type="submit" name="do" value="out">${text.takeOut}</button>`,
  );
  const drain = service(
    text.drain,
    html`<p>${text.drainExplain}</p>
      <button type="submit" name="do" value="draining">${text.drain}</button>`,
  );
  const back = service(
    text.bringBack,
    html`<button type="submit" name="do" value="in">${text.bringBack}</button>`,
  );
  const update = mayAs(asking.operator.role, 'administrator')
    ? deed(
        asking,
        `/kiosks/${kiosk}/update`,
        text.wish,
        html`${seen}
          <p>${text.wishExplain}</p>
          <p>
            <label for="version">${text.versionLabel}</label>
            <input
              id="version"
              name="version"
              value="${latest?.update ?? ''}"
              maxlength="44"
              autocomplete="off"
              spellcheck="false"
            />
          </p>
          <button type="submit">${text.wish}</button>`,
      )
    : null;
  return html`${standing}${state === 'in' ? null : back}${state === 'draining' ? null : drain}${out}${update}`;
}

function asStanding({ service, reason, update }: GivenOrder): Pick<StandingOrders, 'service' | 'update'> {
  if (service === 'out' && reason !== null) return { service: { state: 'out', reason }, update };
  return { service: { state: service === 'draining' ? 'draining' : 'in' }, update };
}

function ordersTable(say: Words, orders: readonly GivenOrder[]): Html {
  const { kiosk: text } = say;
  const heads = [text.number, text.order, text.given, text.by, text.heard].map((one) => head(one));
  return table(
    say,
    text.orders,
    heads,
    orders.map(
      (one) =>
        html`<th scope="row">${one.number}</th>
          <td>${ordersText(say, asStanding(one))}</td>
          <td>${timeText(one.givenAt)}</td>
          <td>${one.givenBy}</td>
          <td>${one.heardAt === null ? text.notHeard : timeText(one.heardAt)}</td>`,
    ),
  );
}
