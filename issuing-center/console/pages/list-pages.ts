import type { Bilingual } from '../../../shared/certificates.ts';
import type { Instant } from '../../../shared/dates.ts';
import { html, type Html } from '../html.ts';
import type { KnownOperator } from '../operators.ts';
import type { Debt } from '../owed.ts';
import { deed, head, page, table, timeText, words, type Asking } from '../page.ts';
import type { RecordLine } from '../record.ts';
import type { Words } from '../words/words.ts';

/** Sums that are owed, by kiosk and code. */
export function owedPage(asking: Asking, debts: readonly Debt[]): Html {
  const say = words[asking.language];
  const { owed: text } = say;
  const yenText = (sum: number): string => `¥${sum.toLocaleString('en-US')}`;
  const sum = debts.reduce((all, { owed }) => all + owed, 0);
  return page(
    asking,
    'owed',
    say.menu.owed,
    html`<p>${text.explain}</p>
      <p>${text.total}: <strong>${yenText(sum)}</strong></p>
      ${table(
        say,
        say.menu.owed,
        [head(say.kiosks.kiosk), head(text.code), head(text.sum, 'sum'), head(text.since)],
        debts.map(
          ({ kiosk, code, owed, reportedAt }) =>
            html`<th scope="row"><a href="/kiosks/${kiosk}">${kiosk}</a></th>
              <td>${code}</td>
              <td class="sum">${yenText(owed)}</td>
              <td>${reportedAt === null ? say.unknown : timeText(reportedAt)}</td>`,
        ),
      )}`,
  );
}

/** What is in force of a municipality. */
export interface ShownMunicipality {
  readonly id: string;
  readonly name: Bilingual;
  /** Null: what the center's file says, and nobody has used it yet; `closed`: nothing that is sound. */
  readonly number: number | 'closed' | null;
  readonly from: Instant | null;
  readonly whence: 'file' | 'published' | 'takenBack' | null;
  readonly next: Instant | null;
}

export function municipalitiesPage(asking: Asking, all: readonly ShownMunicipality[]): Html {
  const { language } = asking;
  const say = words[language];
  const { municipalities: text } = say;
  const heads = [text.name, text.code, text.number, text.from, text.whence, text.next].map((one) =>
    head(one),
  );
  const numberText = (number: ShownMunicipality['number']): string =>
    number === null ? text.fileOnly : number === 'closed' ? text.closed : String(number);
  return page(
    asking,
    'municipalities',
    say.menu.municipalities,
    table(
      say,
      `${say.menu.municipalities} (${String(all.length)})`,
      heads,
      all.map(
        ({ id, name, number, from, whence, next }) =>
          html`<th scope="row">${name[language]}</th>
            <td>${id}</td>
            <td>${numberText(number)}</td>
            <td>${from === null ? null : timeText(from)}</td>
            <td>${whence === null ? null : say.whences[whence]}</td>
            <td>${next === null ? say.none : timeText(next)}</td>`,
      ),
    ),
  );
}

/** What the record has in words of the code, `out fault 1.2.3`, in the reader's language; a version stays as it is. */
function stateWords(say: Words, state: string): string {
  const known: Readonly<Record<string, string>> = {
    ...say.reasons,
    ...say.ordered,
    ...Object.fromEntries(Object.entries(say.alarmKinds).map(([kind, text]) => [`alarm:${kind}`, text])),
    ...{ cleared: say.alarms.wasCleared, valid: say.operators.valid, withdrawn: say.operators.withdrawn },
  };
  return state
    .split(' ')
    .map((word) => known[word] ?? word)
    .join(', ');
}

/** @param check over the whole record, not only the lines shown */
export function recordPage(
  asking: Asking,
  lines: readonly RecordLine[],
  check: { readonly lines: number; readonly last: string; readonly brokenAt: number | null },
): Html {
  const say = words[asking.language];
  const { record: text } = say;
  const oldest = lines.at(-1)?.seq ?? 1;
  const heads = ['#', text.at, text.who, text.what, text.subject, text.was, text.became, text.note];
  return page(
    asking,
    'record',
    say.menu.record,
    html`<p>${text.explain}</p>
      <p class="hash">
        ${
          check.brokenAt === null
            ? say.holds(check.lines, check.last)
            : html`<span class="bad">${say.broken(check.brokenAt)}</span>`
        }
      </p>
      ${table(
        say,
        say.menu.record,
        heads.map((one) => head(one)),
        lines.map(
          ({ seq, at, operator, role, action, subject, was, became, note }) =>
            html`<th scope="row">${seq}</th>
              <td>${timeText(at)}</td>
              <td>${say.you(operator, say.roles[role])}</td>
              <td>${say.actions[action]}</td>
              <td>${subject}</td>
              <td>${stateWords(say, was)}</td>
              <td>${stateWords(say, became)}</td>
              <td>${note}</td>`,
        ),
      )}${oldest > 1 ? html`<p><a href="/record?before=${oldest}">${text.older}</a></p>` : null}`,
  );
}

/** For administrators: who is let in, and the form that withdraws a certificate. */
export function operatorsPage(asking: Asking, operators: readonly KnownOperator[]): Html {
  const say = words[asking.language];
  const { operators: text } = say;
  const isValid = ({ withdrawnAt, endsAt }: KnownOperator): boolean =>
    withdrawnAt === null && endsAt > asking.now;
  const heads = [text.name, text.role, text.issued, text.ends, text.state].map((one) => head(one));
  return page(
    asking,
    'operators',
    say.menu.operators,
    html`<p>${text.explain}</p>
      ${table(
        say,
        say.menu.operators,
        heads,
        operators.map(
          (one) =>
            html`<th scope="row">${one.name}</th>
              <td>${say.roles[one.role]}</td>
              <td>${timeText(one.issuedAt)}</td>
              <td>${timeText(one.endsAt)}</td>
              <td>
                ${
                  isValid(one)
                    ? `${text.valid}${one.certificate === asking.operator.certificate ? ` (${text.self})` : ''}`
                    : text.withdrawn
                }
              </td>`,
        ),
      )}
      <h2>${text.withdraw}</h2>
      ${operators
        .filter((one) => isValid(one) && one.certificate !== asking.operator.certificate)
        .map((one) => {
          const label = say.withdrawing(one.name);
          return deed(
            asking,
            '/operators/withdraw',
            label,
            html`<p>${label} (${say.roles[one.role]}, ${timeText(one.issuedAt)})</p>
              <input type="hidden" name="certificate" value="${one.certificate}" /><button
                type="submit"
                aria-label="${label}"
              >
                ${text.withdraw}
              </button>`,
          );
        })}`,
  );
}
