/** Markup that is safe to send: only `html` makes it, and it escapes whatever is put in. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What can be put into a template: text and numbers are escaped, markup and lists of it stay; null is nothing. */
export type Put = string | number | Html | null | readonly Put[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function put(value: Put): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(put).join('');
  return String(value).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Markup from a template; values stand in texts and in attributes within double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Put[]): Html {
  return new Html(String.raw({ raw: parts }, ...values.map(put)));
}
