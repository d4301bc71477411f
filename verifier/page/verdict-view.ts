import type { BesidePage } from '../beside-page.ts';
import type { PageVerdict } from '../verdict.ts';
import { linesOf } from '../words/lines.ts';
import { receiver } from '../../languages/compiled/receiver.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { isJapanese, type Language } from '../../shared/languages.ts';
import { setWords } from './set-words.ts';

/** The verdict of a page as elements: the answer large, then what the receiver should know. */
export function verdictView(
  verdict: PageVerdict,
  beside: Pick<BesidePage, 'side'> | null,
  language: Language,
): readonly HTMLElement[] {
  const w = receiver[language];
  const lines = linesOf(verdict, beside, w).map((line) => textElement('li', line));
  const list = document.createElement('ul');
  list.replaceChildren(...lines);
  return [textElement('h2', w.verdict[verdict.verdict]), textElement('p', nameOf(verdict, language)), list];
}

/** A line of text as an element. */
export function textElement(name: 'h2' | 'p' | 'li', text: string): HTMLElement {
  const element = document.createElement(name);
  setWords(element, text);
  return element;
}

/** The paper speaks Japanese: its kind stands beside the translation in the words that are printed on it. */
function nameOf(verdict: PageVerdict, language: Language): string {
  const page = 'page' in verdict ? verdict.page : null;
  if (page === null) return '';
  const kind = receiver[language].kind[page.kind];
  const named = isJapanese(language) ? kind : `${kind} (${withoutReadings(receiver.ja.kind[page.kind])})`;
  return `${named} ${page.documentNumber} ${page.sheet}/${page.of}`;
}
