import { facts } from '../../languages/compiled/facts.ts';
import { slips } from '../../languages/compiled/slips.ts';
import type { SlipWords } from '../../languages/compiled/words.ts';
import { hasReadings, kanaOf, withoutReadings } from '../../languages/ruby.ts';
import type { Bilingual } from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import { isJapanese, type Language } from '../../shared/languages.ts';
import { openScreenFont, type ScreenFont } from '../fonts/screen-fonts.ts';
import type { FontChain } from '../ink/shape-text.ts';
import { drawnText, type DrawnLook } from './drawn-text.ts';
import { missingCharacter, printableText } from './jis-text.ts';
import { centred, hasRoom, inJapanese, paragraph, row, type Lines, type Look } from './slip-markup.ts';

/** A text of a slip. */
export interface Said {
  /** For the store's staff, too. Easy Japanese has readings. */
  readonly ja: string;
  /** In plain Japanese: the name by which store staff know a slip. */
  readonly plain: string;
  /** In the resident's language; null where Japanese says it. */
  readonly own: string | null;
  /** Whether the printer has no characters for that language, so that `own` is a picture. */
  readonly drawn: boolean;
}

/** Picks a text; gets the words of a language, how it writes a moment, and which it is. */
export type Pick = (words: SlipWords, moment: (at: Instant) => string, language: Language) => string;

/** How a slip speaks to a resident: Japanese always, the language of the session beside or below it. */
export interface SlipSpeech {
  readonly language: Language;
  readonly say: (pick: Pick) => Said;
  /** A text of the data. */
  readonly data: (text: Bilingual) => Said;
  /** The name of the slip, large. */
  readonly title: (text: Said) => Lines;
  readonly centred: (text: Said) => Lines;
  /** The same, one language below the other. */
  readonly centredBelow: (text: Said) => Lines;
  readonly paragraph: (text: Said, look?: Look) => Lines;
  /** A labelled row; where both languages do not fit beside the value, the own one goes below. */
  readonly labelled: (label: Said, value: string | Said, look?: Look) => Lines;
  /** A labelled moment, in the form of both languages. */
  readonly dated: (label: Said, at: Instant) => Lines;
  /** A moment in the own language's form, below the Japanese one. */
  readonly ownMoment: (at: Instant) => Lines;
  /** The own words below the Japanese ones, whatever room there is; `mark` stands before them. */
  readonly below: (text: Said, mark?: string) => Lines;
  /** The own words where a line above had room for the Japanese alone; nothing where the printer could print both. */
  readonly ownWords: (text: Said, value?: string) => Lines;
  /** Whole sentences; each Japanese one starts on a new line. */
  readonly sentences: (text: Said) => Lines;
}

/** What the printer prints by itself: 24 dots. */
const size = { text: 25, title: 34 } as const;
const fallbackFamily = 'Noto Sans CJK JP';
/** Of a kiosk that lacks a font; every printer has its characters. */
const standIn: Language = 'en';

/** The language of a slip for store staff and operators, who have two. */
export function staffLanguage(language: Language): Language {
  return isJapanese(language) ? 'ja' : 'en';
}

/**
 * @param openFont where a font is not installed, whoever needs it has English beside the Japanese, and no readings
 */
