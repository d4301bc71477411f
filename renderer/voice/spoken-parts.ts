import { facts } from '../../languages/compiled/facts.ts';
import type { ResidentWords } from '../../languages/compiled/words.ts';
import { isJapanese, languageSchema, type Language } from '../../shared/languages.ts';
import { piecesOf, withoutReadings } from '../../languages/ruby.ts';
import type { Utterance } from '../../shared/voice.ts';
import { wordBegin, wordEnd, type HeardLine } from './heard-lines.ts';
import { japaneseHeard, type Reading } from './japanese-heard.ts';
import { plainHeard } from './plain-heard.ts';

export type SpokenPart = Utterance['parts'][number];

/** In which language a screen is heard, and with what. */
export interface HeardIn {
  readonly language: Language;
  readonly words: ResidentWords['voice'];
  readonly readings: readonly Reading[];
  /** Texts with their readings, by the same without: of a name that is in no element of the page. */
  readonly labels: ReadonlyMap<string, string>;
  /** Languages without a voice: the screen's own one reads their names. */
  readonly voiceless: readonly Language[];
}

/** What a voice says of these lines: one part for each language in turn, with a pause where a line ends. */
export function spokenParts(lines: readonly HeardLine[], heard: HeardIn): readonly SpokenPart[] {
  const parts: { language: Language; text: string }[] = [];
  const add = (language: Language, text: string): void => {
    const ended = text === '' ? '' : withEnd(text, language);
    const last = parts.at(-1);
    if (ended === '') return;
    if (last?.language === language) last.text += isJapanese(language) ? ended : ` ${ended}`;
    else parts.push({ language, text: ended });
  };
  // A line of the page has no two spaces together, whichever they are.
  const readings = heard.readings.map(({ text, kana }) => ({ text: text.replaceAll(/\s+/g, ' '), kana }));
  for (const line of lines) {
    const language = languageOf(line.lang, heard);
    const text = heard.labels.get(line.text) ?? line.text;
    if (isJapanese(language)) add(language, japaneseHeard(asRead(text), readings));
    else for (const piece of byNames(withoutReadings(text), readings)) add(...said(piece, language, heard));
  }
  return parts.map(({ language, text }) => ({ language, text: text.slice(0, 2_000) }));
}

function languageOf(lang: string, { language, voiceless }: HeardIn): Language {
  const own = languageSchema.safeParse(lang);
  return own.success && !voiceless.includes(own.data) ? own.data : language;
}

/** A text with readings, 写《うつ》し, as it is read. */
function asRead(text: string): string {
  return piecesOf(text)
    .map((piece) => (typeof piece === 'string' ? piece : `${wordBegin}${piece.reading}${wordEnd}`))
    .join('');
}

/** A text between names, or a name by its kana. */
type Piece = string | { readonly kana: string };

function said(piece: Piece, language: Language, { words }: HeardIn): readonly [Language, string] {
  if (typeof piece !== 'string') return ['ja', japaneseHeard(piece.kana)];
  return [language, plainHeard(piece, language, (sum) => words.yen({ sum }))];
}

/** Japanese names in a text of another language are read by the Japanese voice. */
function byNames(text: string, readings: readonly Reading[]): readonly Piece[] {
  return readings.reduce<readonly Piece[]>(
    (pieces, { text: name, kana }) =>
      pieces.flatMap((piece) =>
        typeof piece === 'string'
          ? piece
              .split(name)
              .flatMap((between, index): Piece[] => (index === 0 ? [between] : [{ kana }, between]))
          : [piece],
      ),
    [text],
  );
}

/** A line that ends without a mark runs into the next one. */
function withEnd(text: string, language: Language): string {
  if (/[、。,.!?;:।！？，；：]$/u.test(text)) return text;
  return `${text}${isJapanese(language) || facts[language].voice?.startsWith('cmn') === true ? '。' : '.'}`;
}

/** A name letter by letter. */
export function spelt(text: string): string {
  return Array.from(text.replaceAll(/\s+/g, ''))
    .filter((sign) => !/[ー゛゜、。.,]/u.test(sign) || sign === 'ー')
    .join('、');
}
