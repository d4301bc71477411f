import type { BesidePage } from '../beside-page.ts';
import type { PageVerdict } from '../verdict.ts';
import { linesOf } from '../words/lines.ts';
import type { Words } from '../words/words.ts';

/** The verdict of a page as elements: the answer large, then what the receiver should know. */
export function verdictView(
  verdict: PageVerdict,
  beside: Pick<BesidePage, 'side'> | null,
  w: Words,
): readonly HTMLElement[] {
  const lines = linesOf(verdict, beside, w).map((line) => textElement('li', line));
  const list = document.createElement('ul');
  list.replaceChildren(...lines);
  return [textElement('h2', w.verdict[verdict.verdict]), textElement('p', nameOf(verdict, w)), list];
}

/** A line of text as an element. */
export function textElement(name: 'h2' | 'p' | 'li', text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function nameOf(verdict: PageVerdict, w: Words): string {
  const page = 'page' in verdict ? verdict.page : null;
  if (page === null) return '';
  return `${w.kind[page.kind]} ${page.documentNumber} ${page.sheet}/${page.of}`;
}