export function slipSpeech(
  chosen: Language,
  openFont: (family: string) => ScreenFont | null = openScreenFont,
): SlipSpeech {
  const found = fontsOf(chosen, openFont);
  const language = found === 'missing' ? (isJapanese(chosen) ? chosen : standIn) : chosen;
  const fonts = found === 'missing' ? null : found;
  const drawn = fonts !== null && !isJapanese(language);
  const draw = (text: string, look: Partial<DrawnLook> & { readonly bold?: boolean } = {}): Lines => {
    if (fonts === null) return [];
    const { bold = false, ...rest } = look;
    const chain = bold ? fonts.bold : fonts.plain;
    return drawnText(text, chain, facts[language].locale, { size: size.text, align: 'left', ...rest });
  };

  return {
    language: chosen,
    say: (pick) => {
      const own = pick(slips[language], (at) => dateAndTime(language, at), language);
      const plain = withoutReadings(pick(slips.ja, inJapanese, 'ja'));
      return isJapanese(language)
        ? { ja: fonts === null ? withoutReadings(own) : own, plain, own: null, drawn }
        : { ja: plain, plain, own, drawn };
    },
    data: ({ ja, en }) => ({
      ja,
      plain: ja,
      own: facts[language].readsData === 'ja' || en === ja ? null : en,
      drawn: false,
    }),
    title: (text) => {
      const { printed, picture } = ownOf(text);
      const easier = bare(text) !== text.plain ? text.ja : picture;
      return [
        ...centred(text.plain, { size: 2, bold: true }),
        ...(printed === null || easier !== null ? [] : centred(printed, { bold: true })),
        ...(easier === null ? [] : ['', ...draw(easier, { bold: true, size: size.title, align: 'centre' })]),
        '',
      ];
    },
    centred: (text) => {
      const { picture } = ownOf(text);
      return [...centred(both(text)), ...(picture === null ? [] : draw(picture, { align: 'centre' }))];
    },
    centredBelow: (text) => {
      if (hasReadings(text.ja)) return draw(text.ja, { align: 'centre' });
      const { printed, picture } = ownOf(text);
      return [
        ...centred(text.ja),
        ...(printed === null ? [] : centred(printed)),
        ...(picture === null ? [] : draw(picture, { align: 'centre' })),
      ];
    },
    paragraph: (text, look = {}) => {
      const { picture } = ownOf(text);
      return [
        ...paragraph(both(text), look),
        ...(picture === null ? [] : draw(picture, { bold: look.bold ?? false })),
      ];
    },
    labelled: (label, value, look = {}) => {
      const said = typeof value === 'string' ? plainly(value) : value;
      const { printed, picture } = ownOf(label);
      const beside = both(said);
      const ownValue = ownOf(said).picture;
      const below = picture === null ? [] : draw(ownValue === null ? picture : `${picture}: ${ownValue}`);
      return printed !== null && !hasRoom(both(label), beside, look) && hasRoom(bare(label), beside, look)
        ? [...row(bare(label), beside, look), ...paragraph(printed), ...below]
        : [...row(both(label), beside, look), ...below];
    },
    dated: (label, at) => {
      const { printed, picture } = ownOf(label);
      if (isJapanese(language)) return row(both(label), inJapanese(at));
      const when = dateAndTime(language, at);
      return [
        ...row(bare(label), inJapanese(at)),
        ...(printed === null ? [] : row(printed, when)),
        ...(picture === null ? [] : draw(`${picture}: ${when}`)),
      ];
    },
    ownMoment: (at) => {
      if (isJapanese(language)) return [];
      const when = dateAndTime(language, at);
      return drawn ? draw(when, { align: 'centre' }) : centred(when);
    },
    below: (text, mark = '') => {
      if (hasReadings(text.ja)) return draw(mark + text.ja);
      const { printed, picture } = ownOf(text);
      return [
        ...paragraph(mark + text.ja),
        ...(printed === null ? [] : paragraph(mark === '' ? printed : `  ${printed}`)),
        ...(picture === null ? [] : draw(mark + picture)),
      ];
    },
    ownWords: (text, value) => {
      const { picture } = ownOf(text);
      if (picture === null) return [];
      return draw(value === undefined ? picture : `${picture}: ${value}`);
    },
    sentences: (text) => {
      if (hasReadings(text.ja)) return draw(text.ja);
      const { printed, picture } = ownOf(text);
      return [
        ...text.ja.split(/(?<=。)/).flatMap((sentence) => paragraph(sentence)),
        ...(printed === null ? [] : paragraph(printed)),
        ...(picture === null ? [] : draw(picture)),
      ];
    },
  };
}

function plainly(text: string): Said {
  return { ja: text, plain: text, own: null, drawn: false };
}

/** The Japanese as a printer prints it: without readings. */
export function bare({ ja }: Said): string {
  return withoutReadings(ja);
}

/** On one line where the printer has the characters of both: 日時  Date, and in easy Japanese 合計  ごうけい. */
export function both(text: Said): string {
  const { printed } = ownOf(text);
  return printed === null ? bare(text) : `${bare(text)}  ${printed}`;
}

function ownOf({ ja, own, drawn }: Said): {
  readonly printed: string | null;
  readonly picture: string | null;
} {
  if (hasReadings(ja)) return { printed: kanaOf(ja), picture: null };
  return drawn ? { printed: null, picture: own } : { printed: own, picture: null };
}

/** A moment in the language's own form, in Japan: 20 Nov 2026 14:03. */
function dateAndTime(language: Language, at: Instant): string {
  if (isJapanese(language)) return inJapanese(at);
  const { locale, month } = facts[language];
  const written = (style: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Tokyo', ...style }).format(at);
  const day = written({ year: 'numeric', month, day: 'numeric' });
  return `${day} ${written({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
}

interface SlipFonts {
  readonly plain: FontChain;
  readonly bold: FontChain;
}

/** Null where the printer's own characters are enough, and nothing has readings. */
function fontsOf(
  language: Language,
  openFont: (family: string) => ScreenFont | null,
): SlipFonts | 'missing' | null {
  if (!needsDrawing(language)) return null;
  const own = openFont(facts[language].font);
  const fallback = openFont(fallbackFamily);
  if (own === null || fallback === null) return 'missing';
  return { plain: [own.plain, fallback.plain], bold: [own.bold, fallback.bold] };
}

const drawing = new Map<Language, boolean>();

/** Whether a language has a text on slips that Japanese receipt printers have no characters for, or readings that they cannot set. */
function needsDrawing(language: Language): boolean {
  const known = drawing.get(language);
  if (known !== undefined) return known;
  const texts = textsIn(slips[language]).join('');
  const needs = language !== 'ja' && (hasReadings(texts) || printableText(texts).includes(missingCharacter));
  drawing.set(language, needs);
  return needs;
}

/** All texts; what is filled in is not known yet. */
function textsIn(words: object): readonly string[] {
  return Object.values(words).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String(Reflect.apply(value, undefined, [{}]))];
    return typeof value === 'object' && value !== null ? textsIn(value) : [];
  });
}
