import type { PageVerdict } from '../verdict.ts';
import type { Words } from './words.ts';

/** The verdict of a page as elements: the answer large, then what the receiver should know. */
export function verdictView(verdict: PageVerdict, w: Words): readonly HTMLElement[] {
  const lines = linesOf(verdict, w).map((line) => textElement('li', line));
  const list = document.createElement('ul');
  list.replaceChildren(...lines);
  return [textElement('h2', w.verdict[verdict.verdict]), textElement('p', nameOf(verdict, w)), list];
}

function nameOf(verdict: PageVerdict, w: Words): string {
  const page = 'page' in verdict ? verdict.page : null;
  if (page === null) return '';
  return `${w.kind[page.kind]} ${page.documentNumber} ${page.sheet}/${page.of}`;
}

function linesOf(verdict: PageVerdict, w: Words): readonly string[] {
  switch (verdict.verdict) {
    case 'genuine':
      return verdict.notes.map((note) =>
        note.note === 'otherSheetsNotGiven'
          ? `${w.note[note.note]}: ${note.sheets.join(', ')}`
          : w.note[note.note],
      );
    case 'genuineBack':
    case 'void':
      return [];
    case 'altered':
      return [
        w.altered[verdict.altered],
        ...(verdict.altered === 'content' ? verdict.regions.map(({ kind }) => w.region[kind]) : []),
      ];
    case 'unknownKey':
      return [w.key[verdict.why]];
    case 'unreadable':
      return [w.unreadable[verdict.why]];
  }
}

function textElement(name: 'h2' | 'p' | 'li', text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
