import { japanDateTime, type Instant } from '../../shared/dates.ts';
import { html, type Html } from './html.ts';
import type { Operator } from './operators.ts';
import { mayAs } from './operators.ts';
import { en } from './words/en.ts';
import { ja } from './words/ja.ts';
import type { ConsoleLanguage, Words } from './words/words.ts';

export const words: Readonly<Record<ConsoleLanguage, Words>> = { ja, en };

/** What every page knows of whoever asks for it. */
export interface Asking {
  readonly operator: Operator;
  readonly language: ConsoleLanguage;
  /** The path that was asked for, for the link to the other language. */
  readonly path: string;
  /** Goes with every form: only a page of ours has it. */
  readonly token: string;
  /** Drawn for one form at a time: sent twice, it is done once. */
  readonly newForm: () => string;
  readonly now: Instant;
}

export const sections = {
  kiosks: '/',
  alarms: '/alarms',
  owed: '/owed',
  municipalities: '/municipalities',
  record: '/record',
  operators: '/operators',
} as const;
export type Section = keyof typeof sections;

/** A whole page. @param title of it, its one heading */
export function page(asking: Asking, section: Section | null, title: string, body: Html): Html {
  const { operator, language, path } = asking;
  const say = words[language];
  const other = language === 'ja' ? 'en' : 'ja';
  const shown = (Object.keys(sections) as Section[]).filter(
    (name) => name !== 'operators' || mayAs(operator.role, 'administrator'),
  );
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${say.title}</title>
        <link rel="stylesheet" href="/console.css" />
      </head>
      <body>
        <a class="skip" href="#content">${say.skip}</a>
        <header>
          <strong>${say.title}</strong>
          <nav aria-label="${say.title}">
            <ul>
              ${shown.map(
                (name) =>
                  html`<li>
                    <a href="${sections[name]}" ${name === section ? html` aria-current="page"` : null}
                      >${say.menu[name]}</a
                    >
                  </li>`,
              )}
            </ul>
          </nav>
          <span class="end"
            ><span>${say.you(operator.name, say.roles[operator.role])}</span>
            <a
              href="/language?to=${other}&amp;back=${encodeURIComponent(path)}"
              lang="${other}"
              hreflang="${other}"
              >${say.otherLanguage}</a
            ></span
          >
        </header>
        <main id="content" tabindex="-1">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `;
}

/** A table that scrolls by itself where the window is narrow; or that there is nothing in it. */
export function table(say: Words, caption: string, heads: readonly Html[], rows: readonly Html[]): Html {
  if (rows.length === 0) return html`<p>${say.none}</p>`;
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function head(text: string, kind?: 'sum'): Html {
  return html`<th scope="col" ${kind ? html` class="sum"` : null}>${text}</th>`;
}

/** A form that does something: it bears the token, and a number of its own. */
export function deed(asking: Asking, action: string, label: string, body: Html): Html {
  return html`<form class="deed" method="post" action="${action}" aria-label="${label}">
    <input type="hidden" name="token" value="${asking.token}" /><input
      type="hidden"
      name="form"
      value="${asking.newForm()}"
    />
    ${body}
  </form>`;
}

/** `2026-11-30 10:15`, in Japan, in a `time` element. */
export function timeText(at: Instant): Html {
  return html`<time datetime="${new Date(at).toISOString()}"
    >${japanDateTime(at).slice(0, 16).replace('T', ' ')}</time
  >`;
}
