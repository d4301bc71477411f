/** A piece of a text: as it stands, or with its reading above it. */
export type Piece = string | { readonly base: string; readonly reading: string };

/** Aozora's form: 写《うつ》し. A base is the kanji before it, or what stands after ｜. */
const annotated = /(?:｜([^《》｜]+)|([\p{Script=Han}々〆ヶ]+))《([^《》]+)》/gu;

export function hasReadings(text: string): boolean {
  return text.includes('《');
}

/** A text in pieces, for a page that sets readings above their kanji. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(annotated)) {
    const [whole, marked, kanji = '', reading = ''] = match;
    if (match.index > from) pieces.push(text.slice(from, match.index));
    pieces.push({ base: marked ?? kanji, reading });
    from = match.index + whole.length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

/** A text without its readings: for a name that is only heard, for a slip. */
export function withoutReadings(text: string): string {
  return hasReadings(text)
    ? piecesOf(text)
        .map((piece) => (typeof piece === 'string' ? piece : piece.base))
        .join('')
    : text;
}

/** A text with the readings in place of their kanji: おつり. */
export function kanaOf(text: string): string {
  return piecesOf(text)
    .map((piece) => (typeof piece === 'string' ? piece : piece.reading))
    .join('');
}
