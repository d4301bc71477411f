/** The mark in Japanese typesetting for a character that is not available. */
export const missingCharacter = '〓';

/**
 * Text as a Japanese receipt printer can print it: ASCII, half-width katakana and JIS X 0208, which every such printer has.
 * Makers' own additions (髙, ①) differ between models and are not relied on. What is missing becomes 〓, one for each character
 * as people count them, never nothing and never another character: 𠮷野 → 〓野.
 */
export function printableText(text: string): string {
  return Array.from(graphemes.segment(text), ({ segment }) => printableGrapheme(segment)).join('');
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

function printableGrapheme(grapheme: string): string {
  // Normalizing would silently turn a compatibility ideograph into the plain character (U+FA19 → 神).
  if (/[\uf900-\ufaff]/u.test(grapheme)) return missingCharacter;
  const composed = Array.from(
    grapheme.normalize('NFC'),
    (character) => sameInJis.get(character) ?? character,
  );
  return composed.every((character) => printable.has(character)) ? composed.join('') : missingCharacter;
}

/** Characters that Unicode has twice for one in JIS; on the left those missing from its tables. */
const sameInJis: ReadonlyMap<string, string> = new Map([
  ['\u301c', '\uff5e'], // wave dash
  ['\u2212', '\uff0d'], // minus
  ['\u2016', '\u2225'], // double vertical line
  ['\u2014', '\u2015'], // dash
  ['\u00a2', '\uffe0'],
  ['\u00a3', '\uffe1'],
  ['\u00ac', '\uffe2'],
  // In the printer's half-width set these two print as ¥ and ‾: the full-width forms look as they should.
  ['\u00a5', '\uffe5'],
  ['\\', '\uff3c'],
  ['~', '\uff5e'],
]);

/** Every character of the set, read from the platform's own Shift_JIS table: rows 1 to 8 and 16 to 84. */
function readJisX0208(): Set<string> {
  const characters = new Set<string>();
  for (let ascii = 0x20; ascii < 0x7f; ascii += 1) characters.add(String.fromCharCode(ascii));
  for (let kana = 0xff61; kana <= 0xff9f; kana += 1) characters.add(String.fromCharCode(kana));
  for (const cell of decodedCells()) if (cell.length === 1 && cell !== noCharacter) characters.add(cell);
  return characters;
}

/** What a decoder writes for a cell that holds no character; a trail byte that is ASCII follows it. */
const noCharacter = '\ufffd';

/** Every cell of those rows as the decoder reads it: all at once, because a start of the kiosk waits for it. */
function decodedCells(): string[] {
  const bytes: number[] = [];
  for (const [from, to] of [
    [0x81, 0x84],
    [0x88, 0x9f],
    [0xe0, 0xea],
  ] as const) {
    for (let lead = from; lead <= to; lead += 1)
      for (let trail = 0x40; trail <= 0xfc; trail += 1) bytes.push(lead, trail, 0x0a);
  }
  return new TextDecoder('shift_jis').decode(Uint8Array.from(bytes)).split('\n');
}

const printable: ReadonlySet<string> = readJisX0208();
