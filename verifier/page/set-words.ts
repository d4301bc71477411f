import { piecesOf } from '../../languages/ruby.ts';

/** Sets a text in an element, with its readings above their kanji. */
export function setWords(element: HTMLElement, text: string): void {
  element.replaceChildren(
    ...piecesOf(text).map((piece) => {
      if (typeof piece === 'string') return piece;
      const [ruby, reading] = [document.createElement('ruby'), document.createElement('rt')];
      reading.textContent = piece.reading;
      ruby.append(piece.base, reading);
      return ruby;
    }),
  );
}
