import type { Group, Words } from '../../scripts/languages/compare.ts';
import { isList } from '../../scripts/languages/compare.ts';
import { parseMessage, type Message, type Piece } from '../../scripts/languages/message.ts';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = Array.from('àƀçđéƒĝħíĵķļɱñöþɋŕšţûṽŵẋýžÀɃÇĐÉƑĜĦÍĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ');
/** As long as texts become in the longest languages: 40 % more. */
const growth = 0.4;

/**
 * A text of a language that nobody speaks: every letter accented, 40 % longer, in brackets, with the same parameters. What is
 * cut off, glued together or not from the catalogue is seen at once.
 * @throws when the text cannot be read: only texts without faults have a pseudo text
 */
export function pseudoText(text: string): string {
  const message = parseMessage(text);
  if (!message.ok) throw new Error(message.error);
  const letters = lettersOf(message.value);
  return `[${written(message.value)}${'~'.repeat(Math.ceil(letters * growth))}]`;
}

/** The same of every text of a file. */
export function pseudoWords(words: Group): Group {
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, pseudo(value)]));
}

function pseudo(words: Words): Words {
  if (typeof words === 'string') return pseudoText(words);
  return isList(words) ? words.map(pseudoText) : pseudoWords(words);
}

/** Letters of the longest way through the text. */
function lettersOf(message: Message): number {
  return message.reduce((sum, piece) => {
    if (piece.kind === 'words') return sum + piece.words.length;
    if (!('forms' in piece)) return sum;
    return sum + Math.max(...piece.forms.map(([, form]) => lettersOf(form)));
  }, 0);
}

/** Back into ICU MessageFormat. */
function written(message: Message): string {
  return message.map(writtenPiece).join('');
}

function writtenPiece(piece: Piece): string {
  switch (piece.kind) {
    case 'words':
      return Array.from(piece.words, accent).join('');
    case 'text':
      return `{${piece.name}}`;
    case 'number':
      return `{${piece.name}, number}`;
    case 'count':
      return '#';
    case 'plural':
    case 'ordinal':
    case 'select': {
      const kind = piece.kind === 'ordinal' ? 'selectordinal' : piece.kind;
      const offset = 'offset' in piece && piece.offset > 0 ? ` offset:${piece.offset}` : '';
      const forms = piece.forms.map(([form, inner]) => `${form} {${written(inner)}}`);
      return `{${piece.name}, ${kind},${offset} ${forms.join(' ')}}`;
    }
  }
}

function accent(letter: string): string {
  const at = plain.indexOf(letter);
  if (at >= 0) return accented[at] ?? letter;
  // The other apostrophe has a meaning in ICU.
  return letter === "'" ? '’' : letter;
}
